// Values back to JSON, in the shape they are read in.
#pragma once
#include "api/json_writer.hpp"
#include "engine/snapshot.hpp"
#include "engine/state.hpp"

namespace bylaw::api {

void write_datum(JsonWriter& json, dsl::Rulebook const& rulebook, dsl::Type type, engine::Datum const& datum);

// A value of a snapshot or a question. Unknown, and a date that never comes, are null.
// `symbols` must be those that its texts are numbers of.
void write_value(JsonWriter& json, engine::Snapshot const& snapshot, engine::Symbols const& symbols, dsl::Type type,
                 engine::Value value);

}  // namespace bylaw::api
