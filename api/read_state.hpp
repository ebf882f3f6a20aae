// Records from JSON, in the shape of an import: {"record": [{"field": value...}...]...}. Names, types and mandatory
// fields are checked here; references and keys where the records are put together, whose faults get their pointers here
// too.
#pragma once
#include <string_view>

#include "api/input_fault.hpp"
#include "api/json_text.hpp"
#include "dsl/rulebook.hpp"
#include "engine/state.hpp"

namespace bylaw::api {

// What could be read, faulty fields left out, so that further checks can be made on the rest.
struct ReadState {
  engine::State state;
  InputFaults faults;
};

ReadState read_state(dsl::Rulebook const& rulebook, JsonValue const& json, Place const& place = {});
// From text, one row in memory at a time besides the result. The fault of text that is no JSON otherwise.
std::expected<ReadState, InputFault> read_state_text(dsl::Rulebook const& rulebook, std::string_view text,
                                                     JsonLimits const& limits);

// From a stream: each record is handed over as it comes, what could be read of it. The result has the kinds that were
// there, in their order and without rows.
using RecordSink = std::function<void(dsl::Index record, engine::StateRecord row)>;
std::expected<engine::State, InputFault> read_state_stream(dsl::Rulebook const& rulebook, JsonStream& stream,
                                                           InputFaults& faults, RecordSink const& sink);

engine::StateRecord read_row(dsl::Rulebook const& rulebook, dsl::Index record, JsonValue const& json,
                             Place const& place, InputFaults& faults);

// What the engine found, under the pointer at which the state stood (empty: the whole document). Places that have a
// fault already are passed over.
void add_engine_faults(dsl::Rulebook const& rulebook, engine::Faults const& found, std::string const& pointer,
                       InputFaults& faults);
// The same for a single record, whose fields stand right under the root.
void add_row_faults(dsl::Rulebook const& rulebook, engine::Faults const& found, InputFaults& faults);

}  // namespace bylaw::api
