// A JSON value as text again.
#pragma once
#include "api/json_text.hpp"
#include "api/json_writer.hpp"

namespace bylaw::api {

void write_json(JsonWriter& json, JsonValue const& value);
std::string json_text(JsonValue const& value);

}  // namespace bylaw::api
