// The name of a backup: plain, so that it cannot lead anywhere else.
#pragma once
#include "api/clock.hpp"
#include "api/input_fault.hpp"
#include "api/json_text.hpp"

namespace bylaw::api {

// `{"name": "..."}`, or one made from the time where the body names none.
std::string read_backup_name(JsonValue const& body, Time now, InputFaults& faults);

}  // namespace bylaw::api
