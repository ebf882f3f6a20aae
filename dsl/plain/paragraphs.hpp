// The paragraphs that rules and procedures are told in, and the words in them for norms and parties.
#pragma once
#include <string>
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::dsl::plain {

class Paragraphs {
 public:
  explicit Paragraphs(Rulebook const& book) : book_(book) {}

  void heading(std::string const& title) { text_ += "**" + title + "**\n"; }
  void add(std::string const& text);
  // "When CONDITION, SAID.", or a list where the condition is long.
  void statement(std::string const& said, Index when);
  // "OPENING CONDITION." and what comes `after` it; nothing where it is not written.
  void condition(std::string const& opening, Index expression, std::string const& after = {});
  void readings(std::vector<std::pair<std::string, std::string>> const& readings);
  std::string take() && { return std::move(text_); }

  // "Guidelines for leaders, section 4.2"
  std::string place(Index norm) const;
  std::string places(std::vector<Index> const& norms) const;
  // The place of a norm with its operative word, and of those that say the same or are to be seen.
  std::string sources(Index norm, std::vector<Index> const& also, std::vector<Index> const& see) const;
  std::string party(std::string const& name) const;
  std::string parties(std::vector<std::string> const& names) const;

 private:
  void list(std::string const& opening, std::vector<std::string> const& parts, bool all);

  Rulebook const& book_;
  std::string text_;
};

// An act and to whom it is done: "contact the office", "file papers with the office".
std::string act_text(Paragraphs const& text, std::string const& act, std::vector<std::string> const& counterparts);
std::string without_stop(std::string text);

}  // namespace bylaw::dsl::plain
