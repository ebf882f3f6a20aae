#include "api/handlers/handlers.hpp"
#include "api/nearest.hpp"

namespace bylaw::api {

HttpResponse json_reply(std::string body, int status) {
  body += '\n';
  return {status, "application/json", std::move(body), {{"Cache-Control", "no-store"}}};
}

std::unexpected<Problem> not_found(std::string detail) {
  return std::unexpected(Problem{ProblemType::unknown_record, std::move(detail), {}, {}});
}

std::expected<dsl::Index, Problem> find_record_kind(Service const& service, std::string_view name) {
  auto const record = dsl::find_record(*service.rulebook, name);
  if (record != dsl::none) return record;
  return not_found("There are no records called " + in_quotes(name) +
                   nearest_hint(name, names_of(service.rulebook->records)) + '.');
}

Sight sight_of(Service const& service, Call const& call) {
  return {*service.program, service.store.snapshot(), day_of(service.clock()), call.caller};
}

engine::Author author_of(Service const& service, Call const& call) { return {call.caller.name, rfc3339(service.clock())}; }

}  // namespace bylaw::api
