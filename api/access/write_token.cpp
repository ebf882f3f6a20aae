#include "api/access/write_token.hpp"

#include "api/query_list.hpp"

namespace bylaw::api {

std::string_view state_of(engine::AccessToken const& token, std::string_view now) {
  return !token.revoked_at.empty() ? "revoked" : holds(token, now) ? "valid" : "expired";
}

void write_token(JsonWriter& json, engine::AccessToken const& token, std::string_view now,
                 std::string_view told_once) {
  json.begin_object();
  json.member("id", token.id);
  if (!told_once.empty()) json.member("token", told_once);
  json.member("label", token.label);
  json.member("role", token.role);
  json.text_or_null("person", token.person);
  json.key("scopes");
  if (token.scopes.empty()) {
    json.null();
  } else {
    json.begin_list();
    for (auto const& scope : split_list(token.scopes)) json.text(scope);
    json.end_list();
  }
  json.member("state", state_of(token, now));
  json.member("created_at", token.created_at);
  json.member("created_by", token.created_by);
  json.member("expires_at", token.expires_at);
  json.text_or_null("previous_until", now < token.previous_until ? token.previous_until : "");
  json.text_or_null("revoked_at", token.revoked_at);
  json.text_or_null("last_used_at", token.last_used_at);
  json.end_object();
}

}  // namespace bylaw::api
