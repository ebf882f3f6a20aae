// What a new token is asked to be, checked against the rulebook and the records. The same for the API and for the
// command line.
#pragma once
#include <expected>

#include "api/access/caller.hpp"
#include "api/access/token_book.hpp"
#include "api/input_fault.hpp"
#include "api/json_text.hpp"
#include "engine/snapshot.hpp"

namespace bylaw::api {

inline constexpr std::int64_t usual_days = 90, most_days = 365;            // that a token lasts
inline constexpr std::int64_t usual_grace_days = 7, most_grace_days = 30;  // that an old secret goes on after a rotation

struct TokenRequest {
  std::string role, label, person;
  std::vector<std::string> scopes;  // empty: all that the role has
  std::int64_t days = usual_days;
};

TokenRequest read_token_request(JsonValue const& json, InputFaults& faults);
// Faults have pointers into the JSON form: "/role", "/scopes/0".
std::expected<TokenWish, InputFaults> token_wish(engine::Snapshot const& snapshot, TokenRequest const& request,
                                                 std::string created_by, Time now);
// Whether somebody with these rights may give them on: a token is never wider than its maker's.
bool is_within(dsl::Rulebook const& rulebook, Caller const& maker, std::string const& role, std::string const& scopes);
// The role must be there, and the person where the role is given to people.
void check_role_and_person(engine::Snapshot const& snapshot, std::string const& role, std::string const& person,
                           InputFaults& faults);

}  // namespace bylaw::api
