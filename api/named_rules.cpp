#include "api/named_rules.hpp"

#include <algorithm>

#include "api/nearest.hpp"
#include "dsl/plain.hpp"

namespace bylaw::api {

std::string_view to_string(RuleShape shape) { return shape == RuleShape::standing ? "standing" : "decision"; }

std::vector<NamedRule> named_rules(dsl::Rulebook const& rulebook) {
  std::vector<NamedRule> found;
  auto const add = [&](auto const& rules, RuleShape shape) {
    for (dsl::Index i = 0; i < rules.size(); ++i) found.push_back({rules[i].name, shape, i});
  };
  add(rulebook.rules, RuleShape::decision);
  add(rulebook.standing, RuleShape::standing);
  std::ranges::sort(found, {}, &NamedRule::name);
  return found;
}

std::optional<NamedRule> find_named_rule(dsl::Rulebook const& rulebook, std::string_view name) {
  auto const all = named_rules(rulebook);
  auto const found = std::ranges::find(all, name, &NamedRule::name);
  return found == all.end() ? std::nullopt : std::optional(*found);
}

std::vector<std::string_view> rule_names(dsl::Rulebook const& rulebook) { return names_of(named_rules(rulebook)); }

std::string plain_text(dsl::Rulebook const& rulebook, NamedRule const& rule) {
  switch (rule.shape) {
    case RuleShape::decision:
      return dsl::plain_rule(rulebook, rule.index);
    case RuleShape::standing:
      return dsl::plain_standing(rulebook, rule.index);
  }
  return {};
}

}  // namespace bylaw::api
