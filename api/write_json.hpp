// JSON values back to text: of a part of a request, for the log or for a fingerprint.
#pragma once
#include "api/json_text.hpp"
#include "api/json_writer.hpp"

namespace bylaw::api {

void write_json(JsonWriter& json, JsonValue const& value);
std::string json_of(JsonValue const& value);

}  // namespace bylaw::api
