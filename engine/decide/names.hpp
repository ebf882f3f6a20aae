// What unknowns are called by the people asked for them.
#pragma once
#include <string>

#include "engine/decide/world.hpp"

namespace bylaw::engine {

// "amount", "contact/k1.outcome", "exchange_rate/EUR@2023-05-04.usd"; the dotted name of a setting.
std::string name_of(dsl::Rulebook const& rulebook, Snapshot const& snapshot, dsl::Date date, Unknown what);
// In the order in which they are asked for: parameters, facts as the action asks, fields by name, settings, rates.
void sort_missing(dsl::Rulebook const& rulebook, Index action, std::vector<Missing>& missing);

}  // namespace bylaw::engine
