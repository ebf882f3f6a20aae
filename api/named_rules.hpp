// Rules of every kind under one roof: they share their names, and people who ask for one need not know its kind.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::api {

enum class RuleShape { decision, standing };  // on actions; over records on a day

struct NamedRule {
  std::string_view name;
  RuleShape shape{};
  dsl::Index index = dsl::none;  // among the rules of its kind
};

// "decision", "standing"
std::string_view to_string(RuleShape shape);
inline constexpr RuleShape all_shapes[] = {RuleShape::decision, RuleShape::standing};

// In the order of their names.
std::vector<NamedRule> named_rules(dsl::Rulebook const& rulebook);
std::optional<NamedRule> find_named_rule(dsl::Rulebook const& rulebook, std::string_view name);
std::vector<std::string_view> rule_names(dsl::Rulebook const& rulebook);
// In plain language.
std::string plain_text(dsl::Rulebook const& rulebook, NamedRule const& rule);

}  // namespace bylaw::api
