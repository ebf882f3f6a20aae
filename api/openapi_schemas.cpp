#include "api/openapi_schemas.hpp"

#include "api/openapi_authzen.hpp"
#include "api/nearest.hpp"
#include "api/openapi_cases.hpp"
#include "engine/decision.hpp"

namespace bylaw::api {
namespace {

using dsl::Rulebook;
using dsl::TypeKind;

void write_string(JsonWriter& json, std::string_view keyword, std::string_view value) {
  json.member("type", "string");
  if (!keyword.empty()) json.member(keyword, value);
}

void write_identifier(JsonWriter& json) {
  json.member("type", "string");
  json.member("minLength", 1);
  json.member("maxLength", 128);
}

void write_scalar_members(JsonWriter& json, Rulebook const& rulebook, dsl::Type type) {
  switch (type.kind) {
    case TypeKind::boolean:
      return json.member("type", "boolean");
    case TypeKind::integer:
      json.member("type", "integer");
      return json.member("format", "int64");
    case TypeKind::decimal:
      return write_string(json, "pattern", "^-?[0-9]+([.][0-9]{1,9})?$");
    case TypeKind::text:
      return write_string(json, "", "");
    case TypeKind::id:
    case TypeKind::reference:
      return write_identifier(json);
    case TypeKind::date:
      return write_string(json, "format", "date");
    case TypeKind::month_day:
      return write_string(json, "pattern", "^[01][0-9]-[0-3][0-9]$");
    case TypeKind::duration:
      return write_string(json, "pattern", "^[0-9]+ (months?|days?)$");
    case TypeKind::money:
      return json.member("$ref", "#/components/schemas/Money");
    case TypeKind::currency:
      return write_string(json, "pattern", "^[A-Z]{3}$");
    case TypeKind::enumeration:
      break;
  }
  json.member("type", "string");
  json.texts("enum", names_of(rulebook.enumerations[type.of].values));
}

void write_ref(JsonWriter& json, std::string_view name) {
  json.begin_object();
  json.member("$ref", "#/components/schemas/" + std::string(name));
  json.end_object();
}

// A value, or null for "not known".
void write_nullable(JsonWriter& json, Rulebook const& rulebook, dsl::Type type, std::string_view description) {
  json.begin_object();
  json.key("anyOf");
  json.begin_list();
  write_type_schema(json, rulebook, type, description);
  json.raw(R"({"type":"null"})");
  json.end_list();
  json.end_object();
}

void begin_object_schema(JsonWriter& json, std::string_view description) {
  json.begin_object();
  json.member("type", "object");
  if (!description.empty()) json.member("description", description);
  json.member("additionalProperties", false);
}

void write_record_schema(JsonWriter& json, Rulebook const& rulebook, dsl::Record const& record) {
  begin_object_schema(json, record.label);
  std::vector<std::string_view> required;
  json.key("properties");
  json.begin_object();
  for (auto const& field : record.fields) {
    bool const optional = field.optional || field.event || field.open;
    if (!optional) required.push_back(field.name);
    json.key(field.name);
    if (optional)
      write_nullable(json, rulebook, field.type, field.label);
    else
      write_type_schema(json, rulebook, field.type, field.label);
  }
  json.end_object();
  json.texts("required", required);
  json.end_object();
}

void write_record_schemas(JsonWriter& json, Rulebook const& rulebook) {
  for (auto const& record : rulebook.records) {
    json.key("record_" + record.name);
    write_record_schema(json, rulebook, record);
  }
  json.key("Record");
  json.begin_object();
  json.key("anyOf");
  json.begin_list();
  for (auto const& record : rulebook.records) write_ref(json, "record_" + record.name);
  json.end_list();
  json.end_object();
}

void write_state_schema(JsonWriter& json, Rulebook const& rulebook) {
  json.key("State");
  begin_object_schema(json, "Records by kind");
  json.key("properties");
  json.begin_object();
  for (auto const& record : rulebook.records) {
    json.key(record.name);
    json.begin_object();
    json.member("type", "array");
    json.key("items");
    write_ref(json, "record_" + record.name);
    json.end_object();
  }
  json.end_object();
  json.end_object();
}

// An action takes only its own facts.
void write_action_condition(JsonWriter& json, Rulebook const& rulebook, dsl::Action const& action) {
  std::vector<std::string_view> names;
  for (auto const fact : action.facts) names.push_back(rulebook.facts[fact].name);
  json.begin_object();
  json.key("if");
  json.raw(R"({"properties":{"action":{"const":)" + ('"' + action.name + '"') + "}}}");
  json.key("then");
  json.begin_object();
  json.key("properties");
  json.begin_object();
  json.key("facts");
  json.begin_object();
  json.key("propertyNames");
  json.begin_object();
  json.texts("enum", names);
  json.end_object();
  json.end_object();
  json.end_object();
  json.end_object();
  json.end_object();
}

void write_question_properties(JsonWriter& json, Rulebook const& rulebook) {
  json.key("action");
  json.begin_object();
  json.member("type", "string");
  json.texts("enum", names_of(rulebook.actions));
  json.end_object();
  json.key("date");
  json.raw(R"({"type":"string","format":"date","description":"When the act is planned, or was done"})");
  json.key("known_at");
  json.raw(R"({"type":["string","null"]})");
  json.key("already_done");
  json.raw(R"({"type":"boolean","default":false})");
  json.key("explain");
  json.raw(R"({"type":"string","enum":["none","why","full"],"default":"none"})");
  json.key("record");
  json.raw(R"({"type":"boolean","default":true,"description":"Leave an entry in the decision log"})");
  json.key("state");
  write_ref(json, "State");
  for (auto const& parameter : rulebook.parameters) {
    json.key(parameter.name);
    write_nullable(json, rulebook, parameter.type, parameter.ask);
  }
  json.key("facts");
  begin_object_schema(json, "What is given; null: not known");
  json.key("properties");
  json.begin_object();
  for (auto const& fact : rulebook.facts) {
    json.key(fact.name);
    write_nullable(json, rulebook, fact.type, fact.ask);
  }
  json.end_object();
  json.end_object();
}

void write_question_schema(JsonWriter& json, Rulebook const& rulebook) {
  json.key("Question");
  begin_object_schema(json, "");
  json.raw(R"("required":["action","date"])");
  json.key("properties");
  json.begin_object();
  write_question_properties(json, rulebook);
  json.end_object();
  json.key("allOf");
  json.begin_list();
  for (auto const& action : rulebook.actions) write_action_condition(json, rulebook, action);
  json.end_list();
  json.end_object();
}

template <class Value>
std::vector<std::string_view> all_names(Value last) {
  std::vector<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(last); ++i) names.push_back(engine::to_string(static_cast<Value>(i)));
  return names;
}

void write_answer_schemas(JsonWriter& json) {
  json.key("Outcome");
  json.begin_object();
  json.member("type", "string");
  json.texts("enum", all_names(engine::Outcome::clear));
  json.end_object();
  json.key("Status");
  json.begin_object();
  json.member("type", "string");
  json.texts("enum", all_names(engine::Status::lifted));
  json.end_object();
  json.raw(R"("Finding":{"type":"object","required":["norm","rule","force","status"],"properties":{
"norm":{"type":"string"},"also":{"type":"array","items":{"type":"string"}},"rule":{"type":"string"},"title":{"type":"string"},
"force":{"type":"string"},"word":{"type":"string"},"status":{"$ref":"#/components/schemas/Status"},
"bearer":{"type":["string","null"]},"bearers":{"type":"array","items":{"type":"string"}},"act":{"type":["string","null"]},
"counterparts":{"type":"array","items":{"type":"string"}},"before":{"type":["string","null"],"format":"date"},
"text":{"type":"string"},"document":{"type":"string"},"section":{"type":"string"},
"evidence":{"type":"array","items":{"type":"string"}},
"remedies":{"type":"array","items":{"type":"object","properties":{"norm":{"type":"string"},"act":{"type":"string"}}}},
"readings":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"text":{"type":"string"}}}},
"because":{"type":"array","items":{"type":"object"}}}})");
  json.raw(
      R"("Decision":{"type":"object","required":["id","outcome","headline","findings","required_actions","missing","assumed","policy","state_revision","date","decided_at"],"properties":{
"id":{"type":"string"},"action":{"type":"string"},"outcome":{"$ref":"#/components/schemas/Outcome"},"headline":{"type":"string"},
"findings":{"type":"array","items":{"$ref":"#/components/schemas/Finding"}},
"required_actions":{"type":"array","items":{"$ref":"#/components/schemas/Finding"}},
"missing":{"type":"array","items":{"type":"object","properties":{"fact":{"type":"string"},"question":{"type":"string"},"type":{"type":"string"}}}},
"assumed":{"type":"array","items":{"type":"object","properties":{"fact":{"type":"string"},"value":{},"why":{"type":"string"}}}},
"policy":{"type":"object","properties":{"revision":{"type":"string"},"in_force":{"type":"boolean"},"until":{"type":["string","null"],"format":"date"}}},
"exact":{"type":"boolean","default":true},"state_revision":{"type":"integer"},"date":{"type":"string","format":"date"},
"decided_at":{"type":"string","format":"date-time"}}})");
}

