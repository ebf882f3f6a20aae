#include "api/openapi.hpp"

#include <algorithm>

#include "api/compliance/finding_filter.hpp"
#include "api/json_writer.hpp"
#include "api/nearest.hpp"
#include "api/openapi_schemas.hpp"
#include "engine/cases.hpp"

namespace bylaw::api {
namespace {

std::vector<std::string_view> captured_names(std::string_view pattern) {
  std::vector<std::string_view> names;
  for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
    names.push_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
  }
  return names;
}

void write_path_parameter(JsonWriter& json, dsl::Rulebook const& rulebook, std::string_view name) {
  json.begin_object();
  json.member("name", name);
  json.member("in", "path");
  json.member("required", true);
  json.key("schema");
  json.begin_object();
  json.member("type", "string");
  if (name == "record") json.texts("enum", names_of(rulebook.records));
  json.end_object();
  json.end_object();
}

void write_query_parameter(JsonWriter& json, std::string_view name, bool counts = false) {
  json.begin_object();
  json.member("name", name);
  json.member("in", "query");
  json.key("schema");
  if (counts && name != "limit")
    json.raw(R"({"type":["integer","string"]})");
  else if (name == "limit")
    json.raw(R"({"type":"integer","minimum":1,"maximum":500,"default":100})");
  else if (name == "on" || name == "from" || name == "to")
    json.raw(R"({"type":"string","format":"date"})");
  else
    json.raw(R"({"type":"string"})");
  json.end_object();
}

void write_case_parameters(JsonWriter& json, dsl::Rulebook const& rulebook) {
  auto const record = engine::case_record(rulebook);
  if (record == dsl::none) return;
  for (auto const& field : rulebook.records[record].fields) write_query_parameter(json, field.name);
}

void write_header_parameter(JsonWriter& json, std::string_view name, std::string_view description) {
  json.begin_object();
  json.member("name", name);
  json.member("in", "header");
  json.member("description", description);
  json.key("schema");
  json.raw(R"({"type":"string"})");
  json.end_object();
}

void write_header_parameters(JsonWriter& json, Route const& route) {
  bool const repeatable = route.method == "POST" || route.method == "PUT";
  bool const of_record = route.pattern.starts_with("/v1/records/{record}/{id}") && route.method != "GET";
  bool const of_case = route.method == "POST" && route.pattern.find("/cases/{id}") != std::string_view::npos;
  if (repeatable)
    write_header_parameter(json, "Idempotency-Key", "Carry the request out once, however often it is sent");
  if (of_record || of_case) write_header_parameter(json, "If-Match", "Only if it is still in the version of this ETag");
}

// "get_v1_records_record_id": one for each route.
std::string operation_id(Route const& route) {
  std::string id(route.method);
  for (char const letter : route.pattern) {
    bool const plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    if (plain)
      id += letter;
    else if (id.back() != '_' && letter != '}')
      id += '_';
  }
  std::ranges::transform(id, id.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return id;
}

void write_parameters(JsonWriter& json, dsl::Rulebook const& rulebook, Route const& route) {
  json.key("parameters");
  json.begin_list();
  for (auto const name : captured_names(route.pattern)) write_path_parameter(json, rulebook, name);
  bool const counts = route.pattern.starts_with("/v1/log/");
  for (auto const name : route.query) write_query_parameter(json, name, counts);
  if (route.method == "GET") write_query_parameter(json, "on");
  write_header_parameters(json, route);
  if (takes_known_at(route)) write_query_parameter(json, "known_at");
  if (route.filters == Filters::question_parameters) {
    for (auto const& parameter : rulebook.parameters) write_query_parameter(json, parameter.name);
  }
  if (route.filters == Filters::case_fields) write_case_parameters(json, rulebook);
  if (route.filters == Filters::findings) {
    for (auto const& name : finding_parameters(rulebook)) write_query_parameter(json, name);
  }
  json.end_list();
}

void write_media_type(JsonWriter& json, std::string_view media_type, std::string_view schema) {
  json.key(media_type);
  json.begin_object();
  json.key("schema");
  if (schema.empty())
    json.raw(R"({"type":"string"})");
  else
    json.raw(R"({"$ref":"#/components/schemas/)" + std::string(schema) + "\"}");
  json.end_object();
}

// `others`: media types of the same content written otherwise.
void write_content(JsonWriter& json, std::string_view media_type, std::string_view schema,
                   std::span<std::string_view const> others = {}) {
  json.key("content");
  json.begin_object();
  write_media_type(json, media_type, schema);
  for (auto const other : others) write_media_type(json, other, {});
  json.end_object();
}

void write_responses(JsonWriter& json, Route const& route) {
  json.key("responses");
  json.begin_object();
  json.key(route.method == "DELETE" ? "204" : "200");
  json.begin_object();
  json.member("description", "Done");
  if (route.method != "DELETE") write_content(json, route.produces, route.gives, route.also_produces);
  json.end_object();
  json.key("default");
  json.begin_object();
  json.member("description", "A problem (RFC 9457)");
  write_content(json, "application/problem+json", "Problem");
  json.end_object();
  json.end_object();
}

// Who may use it: nobody is asked, any token, or one with a scope.
void write_security(JsonWriter& json, Route const& route) {
  json.key("security");
  if (route.access.open) return json.raw("[]");
  auto const scope = route.access.scope ? '"' + std::string(dsl::to_string(*route.access.scope)) + '"' : "";
  json.raw(R"([{"bearer":[)" + scope + R"(]},{"session":[)" + scope + "]}]");
}

void write_operation(JsonWriter& json, dsl::Rulebook const& rulebook, Route const& route) {
  std::string method(route.method);
  std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  json.key(method);
  json.begin_object();
  json.member("operationId", operation_id(route));
  json.member("summary", route.summary);
  write_security(json, route);
  write_parameters(json, rulebook, route);
  if (!route.takes.empty()) {
    json.key("requestBody");
    json.begin_object();
    json.member("required", true);
    write_content(json, "application/json", route.takes);
    json.end_object();
  }
  write_responses(json, route);
  json.end_object();
}

void write_paths(JsonWriter& json, dsl::Rulebook const& rulebook, std::span<Route const> routes) {
  std::vector<std::string_view> written;
  json.key("paths");
  json.begin_object();
  for (auto const& first : routes) {
    if (std::ranges::find(written, first.pattern) != written.end()) continue;
    written.push_back(first.pattern);
    json.key(first.pattern);
    json.begin_object();
    for (auto const& route : routes) {
      if (route.pattern == first.pattern) write_operation(json, rulebook, route);
    }
    json.end_object();
  }
  json.end_object();
}

}  // namespace

std::string openapi_document(dsl::Rulebook const& rulebook, std::span<Route const> routes) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("openapi", "3.1.0");
  json.key("info");
  json.begin_object();
  json.member("title", "Bylaw: " + rulebook.title);
  json.member("version", "1");
  json.end_object();
  write_paths(json, rulebook, routes);
  json.key("components");
  json.begin_object();
  json.key("schemas");
  write_schemas(json, rulebook);
  json.key("securitySchemes");
  json.raw(R"({"bearer":{"type":"http","scheme":"bearer"},"session":{"type":"apiKey","in":"cookie","name":"bylaw_session"}})");
  json.end_object();
  json.end_object();
  return out;
}

}  // namespace bylaw::api
