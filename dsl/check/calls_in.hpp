// Which definitions an expression of the syntax tree uses.
#pragma once
#include <vector>

#include "dsl/syntax.hpp"

namespace bylaw::dsl::checking {

std::vector<syntax::Name const*> calls_in(syntax::Expression const& expression);

}  // namespace bylaw::dsl::checking
