// Cases as their procedures see them: one, and all of them.
#include "api/handlers/cases.hpp"

#include "api/case_version.hpp"
#include "api/compliance/sweep_at.hpp"
#include "api/handlers/handlers.hpp"
#include "api/precondition.hpp"
#include "api/query.hpp"
#include "api/write_case.hpp"

namespace bylaw::api {

std::expected<CaseFound, Problem> find_case(Service& service, std::string const& key) {
  CaseFound found;
  found.record = engine::case_record(*service.rulebook);
  found.snapshot = service.store.snapshot();
  auto const row = found.record == dsl::none ? std::nullopt : found.snapshot->find(found.record, key);
  if (!row) return not_found("There is no case " + in_quotes(key) + '.');
  found.row = *row;
  return found;
}

std::string case_json(Service& service, engine::Snapshot const& snapshot, engine::Row row, dsl::Date date) {
  std::string out;
  JsonWriter json(out);
  write_case(json, snapshot, row, date, engine::report_case(*service.program, snapshot, row, date));
  return out;
}

Reply get_case(Service& service, Call const& call) {
  auto const found = find_case(service, call.captured[0]);
  if (!found) return std::unexpected(found.error());
  auto const day = day_asked(service, call);
  auto reply = json_reply(case_json(service, *found->snapshot, found->row, day));
  reply.headers.emplace_back("ETag", etag(case_version(service.store, *found->snapshot, found->row)));
  return reply;
}

}  // namespace bylaw::api
