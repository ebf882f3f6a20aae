// A token as people and programs see it: all but its secret, which is told once, when it is made.
#pragma once
#include "api/access/token_book.hpp"
#include "api/json_writer.hpp"

namespace bylaw::api {

void write_token(JsonWriter& json, engine::AccessToken const& token, std::string_view now,
                 std::string_view told_once = {});
// "valid", "expired" or "revoked".
std::string_view state_of(engine::AccessToken const& token, std::string_view now);

}  // namespace bylaw::api
