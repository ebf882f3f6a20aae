// The records that a scenario gives, as a state. Of a record that is given twice the later fields count.
#pragma once
#include "engine/state.hpp"

namespace bylaw::api {

engine::State scenario_state(dsl::Rulebook const& rulebook, dsl::Scenario const& scenario);

// A value as the checker gives it, one constant or the items of a list.
engine::Datum scenario_datum(dsl::Type type, std::vector<dsl::Constant> const& constants);

}  // namespace bylaw::api
