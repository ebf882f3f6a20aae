// What is sent with a question of AuthZEN, and where in the rulebook it goes.
#pragma once
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

void check_authzen(Context& context, Items const& items);

}  // namespace bylaw::dsl::checking
