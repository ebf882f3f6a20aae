// What a scenario expects, and the outcomes and statuses an answer can have.
#pragma once
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

void check_expectations(Context& context, Placed<syntax::Scenario> node, Index action);

// The `headline` items: one for each outcome at most.
void check_headlines(Context& context, Items const& items);

}  // namespace bylaw::dsl::checking
