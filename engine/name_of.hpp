// What the parts of a question and of the state are called, by the place they have in it.
#pragma once
#include <string>

#include "engine/snapshot.hpp"

namespace bylaw::engine {

// "amount", "contact/k1.outcome", "exchange_rate/EUR@2023-05-04.usd"; the dotted name of a setting; "date" for what is
// none of these.
std::string name_of(dsl::Rulebook const& rulebook, Snapshot const& snapshot, dsl::Date date, Unknown what);

}  // namespace bylaw::engine
