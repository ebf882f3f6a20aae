// Named conditions and values: their parameters, their bodies, and that none uses itself.
#pragma once
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

void check_definitions(Context& context, Items const& items);

}  // namespace bylaw::dsl::checking