void write_plain_schemas(JsonWriter& json) {
  json.raw(R"("Money":{"type":"object","additionalProperties":false,"required":["amount","currency"],"properties":{
"amount":{"type":"string","pattern":"^[0-9]+([.][0-9]+)?$"},"currency":{"type":"string","pattern":"^[A-Z]{3}$"}}})");
  json.raw(R"("Batch":{"type":"object","additionalProperties":false,"required":["requests"],"properties":{
"requests":{"type":"array","maxItems":1000,"items":{"$ref":"#/components/schemas/Question"}}}})");
  json.raw(
      R"("BatchAnswer":{"type":"object","required":["responses"],"properties":{"responses":{"type":"array","items":{
"anyOf":[{"$ref":"#/components/schemas/Decision"},{"$ref":"#/components/schemas/Problem"}]}}}})");
  json.raw(
      R"("List":{"type":"object","required":["data","next"],"properties":{"data":{"type":"array","items":{"type":"object"}},
"next":{"type":["string","null"]}}})");
  json.raw(R"("Object":{"type":"object"})");
  write_authzen_schemas(json);
  json.raw(
      R"("Problem":{"type":"object","required":["type","title","status","detail"],"properties":{"type":{"type":"string"},
"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"errors":{"type":"array","items":{"type":"object",
"required":["pointer","code","message"],"properties":{"pointer":{"type":"string"},"code":{"type":"string"},"message":{"type":"string"}}}}}})");
}

}  // namespace

void write_type_schema(JsonWriter& json, Rulebook const& rulebook, dsl::Type type, std::string_view description) {
  json.begin_object();
  if (!description.empty()) json.member("description", description);
  if (type.list) {
    json.member("type", "array");
    json.key("items");
    json.begin_object();
    write_scalar_members(json, rulebook, type);
    json.end_object();
  } else {
    write_scalar_members(json, rulebook, type);
  }
  json.end_object();
}

void write_schemas(JsonWriter& json, Rulebook const& rulebook) {
  json.begin_object();
  write_question_schema(json, rulebook);
  write_answer_schemas(json);
  write_plain_schemas(json);
  write_case_schemas(json, rulebook);
  write_state_schema(json, rulebook);
  write_record_schemas(json, rulebook);
  json.end_object();
}

}  // namespace bylaw::api
