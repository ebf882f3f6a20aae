// Cases as their procedures see them: one, and all of them.
#include "api/handlers/cases.hpp"

#include "api/access/redact_decision.hpp"
#include "api/case_version.hpp"
#include "api/compliance/sweep_at.hpp"
#include "api/handlers/handlers.hpp"
#include "api/precondition.hpp"
#include "api/query.hpp"
#include "api/write_case.hpp"

namespace bylaw::api {

std::expected<CaseFound, Problem> find_case(Service& service, Sight& sight, std::string const& key,
                                            dsl::AccessScope scope) {
  CaseFound found;
  found.record = engine::case_record(*service.rulebook);
  found.snapshot = service.store.snapshot();
  auto const row = found.record == dsl::none ? std::nullopt : found.snapshot->find(found.record, key);
  if (!row || !is_for(sight, *found.snapshot, found.record, *row, scope))
    return not_found("There is no case " + in_quotes(key) + '.');
  found.row = *row;
  return found;
}

bool is_for(Sight& sight, engine::Snapshot const& snapshot, dsl::Index record, engine::Row row,
            dsl::AccessScope scope) {
  if (!sight.row(snapshot, record, row)) return false;
  return sight.caller().reach(scope) == dsl::Reach::all || sight.owns(snapshot, record, row);
}

std::string case_json(Service& service, Sight& sight, engine::Snapshot const& snapshot, engine::Row row, dsl::Date date) {
  std::string out;
  JsonWriter json(out);
  write_case(json, snapshot, row, date, engine::report_case(*service.program, snapshot, row, date), sight);
  return redact_case(sight, out);
}

Reply get_case(Service& service, Call const& call) {
  auto sight = sight_of(service, call);
  auto const found = find_case(service, sight, call.captured[0], dsl::AccessScope::read_cases);
  if (!found) return std::unexpected(found.error());
  auto const day = day_asked(service, call);
  auto reply = json_reply(case_json(service, sight, *found->snapshot, found->row, day));
  // What it was earlier is no version to change it by.
  if (!call.request.parameter("known_at"))
    reply.headers.emplace_back("ETag", etag(case_version(service.store, *found->snapshot, found->row)));
  return reply;
}

}  // namespace bylaw::api
