// The shapes of AuthZEN 1.0 as JSON Schema: questions, searches, answers.
#pragma once
#include "api/json_writer.hpp"

namespace bylaw::api {

// Members of `components/schemas`.
void write_authzen_schemas(JsonWriter& json);

}  // namespace bylaw::api
