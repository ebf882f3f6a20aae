// Which rule switches which off: between rules that can meet, and never round in a circle.
#pragma once
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

// Resolves the `overrides` clauses of a rule; all rules must be in the rulebook.
void check_overrides(Context& context, Placed<syntax::Rule> node, Index rule);
void check_override_circles(Context& context);

// Whether some action has both rules.
bool share_an_action(Rule const& a, Rule const& b);

}  // namespace bylaw::dsl::checking
