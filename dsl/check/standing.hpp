// Standing rules: what their rows can be about, and each rule's clauses.
#pragma once
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

// The `finding` block.
void check_columns(Context& context, Items const& items);
void check_standing(Context& context, Items const& items);

}  // namespace bylaw::dsl::checking
