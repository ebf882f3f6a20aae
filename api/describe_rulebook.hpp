// The rulebook's declarations as JSON: what can be recorded, asked and given, and what the rules say.
#pragma once
#include "api/json_writer.hpp"
#include "api/named_rules.hpp"
#include "dsl/rulebook.hpp"

namespace bylaw::api {

// Enumerations, records, question parameters, facts, actions, settings, documents.
void write_vocabulary(JsonWriter& json, dsl::Rulebook const& rulebook);
void write_norm(JsonWriter& json, dsl::Rulebook const& rulebook, dsl::Norm const& norm);
// One line of a list.
void write_rule_summary(JsonWriter& json, dsl::Rulebook const& rulebook, NamedRule const& rule);
// All of it: in plain language, and as it is written.
void write_rule(JsonWriter& json, dsl::Rulebook const& rulebook, NamedRule const& rule);

}  // namespace bylaw::api
