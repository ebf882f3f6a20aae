// What is due, as a calendar that other programs subscribe to.
#include "api/compliance/sweep_at.hpp"
#include "api/compliance/write_calendar.hpp"
#include "api/handlers/handlers.hpp"
#include "api/query.hpp"

namespace bylaw::api {
namespace {

// What is done has no place in a calendar unless it is asked for.
bool is_shown(engine::StandingRow const& row, bool any_status) {
  return row.due && (any_status || row.status != dsl::StandingStatus::met);
}

}  // namespace

Reply get_compliance_calendar(Service& service, Call const& call) {
  auto const swept = sweep_at(service, call);
  InputFaults faults;
  FindingFilter const filter(service, *swept.snapshot, call, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  bool const any_status = call.request.parameter("status").has_value();
  std::vector<engine::StandingRow> rows;
  for (auto const& row : *swept.rows)
    if (is_shown(row, any_status) && filter.keeps(row)) rows.push_back(row);
  auto body = calendar_of(*swept.program, *swept.snapshot, swept.date, *swept.sight, rows);
  return HttpResponse{200, "text/calendar; charset=utf-8", std::move(body), {{"Cache-Control", "no-store"}}};
}

}  // namespace bylaw::api
