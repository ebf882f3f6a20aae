// One value of a declared type, from JSON. Exact: money and decimals are text, dates are days, whole numbers are whole.
// Whether a reference leads anywhere is not looked at here.
#pragma once
#include <optional>

#include "api/input_fault.hpp"
#include "api/json_text.hpp"
#include "dsl/rulebook.hpp"
#include "engine/state.hpp"

namespace bylaw::api {

// Nothing when a fault was added. `json` must not be null.
std::optional<engine::Datum> read_datum(dsl::Rulebook const& rulebook, dsl::Type type, JsonValue const& json,
                                        Place const& place, InputFaults& faults);

// The same for a value that is written as text, as in a query parameter or in the parts of a record's key. Lists and
// money cannot be written so and are a fault.
std::optional<dsl::Constant> read_constant_text(dsl::Rulebook const& rulebook, dsl::Type type, std::string_view text,
                                                Place const& place, InputFaults& faults);

}  // namespace bylaw::api
