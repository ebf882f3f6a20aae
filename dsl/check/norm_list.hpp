// Norms as rules name them.
#pragma once
#include <vector>

#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

// The norms that there are, each once, with faults for the others.
std::vector<Index> require_norms(Context& context, std::uint32_t source, syntax::Names const& ids);

}  // namespace bylaw::dsl::checking
