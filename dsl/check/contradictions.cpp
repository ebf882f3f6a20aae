// Pairs of rules that allow and forbid the same act.
#include "dsl/check/contradictions.hpp"

#include <algorithm>
#include <map>

#include "dsl/check/overlap.hpp"
#include "dsl/check/overrides.hpp"

namespace bylaw::dsl::checking {
namespace {

constexpr int most_pairs = 10'000;  // enough for thousands of rules; beyond it nothing is claimed

bool common(std::vector<std::string> const& a, std::vector<std::string> const& b) {
  return std::ranges::any_of(a, [&](auto const& word) { return std::ranges::find(b, word) != b.end(); });
}

bool same_people(Rule const& a, Rule const& b) {
  auto const all = std::vector<std::string>{"anyone"};
  return common(a.bearers, all) || common(b.bearers, all) || common(a.bearers, b.bearers);
}

bool same_counterparts(Rule const& a, Rule const& b) {
  return a.counterparts.empty() || b.counterparts.empty() || common(a.counterparts, b.counterparts);
}

bool in_force_together(Rule const& a, Rule const& b) {
  bool const apart = (a.until && b.from && *a.until < *b.from) || (b.until && a.from && *b.until < *a.from);
  return !apart;
}

bool says_which_wins(Rulebook const& book, Rule const& a, Rule const& b) {
  auto const overrides = [&](Rule const& one, Rule const& other) {
    return std::ranges::any_of(one.overrides, [&](Index index) { return &book.rules[index] == &other; });
  };
  return !a.unless.empty() || !b.unless.empty() || overrides(a, b) || overrides(b, a);
}

bool contradict(Rulebook const& book, Rule const& a, Rule const& b) {
  return share_an_action(a, b) && same_people(a, b) && same_counterparts(a, b) && in_force_together(a, b) &&
         !says_which_wins(book, a, b) && can_hold_together(book, a.when, b.when);
}

struct SameAct {
  std::vector<Index> call_for, forbid;  // rules
};

std::map<std::string, SameAct> by_act(Context const& context) {
  auto const& book = context.book;
  std::map<std::string, SameAct> acts;
  for (Index i = 0; i < book.rules.size(); ++i) {
    auto const& rule = book.rules[i];
    if (rule.act.empty() || context.faulty_rules.contains(rule.name)) continue;  // a referral has no act
    if (rule.force == Force::may || rule.force == Force::must) acts[rule.act].call_for.push_back(i);
    if (rule.force == Force::must_not) acts[rule.act].forbid.push_back(i);
  }
  return acts;
}

void report(Context& context, Index a, Index b) {
  auto const& later = context.book.rules[std::max(a, b)];
  auto const& earlier = context.book.rules[std::min(a, b)];
  auto const says = [](Rule const& rule) {
    return quoted(rule.name) + " says '" + with_blanks(to_string(rule.force)) + " " + with_blanks(rule.act) + "'";
  };
  context.faults.error("contradiction", later.where,
                       says(later) + " where " + says(earlier) +
                           ", and both can apply at once: let one override the other, or write an 'unless'",
                       earlier.where, "the other rule is here");
}

}  // namespace

void check_contradictions(Context& context) {
  int pairs = 0;
  for (auto const& [act, rules] : by_act(context))
    for (auto const a : rules.call_for)
      for (auto const b : rules.forbid) {
        if (++pairs > most_pairs || context.faults.full()) return;
        if (contradict(context.book, context.book.rules[a], context.book.rules[b])) report(context, a, b);
      }
}

}  // namespace bylaw::dsl::checking
