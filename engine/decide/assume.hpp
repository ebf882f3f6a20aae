// Facts that were not given and that the rulebook assumes a value for.
#pragma once
#include <vector>

#include "engine/decide/world.hpp"

namespace bylaw::engine {

// Puts the assumed values in place and says which; whether a fact is known is asked of the question as it was put.
std::vector<Assumed> assume(World& world);

}  // namespace bylaw::engine
