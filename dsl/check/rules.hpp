// Rules: what they name, when they apply, that their force is their norm's, and that overrides lead nowhere round.
#pragma once
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

void check_rules(Context& context, Items const& items);

}  // namespace bylaw::dsl::checking
