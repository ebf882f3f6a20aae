// Roles: scopes, own records, what is seen of the confidential and what is written.
#pragma once
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

void check_roles(Context& context, Items const& items);

}  // namespace bylaw::dsl::checking
