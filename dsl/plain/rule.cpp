// A rule on actions: one paragraph for each thing it says.
#include "dsl/plain.hpp"
#include "dsl/plain/english.hpp"
#include "dsl/plain/paragraphs.hpp"

namespace bylaw::dsl {
namespace {

using plain::capitalised;
using plain::with_blanks;

class RuleText : plain::Paragraphs {
 public:
  RuleText(Rulebook const& book, Rule const& rule) : Paragraphs(book), rule_(rule) {}

  std::string write() {
    text_ = "**" + rule_.title + "**\n";
    sources(rule_.norm, rule_.also, rule_.see);
    return body();
  }

  std::string body() {
    statement(duty(), rule_.when);
    condition("Done when", rule_.done);
    if (rule_.refer != none) condition("Referred to " + parties(rule_.refer_to) + " when", rule_.refer);
    if (rule_.undetermined != none)
      condition("Cannot be decided when", rule_.undetermined, " " + rule_.undetermined_because);
    condition("Waiting while", rule_.waiting);
    for (auto const unless : rule_.unless) condition("Not when", unless);
    edges();
    for (auto const& remedy : rule_.remedies)
      paragraph("What would lift it: " + plain::without_stop(remedy.act) + " (" + place(remedy.norm) + ").");
    readings(rule_.readings);
    period(rule_.from, rule_.until);
    return std::move(text_);
  }

 private:
  std::string duty() const {
    if (rule_.kind == RuleKind::referral) return "this is for " + parties(rule_.counterparts) + " to decide";
    auto bearers = parties(rule_.bearers), force = with_blanks(to_string(rule_.force));
    bool const nobody = rule_.bearers == std::vector<std::string>{"anyone"};
    if (nobody && rule_.force == Force::must_not) bearers = "nobody", force = "may";
    if (nobody && rule_.force == Force::should_not) bearers = "nobody", force = "should";
    auto const text = bearers + " " + force + " " + act_text(rule_.act, rule_.counterparts);
    return text + (rule_.kind == RuleKind::step ? " first" : "");
  }

  void statement(std::string const& said, Index when) {
    if (when == none) return paragraph(capitalised(said) + ".");
    bool all = true;
    auto const parts = phrases_.parts(when, all);
    if (parts.empty()) return paragraph("When " + phrases_.clause(when) + ", " + said + ".");
    text_ += "\n";
    list(capitalised(said) + " when", parts, all);
  }

  void edges() {
    for (auto const other : rule_.overrides)
      paragraph("Where it applies, it takes the place of \"" + book_.rules[other].title + "\".");
    for (auto const other : rule_.overridden_by)
      paragraph("Gives way to \"" + book_.rules[other].title + "\" where that applies.");
  }

  Rule const& rule_;
};

}  // namespace

std::string plain_rule(Rulebook const& rulebook, Index rule) {
  return RuleText(rulebook, rulebook.rules[rule]).write();
}

std::string plain_rule_body(Rulebook const& rulebook, Index rule) {
  return RuleText(rulebook, rulebook.rules[rule]).body();
}

}  // namespace bylaw::dsl
