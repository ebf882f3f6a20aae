// Facts that were not given and that the rulebook assumes a value for.
#pragma once
#include <vector>

#include "engine/decide/world.hpp"

namespace bylaw::engine {

// Puts the assumed values in place and adds which to `assumed`; whether a fact is known is asked of the question as it
// was put. `frame` is room to work in, kept between questions.
void assume(World& world, std::vector<Value>& frame, std::vector<Assumed>& assumed);

}  // namespace bylaw::engine
