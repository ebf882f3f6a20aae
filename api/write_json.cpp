#include "api/write_json.hpp"

namespace bylaw::api {

void write_json(JsonWriter& json, JsonValue const& value) {
  if (auto const* flag = value.boolean()) return json.boolean(*flag);
  if (auto const* number = value.number()) return json.raw(number->text);
  if (auto const* text = value.text()) return json.text(*text);
  if (auto const* items = value.list()) {
    json.begin_list();
    for (auto const& item : *items) write_json(json, item);
    return json.end_list();
  }
  auto const* members = value.object();
  if (!members) return json.null();
  json.begin_object();
  for (auto const& [key, member] : *members) {
    json.key(key);
    write_json(json, member);
  }
  json.end_object();
}

std::string json_text(JsonValue const& value) {
  std::string text;
  JsonWriter json(text);
  write_json(json, value);
  return text;
}

}  // namespace bylaw::api
