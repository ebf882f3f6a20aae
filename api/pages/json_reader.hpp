// Short ways to read JSON that we wrote ourselves: what is not there is empty.
#pragma once
#include "api/json_text.hpp"

namespace bylaw::api::pages {

inline JsonValue const& at(JsonValue const& json, std::string_view key) {
  static JsonValue const none;
  auto const* member = json.member(key);
  return member ? *member : none;
}
inline std::string text_at(JsonValue const& json, std::string_view key) {
  auto const* text = at(json, key).text();
  return text ? *text : std::string();
}
inline bool true_at(JsonValue const& json, std::string_view key) {
  auto const* flag = at(json, key).boolean();
  return flag && *flag;
}
inline JsonList const& list_at(JsonValue const& json, std::string_view key) {
  static JsonList const none;
  auto const* list = at(json, key).list();
  return list ? *list : none;
}

}  // namespace bylaw::api::pages
