// Records as JSON, in the shape in which they are imported. Fields that are not recorded are left out.
#pragma once
#include "api/json_writer.hpp"
#include "engine/state.hpp"

namespace bylaw::api {

void write_record(JsonWriter& json, dsl::Rulebook const& rulebook, dsl::Index record, engine::StateRecord const& row);
void write_state(JsonWriter& json, dsl::Rulebook const& rulebook, engine::State const& state);

}  // namespace bylaw::api
