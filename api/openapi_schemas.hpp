// JSON schemas (2020-12, as OpenAPI 3.1 has them) of what the rulebook declares and of the answers.
#pragma once
#include <string_view>

#include "api/json_writer.hpp"
#include "dsl/rulebook.hpp"

namespace bylaw::api {

// The schema of one value of this type.
void write_type_schema(JsonWriter& json, dsl::Rulebook const& rulebook, dsl::Type type, std::string_view description);

// Members of "components/schemas": Question, Decision, State, one for each record, Problem...
void write_schemas(JsonWriter& json, dsl::Rulebook const& rulebook);

}  // namespace bylaw::api
