// One paragraph for each thing a rule says.
#include "dsl/plain.hpp"

#include "dsl/plain/english.hpp"
#include "dsl/plain/paragraphs.hpp"
#include "dsl/plain/phrases.hpp"

namespace bylaw::dsl {
namespace {

using plain::Paragraphs;
using plain::with_blanks;

class RuleText {
 public:
  RuleText(Rulebook const& book, Rule const& rule) : book_(book), rule_(rule), text_(book) {}

  std::string write() {
    text_.heading(rule_.title);
    text_.add(text_.sources(rule_.norm, rule_.also, rule_.see));
    text_.statement(duty(), rule_.when);
    text_.condition("Done when", rule_.done);
    if (rule_.refer != none) text_.condition("Referred to " + text_.parties(rule_.refer_to) + " when", rule_.refer);
    if (rule_.undetermined != none)
      text_.condition("Cannot be decided when", rule_.undetermined, " " + rule_.undetermined_because);
    text_.condition("Waiting while", rule_.waiting);
    for (auto const unless : rule_.unless) text_.condition("Not when", unless);
    edges();
    for (auto const& remedy : rule_.remedies)
      text_.add("What would lift it: " + plain::without_stop(remedy.act) + " (" + text_.place(remedy.norm) + ").");
    text_.readings(rule_.readings);
    if (rule_.from && rule_.until)
      text_.add("In force from " + to_string(*rule_.from) + " to " + to_string(*rule_.until) + ".");
    return std::move(text_).take();
  }

 private:
  std::string duty() const {
    if (rule_.kind == RuleKind::referral) return "this is for " + text_.parties(rule_.counterparts) + " to decide";
    auto bearers = text_.parties(rule_.bearers), force = with_blanks(to_string(rule_.force));
    bool const nobody = rule_.bearers == std::vector<std::string>{"anyone"};
    if (nobody && rule_.force == Force::must_not) bearers = "nobody", force = "may";
    if (nobody && rule_.force == Force::should_not) bearers = "nobody", force = "should";
    auto const text = bearers + " " + force + " " + plain::act_text(text_, rule_.act, rule_.counterparts);
    return text + (rule_.kind == RuleKind::step ? " first" : "");
  }

  void edges() {
    for (auto const other : rule_.overrides)
      text_.add("Where it applies, it takes the place of \"" + book_.rules[other].title + "\".");
    for (auto const other : rule_.overridden_by)
      text_.add("Gives way to \"" + book_.rules[other].title + "\" where that applies.");
  }

  Rulebook const& book_;
  Rule const& rule_;
  Paragraphs text_;
};

}  // namespace

std::string plain_rule(Rulebook const& rulebook, Index rule) {
  return RuleText(rulebook, rulebook.rules[rule]).write();
}

std::string plain_condition(Rulebook const& rulebook, Index expression) {
  return plain::Phrases(rulebook).clause(expression);
}

}  // namespace bylaw::dsl
