// Scenarios and their backgrounds: names, values by the type of what they are given for, expectations.
#pragma once
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

void check_scenarios(Context& context, Items const& items);

}  // namespace bylaw::dsl::checking
