// Records that are part of the rulebook itself.
#pragma once
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

void check_entries(Context& context, Items const& items);

}  // namespace bylaw::dsl::checking
