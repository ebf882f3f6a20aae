// Cases with what they come to, in the order of their keys; all, or those whose fields and outcome are asked for.
#include <algorithm>

#include "api/compliance/sweep_at.hpp"
#include "api/cursor.hpp"
#include "api/handlers/cases.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/query.hpp"
#include "api/record_filter.hpp"
#include "api/write_case.hpp"

namespace bylaw::api {
namespace {

using Keyed = std::pair<std::string_view, engine::Row>;

std::vector<Keyed> fitting_cases(engine::Snapshot const& snapshot, dsl::Index record, RecordFilters const& filters,
                                 std::string const& after, Sight& sight) {
  std::vector<Keyed> found;
  auto const& table = snapshot.table(record);
  for (auto const row : table.rows)
    if (snapshot.key(record, row) > after && fits(filters, snapshot, record, row, sight))
      found.emplace_back(snapshot.key(record, row), row);
  std::ranges::sort(found);
  return found;
}

std::vector<std::string_view> outcome_names() {
  std::vector<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(engine::Outcome::clear); ++i)
    names.push_back(engine::to_string(static_cast<engine::Outcome>(i)));
  return names;
}

}  // namespace

Reply get_cases(Service& service, Call const& call) {
  auto const record = engine::case_record(*service.rulebook);
  auto const snapshot = service.store.snapshot();
  auto const day = day_asked(service, call);
  InputFaults faults;
  auto const page = read_page(call, faults);
  auto const outcome = read_choice(call, "outcome", outcome_names(), faults);
  RecordFilters filters;
  if (record != dsl::none) filters = read_record_filters(*snapshot, record, call, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  auto sight = sight_of(service, call);
  std::vector<Keyed> cases;
  if (record != dsl::none) cases = fitting_cases(*snapshot, record, filters, page.after, sight);
  std::string out, last, next;
  std::size_t shown = 0;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  for (auto const& [key, row] : cases) {
    if (!is_for(sight, *snapshot, record, row, dsl::AccessScope::read_cases)) continue;
    auto const report = engine::report_case(*service.program, *snapshot, row, day);
    if (!outcome.empty() && engine::to_string(report.outcome) != outcome) continue;
    if (shown++ == page.limit) {
      next = encode_cursor(last);
      break;
    }
    write_case_summary(json, *snapshot, row, report, sight);
    last = key;
  }
  json.end_list();
  json.text_or_null("next", next);
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
