// Records that a caller gives, to be kept or to be laid over for one question: they must not tell the caller of records
// that it may not know of, nor put words into them.
#pragma once
#include "api/access/sight.hpp"
#include "api/input_fault.hpp"

namespace bylaw::api {

// Faults for rows of kinds whose confidential records the caller may not see, and for references to hidden records: the
// same as for records that are not there. Pointers are under `pointer`; `single`: it holds one row, right there.
void check_given(Sight& sight, engine::State const& state, std::string const& pointer, bool single, InputFaults& faults);

}  // namespace bylaw::api
