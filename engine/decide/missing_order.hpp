// The order in which people are asked for what is missing.
#pragma once
#include "engine/decision.hpp"

namespace bylaw::engine {

// Parameters, facts as the action asks, fields by name, settings, rates.
void sort_missing(dsl::Rulebook const& rulebook, Index action, std::vector<Missing>& missing);

}  // namespace bylaw::engine
