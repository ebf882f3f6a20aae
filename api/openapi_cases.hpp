// JSON schemas of cases: what is answered of them, and what can be recorded of them.
#pragma once
#include "api/json_writer.hpp"
#include "dsl/rulebook.hpp"

namespace bylaw::api {

// Members of "components/schemas".
void write_case_schemas(JsonWriter& json, dsl::Rulebook const& rulebook);

}  // namespace bylaw::api
