// What texts about rules have in common: paragraphs and lists of Markdown, sources, parties, readings.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/plain/phrases.hpp"

namespace bylaw::dsl::plain {

class Paragraphs {
 public:
  using Readings = std::vector<std::pair<std::string, std::string>>;

  explicit Paragraphs(Rulebook const& book) : book_(book), phrases_(book) {}

 protected:
  void paragraph(std::string const& text);
  // "Guidelines for leaders, section 4.2 (requested). Also ... See ..."
  void sources(Index norm, std::vector<Index> const& also, std::vector<Index> const& see);
  void readings(Readings const& readings);
  void period(std::optional<Date> from, std::optional<Date> until);
  // One sentence, or a list where the condition is better read as one; nothing where there is no condition.
  void condition(std::string const& opening, Index expression, std::string const& after = {});
  void list(std::string const& opening, std::vector<std::string> const& parts, bool all,
            std::string const& indent = {});
  // "Guidelines for leaders, section 4.2"
  std::string place(Index norm) const;
  // "the office or the committee"
  std::string parties(std::vector<std::string> const& names) const;
  // An act and to whom it is done: "contact the office", "file papers with the office".
  std::string act_text(std::string const& act, std::vector<std::string> const& counterparts) const;

  Rulebook const& book_;
  Phrases phrases_;
  std::string text_;

 private:
  // Each once, without `said`.
  std::string places(std::vector<Index> const& norms, std::string const& said) const;
  std::string party(std::string const& name) const;
};

std::string without_stop(std::string text);

}  // namespace bylaw::dsl::plain
