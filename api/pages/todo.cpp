// What waits for the one who looks: findings about them and about the groups they serve, by the day they are due, and
// what they began and nobody has finished.
#include <algorithm>
#include <ranges>

#include "api/pages/case_lines.hpp"
#include "api/pages/json_reader.hpp"
#include "api/pages/paging.hpp"
#include "api/pages/record_model.hpp"
#include "api/pages/request_line.hpp"
#include "api/pages/site.hpp"
#include "api/pages/standing_model.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t on_page = 30, most_duties = 12, most_cases = 15;

std::size_t column_of(dsl::Rulebook const& rulebook, dsl::Index record) {
  std::size_t column = 0;
  while (column < rulebook.columns.size() && rulebook.columns[column].type.of != record) ++column;
  return column;
}

// What the caller is in the rules' eyes: the party that has the name of the role, if there is one.
std::string party_of(PageCall const& call) {
  return call.caller.role == dsl::none ? std::string() : call.rulebook().roles[call.caller.role].name;
}

// About the person, or about a group they serve. A role that nobody in particular holds answers for what the rules ask
// of the party it is called after, everywhere. Who serves the whole network sees all that is open.
bool concerns(PageCall const& call, std::vector<engine::Row> const& groups, engine::StandingRow const& row) {
  auto const person = row.concerns[column_of(call.rulebook(), people_of(call.rulebook()))];
  auto const group = row.concerns[column_of(call.rulebook(), groups_of(call.rulebook()))];
  bool const ours = group != dsl::none && std::ranges::count(groups, group) > 0;
  if (ours || (call.viewer.known() && person == call.viewer.row)) return true;
  if (call.caller.unrestricted) return call.viewer.serves_network();
  return call.caller.holder.empty() &&
         std::ranges::count(call.rulebook().standing[row.rule].bearers, party_of(call)) > 0;
}

bool waits(dsl::StandingStatus status) {
  using enum dsl::StandingStatus;
  return status == overdue || status == due || status == unmet;
}

// By the day it is due; what has no day comes behind.
void sort_by_day(std::vector<engine::StandingRow>& rows) {
  std::ranges::stable_sort(rows, [](auto const& a, auto const& b) {
    auto const far = dsl::Date{std::numeric_limits<std::int32_t>::max()};
    if (a.due.value_or(far) != b.due.value_or(far)) return a.due.value_or(far) < b.due.value_or(far);
    return a.status < b.status;
  });
}

std::vector<engine::StandingRow> waiting_rows(PageCall const& call, std::string const& who) {
  std::vector<engine::StandingRow> rows;
  auto const groups = call.viewer.groups();
  auto const all = call.findings(call.day());  // held while it is gone through
  for (auto const& row : *all) {
    if (!waits(row.status) || !concerns(call, groups, row)) continue;
    auto const& bearers = call.rulebook().standing[row.rule].bearers;
    if (who.empty() || std::ranges::count(bearers, who) > 0) rows.push_back(row);
  }
  sort_by_day(rows);
  return rows;
}

List bearers_of(PageCall const& call, std::string const& chosen) {
  Words const words(*call.snapshot, call.language);
  std::vector<std::string> names;
  for (auto const& rule : call.rulebook().standing)
    for (auto const& bearer : rule.bearers)
      if (std::ranges::count(names, bearer) == 0) names.push_back(bearer);
  std::ranges::sort(names);
  List options;
  for (auto const& name : names)
    options.push_back(model({{"value", name}, {"label", capitalised(words.party(name))}, {"chosen", name == chosen}}));
  return options;
}

List duties_of_viewer(PageCall const& call) {
  Words const words(*call.snapshot, call.language);
  List duties;
  for (auto const& duty : call.viewer.duties) {
    if (duties.size() == most_duties) break;
    auto const about = duty.group == dsl::none ? words.title(duty.record, duty.row)
                                               : words.title(groups_of(call.rulebook()), duty.group);
    auto const path =
        duty.group == dsl::none
            ? record_path(call, duty.record, call.snapshot->key(duty.record, duty.row))
            : record_path(call, groups_of(call.rulebook()), call.snapshot->key(groups_of(call.rulebook()), duty.group));
    duties.push_back(model({{"kind", words.singular(duty.record)}, {"title", about}, {"path", path}}));
  }
  return duties;
}

// Cases whose next step is for the caller's party: the first of them, and the way to all.
List waiting_cases(PageCall const& call, Model& values) {
  List cases;
  auto const party = party_of(call);
  if (party.empty()) return cases;
  auto const rows = case_rows(call, {party, "", false});
  for (auto const row : rows | std::views::take(most_cases)) cases.push_back(case_line_model(call, case_line(call, row)));
  values.set("more_cases", rows.size() > most_cases);
  values.set("all_cases", address("/cases", {{"who", party}}));
  values.set("case_count", call.texts().counted("case.found", rows.size()));
  return cases;
}

// What others asked for, in the queue of the caller's party.
List waiting_requests(PageCall const& call) {
  List requests;
  auto const party = party_of(call);
  auto const queue = party.empty() ? std::nullopt : read(call, "/access/v1/requests", {{"party", party}});
  if (queue)
    for (auto const& one : list_at(*queue, "data")) requests.push_back(request_line(call, at(one, "task")));
  return requests;
}

}  // namespace

HttpResponse todo_page(PageCall const& call) {
  auto const& texts = call.texts();
  if ((!call.viewer.known() && call.caller.role == dsl::none) || call.rulebook().columns.empty())
    return page(call, "todo_nobody", {texts.get("nav.todo")}, Model());
  auto const who = call.given("who");
  auto const rows = waiting_rows(call, who);
  auto const requests = waiting_requests(call);
  Model values = model({{"name", call.viewer.known() ? call.viewer.name : call.caller.name},
                        {"duties", duties_of_viewer(call)},
                        {"has_duties", !call.viewer.duties.empty()}});
  auto const cases = waiting_cases(call, values);
  auto const first = set_paging(call, "/todo", who.empty() ? NamedValues{} : NamedValues{{"who", who}},
                                count_groups(rows), on_page, values);
  NamedValues list;
  if (!call.viewer.serves_network() && call.viewer.groups().size() == 1)
    list.emplace_back(call.rulebook().columns[column_of(call.rulebook(), groups_of(call.rulebook()))].name,
                      call.snapshot->key(groups_of(call.rulebook()), call.viewer.groups().front()));
  values.set("findings", grouped_findings(call, rows, first, on_page, list));
  values.set("none", rows.empty() && requests.empty() && cases.empty());
  values.set("filterable", !rows.empty() || !who.empty());
  values.set("total", texts.counted("todo.count", rows.size()));
  values.set("bearers", bearers_of(call, who));
  values.set("requests", requests);
  values.set("has_requests", !requests.empty());
  values.set("cases", cases);
  values.set("has_cases", !cases.empty());
  values.set("known", call.viewer.known());
  if (call.viewer.known()) values.set("own", record_path(call, people_of(call.rulebook()), call.viewer.key));
  return page(call, "todo", {texts.get("nav.todo")}, std::move(values));
}

}  // namespace bylaw::api::pages
