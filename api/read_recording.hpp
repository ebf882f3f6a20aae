// What a request gives for a step or for a new case: who acts, on which day, and the fields that the rulebook leaves to
// the request. Which fields these are, and of which types, follows from the declarations of the step.
#pragma once
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "api/input_fault.hpp"
#include "api/json_text.hpp"
#include "engine/cases/recording.hpp"

namespace bylaw::api {

// `also` are further keys that the caller reads himself.
std::expected<engine::Recording, InputFaults> read_recording(engine::Snapshot const& snapshot, JsonValue const& body,
                                                             dsl::Index procedure, dsl::Index step,
                                                             std::vector<std::string_view> const& also = {});

// Faults that turned up when the records were made or put together, with the place in the request that they come from.
InputFaults recording_faults(dsl::Rulebook const& rulebook, engine::Recording const& recording,
                             std::vector<engine::Unfilled> const& unfilled);
InputFaults recording_faults(dsl::Rulebook const& rulebook, engine::Recording const& recording,
                             engine::Plan const& plan, engine::Faults const& found);

}  // namespace bylaw::api
