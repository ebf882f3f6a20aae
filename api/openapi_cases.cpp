#include "api/openapi_cases.hpp"

#include <map>
#include <string>

#include "api/openapi_schemas.hpp"
#include "engine/cases.hpp"

namespace bylaw::api {
namespace {

void write_answers(JsonWriter& json) {
  json.raw(
      R"("CaseStep":{"type":"object","required":["step","norm","need","status"],"properties":{"step":{"type":"string"},
"title":{"type":"string"},"norm":{"type":"string"},"also":{"type":"array","items":{"type":"string"}},
"need":{"enum":["required","preferred","customary"]},
"status":{"enum":["done","next","waiting","pending","refused","out_of_order","not_needed","undetermined"]},
"on":{"type":["string","null"],"format":"date"},"bearer":{"type":["string","null"]},"bearers":{"type":"array","items":{"type":"string"}},
"act":{"type":"string"},"counterparts":{"type":"array","items":{"type":"string"}},"evidence":{"type":"array","items":{"type":"string"}},
"after":{"type":"array","items":{"type":"string"}},"because":{"type":"string"},"undetermined_because":{"type":"string"},
"recused":{"type":"boolean","default":false},"recused_because":{"type":"array","items":{"type":"string"}},"again":{"type":"boolean","default":false},
"text":{"type":"string"},"word":{"type":"string"},"document":{"type":"string"},"section":{"type":"string"}}})");
  json.raw(
      R"("Case":{"type":"object","required":["case","outcome","options","steps","next_actions","missing"],"properties":{"case":{"type":"string"},
"procedure":{"type":["string","null"]},"title":{"type":"string"},"on":{"type":"string","format":"date"},
"outcome":{"$ref":"#/components/schemas/Outcome"},
"options":{"type":"array","items":{"type":"object","required":["option","available","why"],"properties":{"option":{"type":"string"},
"title":{"type":"string"},"available":{"type":["boolean","null"]},"why":{"type":"string"},"chosen":{"type":"boolean"}}}},
"steps":{"type":"array","items":{"$ref":"#/components/schemas/CaseStep"}},
"next_actions":{"type":"array","items":{"$ref":"#/components/schemas/CaseStep"}},
"missing":{"type":"array","items":{"type":"object"}},"refer_to":{"type":"array","items":{"type":"string"}},"state_revision":{"type":"integer"}}})");
  json.raw(
      R"("Recorded":{"type":"object","required":["recorded","decision","case"],"properties":{
"recorded":{"type":"array","items":{"type":"string"}},"recused":{"type":"boolean","default":false},
"recused_because":{"type":"array","items":{"type":"string"}},
"decision":{"anyOf":[{"$ref":"#/components/schemas/Decision"},{"type":"null"}]},"case":{"$ref":"#/components/schemas/Case"}}})");
}

using Given = std::map<std::string, dsl::Type>;

// Every field that some step, or the opening of a case, takes from the request; and the lists of records.
void collect(dsl::Rulebook const& rulebook, std::vector<dsl::Write> const& writes, Given& given, Given& lists) {
  for (auto const& write : writes) {
    auto const& record = rulebook.records[write.record];
    if (write.each) lists.emplace(record.name, dsl::Type{});
    for (auto const& value : write.values)
      if (value.given && !write.each) given.emplace(record.fields[value.target].name, record.fields[value.target].type);
  }
}

void write_recording(JsonWriter& json, dsl::Rulebook const& rulebook) {
  Given given, lists;
  for (auto const& procedure : rulebook.procedures) {
    collect(rulebook, procedure.writes, given, lists);
    for (auto const& step : procedure.steps) collect(rulebook, step.writes, given, lists);
  }
  for (auto const& parameter : rulebook.parameters) given.emplace(parameter.name, parameter.type);
  json.key("Recording");
  json.begin_object();
  json.member("type", "object");
  json.texts("required", std::vector<std::string>{"date"});
  json.key("properties");
  json.begin_object();
  json.raw(R"("date":{"type":"string","format":"date"},"id":{"type":"string"},"body":{"type":"string"})");
  for (auto const& [name, type] : given) {
    if (name == "date" || name == "id" || name == "body") continue;
    json.key(name);
    write_type_schema(json, rulebook, type, "");
  }
  for (auto const& [name, type] : lists) {
    if (given.contains(name)) continue;
    json.key(name);
    json.raw(R"({"type":"array","items":{"type":"object"}})");
  }
  json.end_object();
  json.end_object();
}

}  // namespace

void write_case_schemas(JsonWriter& json, dsl::Rulebook const& rulebook) {
  write_answers(json);
  write_recording(json, rulebook);
}

}  // namespace bylaw::api
