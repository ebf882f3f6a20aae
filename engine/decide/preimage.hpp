// Which values of an unknown come out at a constant after a chain of steps: the places where a comparison turns.
#pragma once
#include <optional>
#include <vector>

#include "engine/decide/cells.hpp"

namespace bylaw::engine {

inline constexpr std::int64_t first_day = -719'162, last_day = 2'932'896;  // 0001-01-01 and 9999-12-31

// The first value that reaches the constant and the first that goes beyond it, where they exist. Nothing when the steps
// cannot be followed for a value of this type.
std::optional<std::vector<Value>> preimages(dsl::Type type, Chain const& chain, Value constant);
std::optional<std::vector<Value>> preimages(dsl::Type type, Chain const& chain, WideAmount constant);
// The amounts of whole minor units on either side of an exact one.
std::vector<Value> around(WideAmount constant);

}  // namespace bylaw::engine
