#include "api/openapi_authzen.hpp"

namespace bylaw::api {

void write_authzen_schemas(JsonWriter& json) {
  json.raw(R"("Entity":{"type":"object","required":["type","id"],"properties":{"type":{"type":"string"},
"id":{"type":"string"},"properties":{"type":"object"}}})");
  json.raw(R"("NamedAction":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},
"properties":{"type":"object"}}})");
  json.raw(R"("Evaluation":{"type":"object","required":["subject","action","resource"],"properties":{
"subject":{"$ref":"#/components/schemas/Entity"},"action":{"$ref":"#/components/schemas/NamedAction"},
"resource":{"$ref":"#/components/schemas/Entity"},"context":{"type":"object"},
"options":{"type":"object","properties":{"strict":{"type":"boolean","default":false}}}}})");
  json.raw(R"("EvaluationAnswer":{"type":"object","required":["decision"],"properties":{
"decision":{"type":"boolean"},"context":{"type":"object"}}})");
  json.raw(R"("Evaluations":{"type":"object","properties":{"subject":{"type":"object"},"action":{"type":"object"},
"resource":{"type":"object"},"context":{"type":"object"},
"evaluations":{"type":"array","maxItems":1000,"items":{"type":"object"}},
"options":{"type":"object","properties":{"strict":{"type":"boolean","default":false},
"evaluations_semantic":{"enum":["execute_all","deny_on_first_deny","permit_on_first_permit"],"default":"execute_all"}}}}})");
  json.raw(
      R"("EvaluationsAnswer":{"type":"object","properties":{"decision":{"type":"boolean"},"context":{"type":"object"},
"evaluations":{"type":"array","items":{"$ref":"#/components/schemas/EvaluationAnswer"}}}})");
  json.raw(R"("Search":{"type":"object","required":["subject","resource"],"properties":{"subject":{"type":"object"},
"action":{"$ref":"#/components/schemas/NamedAction"},"resource":{"type":"object"},"context":{"type":"object"},
"page":{"type":"object","properties":{"limit":{"type":"integer","minimum":1},"token":{"type":"string"}}}}})");
  json.raw(R"("SearchAnswer":{"type":"object","required":["results"],"properties":{
"page":{"type":"object","required":["next_token"],"properties":{"next_token":{"type":"string"},
"count":{"type":"integer"},"total":{"type":"integer"}}},
"results":{"type":"array","items":{"type":"object","properties":{"type":{"type":"string"},"id":{"type":"string"},
"name":{"type":"string"}}}}}})");
}

}  // namespace bylaw::api
