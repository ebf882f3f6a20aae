// Bodies of AuthZEN requests, and their refusals: whatever is wrong with one is a 400.
#pragma once
#include "api/authzen/decide.hpp"
#include "api/problem.hpp"
#include "api/routes.hpp"

namespace bylaw::api::authzen {

std::expected<JsonValue, Problem> read_body(Call const& call);
Problem refused(InputFaults const& faults);
Problem refused(Place const& place, std::string_view code, std::string message);
// Of ours among the request's options: `strict`.
Options options_of(JsonValue const& body);

}  // namespace bylaw::api::authzen
