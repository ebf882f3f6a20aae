// Procedures with their routes and steps: what they name exists, what they compare has types, steps do not wait for
// each other in a circle, every step is reached.
#pragma once
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

void check_procedures(Context& context, Items const& items);

}  // namespace bylaw::dsl::checking
