// Cases: all of them with who has to act; one with its steps, ways, evidence and history. What is shown comes from the
// interface for programs, so a page cannot say anything else.
#include <algorithm>

#include "api/handlers/cases.hpp"
#include "api/handlers/handlers.hpp"
#include "api/pages/case_lines.hpp"
#include "api/pages/case_model.hpp"
#include "api/pages/finding_model.hpp"
#include "api/pages/json_reader.hpp"
#include "api/pages/paging.hpp"
#include "api/pages/record_model.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t on_page = 25;

List who_options(PageCall const& call) {
  Words const words(*call.snapshot, call.language);
  std::vector<std::string> names;
  for (auto const& procedure : call.rulebook().procedures)
    for (auto const& step : procedure.steps)
      for (auto const& bearer : step.bearers)
        if (std::ranges::count(names, bearer) == 0) names.push_back(bearer);
  List options;
  for (auto const& name : names)
    options.push_back(
        model({{"value", name}, {"label", capitalised(words.party(name))}, {"chosen", name == call.given("who")}}));
  return options;
}

}  // namespace

HttpResponse case_list_page(PageCall const& call) {
  auto const record = engine::case_record(call.rulebook());
  if (record == dsl::none) return not_found_page(call);
  auto const rows = case_rows(call, {call.given("who"), call.given("q"), call.given("all") == "true"});
  Model values = model({{"total", call.texts().counted("case.found", rows.size())},
                        {"q", call.given("q")},
                        {"all", call.given("all") == "true"},
                        {"bearers", who_options(call)},
                        {"may_open", call.may(dsl::AccessScope::write_cases)}});
  NamedValues query;
  for (auto const name : {"q", "who", "all"})
    if (!call.given(name).empty()) query.emplace_back(name, call.given(name));
  auto const first = set_paging(call, "/cases", query, rows.size(), on_page, values);
  List shown;
  for (auto i = first; i < std::min(first + on_page, rows.size()); ++i)
    shown.push_back(case_line_model(call, case_line(call, rows[i])));
  values.set("cases", shown);
  values.set("none", shown.empty());
  return page(call, "case_list", {call.texts().get("nav.cases")}, std::move(values));
}

HttpResponse case_page(PageCall const& call) {
  auto const read = read_case(call, call.captured[0]);
  if (!read) return not_found_page(call);
  auto const& json = read->json;
  auto const record = engine::case_record(call.rulebook());
  auto const row = call.snapshot->find(record, call.captured[0]);
  auto const outcome = text_at(json, "outcome");
  List steps, next, routes, history;
  for (auto const& step : list_at(json, "steps")) steps.push_back(case_step_model(call, *read, step));
  for (auto const& step : list_at(json, "next_actions")) next.push_back(case_step_model(call, *read, step));
  for (auto const& route : list_at(json, "options")) routes.push_back(case_route_model(call, route));
  for (auto const& change : read->changes) {
    auto const name = text_at(change, "record");
    auto const kind = dsl::find_record(call.rulebook(), name.substr(0, name.find('/')));
    if (kind == dsl::none) continue;
    history.push_back(case_change_model(call, kind, change));
  }
  Words const words(*call.snapshot, call.language);
  Model values = model({{"kind", text_at(json, "title")},
                        {"outcome", call.texts().get("case.outcome." + outcome)},
                        {"tone", tone_of_outcome(outcome)},
                        {"day", words.date(call.day())},
                        {"on", dsl::to_string(call.day())},
                        {"action", "/cases/" + path_segment(call.captured[0])},
                        {"is_today", call.day() == call.today},
                        {"fields", field_rows(call, record, *row)},
                        {"record", record_path(call, record, call.captured[0])},
                        {"steps", steps},
                        {"next", next},
                        {"nothing_next", next.empty()},
                        {"routes", routes},
                        {"has_routes", !routes.empty()},
                        {"history", history},
                        {"has_history", !history.empty()},
                        {"changed", last_changed(call, *read)},
                        {"json", "/v1/succession/cases/" + path_segment(call.captured[0])}});
  return page(call, "case", {words.title(record, *row), {{call.texts().get("nav.cases"), "/cases"}}},
              std::move(values));
}

}  // namespace bylaw::api::pages
