#include "api/authzen/request_body.hpp"

namespace bylaw::api::authzen {

Problem refused(InputFaults const& faults) {
  auto problem = invalid(faults);
  problem.type = ProblemType::malformed;
  return problem;
}

Problem refused(Place const& place, std::string_view code, std::string message) {
  InputFaults faults;
  faults.add(place, code, std::move(message));
  return refused(faults);
}

std::expected<JsonValue, Problem> read_body(Call const& call) {
  auto body = parse_json(call.request.body, {.bytes = call.request.body.size()});
  if (!body) return std::unexpected(malformed(body.error()));
  return *std::move(body);
}

Options options_of(JsonValue const& body) {
  auto const* options = body.member("options");
  auto const* strict = options ? options->member("strict") : nullptr;
  return {.strict = strict && strict->boolean() && *strict->boolean()};
}

}  // namespace bylaw::api::authzen
