// The edges between rules, in both directions.
#include "dsl/check/overrides.hpp"

#include <algorithm>

#include "dsl/check/graph.hpp"

namespace bylaw::dsl::checking {
namespace {

void add_edge(Context& context, Placed<syntax::Rule> node, syntax::Name const& name, Index rule) {
  auto const other = context.rules.require(context.faults, name.text, node.at(name));
  if (other == none) return;
  auto& rules = context.book.rules;
  if (other == rule) {
    context.faults.error("circular_overrides", node.at(name), "a rule cannot override itself");
    return;
  }
  if (std::ranges::find(rules[rule].overrides, other) != rules[rule].overrides.end()) {
    context.faults.error("duplicate_overrides", node.at(name), "the rule " + quoted(name.text) + " is named twice");
    return;
  }
  if (!share_an_action(rules[rule], rules[other]))
    context.faults.error("overrides_apart", node.at(name),
                         quoted(rules[rule].name) + " and " + quoted(name.text) +
                             " bear on no action together, so one cannot override the other",
                         rules[other].where, "the other rule is here");
  rules[rule].overrides.push_back(other);
  rules[other].overridden_by.push_back(rule);
}

}  // namespace

bool share_an_action(Rule const& a, Rule const& b) {
  if (a.actions.empty() || b.actions.empty()) return true;
  return std::ranges::any_of(a.actions,
                             [&](Index action) { return std::ranges::find(b.actions, action) != b.actions.end(); });
}

void check_overrides(Context& context, Placed<syntax::Rule> node, Index rule) {
  for (auto const& clause : node->clauses)
    if (auto const* overrides = std::get_if<syntax::OverridesClause>(&clause))
      for (auto const& name : overrides->rules) add_edge(context, node, name, rule);
}

void check_override_circles(Context& context) {
  Edges edges;
  for (auto const& rule : context.book.rules) edges.push_back(rule.overrides);
  auto const& rules = context.book.rules;
  for (auto const& circle : walk(edges).circles) {
    std::vector<std::string> names;
    for (auto const index : circle) names.push_back(rules[index].name);
    context.faults.error("circular_overrides", rules[circle.front()].where,
                         "rules cannot override each other in a circle: " + circle_text(names),
                         rules[circle.back()].where, "the circle closes here");
  }
}

}  // namespace bylaw::dsl::checking
