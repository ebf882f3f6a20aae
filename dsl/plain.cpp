// One paragraph for each thing a rule says.
#include "dsl/plain.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "dsl/plain/english.hpp"
#include "dsl/plain/phrases.hpp"

namespace bylaw::dsl {
namespace {

using plain::capitalised;
using plain::join;
using plain::Phrases;
using plain::with_blanks;

std::string without_stop(std::string text) {
  if (text.ends_with('.')) text.pop_back();
  return text;
}

// "contact the office", "go through the office", but "file papers with the office"
bool takes_object(std::string const& act) {
  constexpr std::array<std::string_view, 8> prepositions = {"to", "of", "for", "from", "with", "by", "through", "at"};
  auto const last = act.rfind('_');
  return last == std::string::npos ||
         std::ranges::find(prepositions, std::string_view(act).substr(last + 1)) != prepositions.end();
}

class RuleText {
 public:
  RuleText(Rulebook const& book, Rule const& rule) : book_(book), rule_(rule) {}

  std::string write() {
    text_ = "**" + rule_.title + "**\n";
    paragraph(sources());
    statement(duty(), rule_.when);
    condition("Done when", rule_.done);
    if (rule_.refer != none) condition("Referred to " + parties(rule_.refer_to) + " when", rule_.refer);
    if (rule_.undetermined != none)
      condition("Cannot be decided when", rule_.undetermined, " " + rule_.undetermined_because);
    condition("Waiting while", rule_.waiting);
    for (auto const unless : rule_.unless) condition("Not when", unless);
    edges();
    for (auto const& remedy : rule_.remedies)
      paragraph("What would lift it: " + without_stop(remedy.act) + " (" + place(remedy.norm) + ").");
    for (auto const& [name, reading] : rule_.readings) paragraph("How we read it: " + reading);
    if (rule_.from && rule_.until)
      paragraph("In force from " + to_string(*rule_.from) + " to " + to_string(*rule_.until) + ".");
    return std::move(text_);
  }

 private:
  void paragraph(std::string const& text) {
    if (!text.empty()) text_ += "\n" + text + "\n";
  }

  // "Guidelines for leaders, section 4.2"
  std::string place(Index norm_index) const {
    auto const& norm = book_.norms[norm_index];
    auto const document = std::ranges::find(book_.documents, norm.document, &Document::name);
    return (document == book_.documents.end() ? norm.document : document->title) + ", section " + norm.section;
  }

  std::string places(std::vector<Index> const& norms) const {
    std::vector<std::string> texts;
    for (auto const norm : norms)
      if (auto text = place(norm); std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
    return join(texts, "and");
  }

  std::string sources() const {
    if (rule_.norm == none) return {};
    auto text = place(rule_.norm) + " (" + book_.norms[rule_.norm].word + ").";
    if (!rule_.also.empty()) text += " Also " + places(rule_.also) + ".";
    if (!rule_.see.empty()) text += " See " + places(rule_.see) + ".";
    return text;
  }

  std::string party(std::string const& name) const {
    if (name == "actor") return "whoever acts";
    if (name == "anyone") return "anyone";
    for (auto const& enumeration : book_.enumerations) {
      if (enumeration.name != "party") continue;
      auto const value = find_value(enumeration, name);
      if (value == none) break;
      auto const& label = enumeration.values[value].label;
      return label == with_blanks(name) ? "the " + label : label;
    }
    return "the " + with_blanks(name);
  }

  std::string parties(std::vector<std::string> const& names) const {
    std::vector<std::string> texts;
    for (auto const& name : names) texts.push_back(party(name));
    return join(texts, "or");
  }

  std::string duty() const {
    if (rule_.kind == RuleKind::referral) return "this is for " + parties(rule_.counterparts) + " to decide";
    auto bearers = parties(rule_.bearers), force = with_blanks(to_string(rule_.force));
    bool const nobody = rule_.bearers == std::vector<std::string>{"anyone"};
    if (nobody && rule_.force == Force::must_not) bearers = "nobody", force = "may";
    if (nobody && rule_.force == Force::should_not) bearers = "nobody", force = "should";
    auto text = bearers + " " + force + " " + with_blanks(rule_.act);
    if (!rule_.counterparts.empty()) text += (takes_object(rule_.act) ? " " : " with ") + parties(rule_.counterparts);
    return text + (rule_.kind == RuleKind::step ? " first" : "");
  }

  void statement(std::string const& said, Index when) {
    if (when == none) return paragraph(capitalised(said) + ".");
    bool all = true;
    Phrases phrases(book_);
    auto const parts = phrases.parts(when, all);
    if (parts.empty()) return paragraph("When " + phrases.clause(when) + ", " + said + ".");
    list(capitalised(said) + " when", parts, all);
  }

  void condition(std::string const& opening, Index expression, std::string const& after = {}) {
    if (expression == none) return;
    bool all = true;
    Phrases phrases(book_);
    auto const parts = phrases.parts(expression, all);
    if (parts.empty()) return paragraph(opening + " " + phrases.clause(expression) + "." + after);
    list(opening, parts, all);
    if (!after.empty()) paragraph(after.substr(1));
  }

  void list(std::string const& opening, std::vector<std::string> const& parts, bool all) {
    text_ += "\n" + opening + (all ? " all of these hold:\n" : " any of these holds:\n");
    for (auto const& part : parts) text_ += "- " + part + "\n";
  }

  void edges() {
    for (auto const other : rule_.overrides)
      paragraph("Where it applies, it takes the place of \"" + book_.rules[other].title + "\".");
    for (auto const other : rule_.overridden_by)
      paragraph("Gives way to \"" + book_.rules[other].title + "\" where that applies.");
  }

  Rulebook const& book_;
  Rule const& rule_;
  std::string text_;
};

}  // namespace

std::string plain_rule(Rulebook const& rulebook, Index rule) {
  return RuleText(rulebook, rulebook.rules[rule]).write();
}

std::string plain_condition(Rulebook const& rulebook, Index expression) { return Phrases(rulebook).clause(expression); }

}  // namespace bylaw::dsl
