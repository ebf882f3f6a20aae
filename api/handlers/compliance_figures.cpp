// Standing compliance in figures: how many rows have which status, by group, rule or whatever else, day by day.
#include <algorithm>
#include <map>

#include "api/compliance/counted_findings.hpp"
#include "api/compliance/finding_filter.hpp"
#include "api/compliance/status_counts.hpp"
#include "api/compliance/sweep_at.hpp"
#include "api/handlers/handlers.hpp"
#include "api/nearest.hpp"
#include "api/query.hpp"
#include "engine/constant_text.hpp"
#include "engine/snapshot_values.hpp"

namespace bylaw::api {
namespace {

constexpr std::size_t most_points = 400;

std::vector<std::string> group_keys(dsl::Rulebook const& rulebook) {
  std::vector<std::string> keys = {"rule", "norm", "force", "document", "section", "bearer"};
  for (auto const& column : rulebook.columns) keys.push_back(column.name);
  for (auto const& field : finding_fields(rulebook)) keys.push_back(field.name);
  return keys;
}

// The field that this is the name of; column none: of no field.
FindingField find_field(dsl::Rulebook const& rulebook, std::string const& name) {
  for (auto const& field : finding_fields(rulebook))
    if (field.name == name) return field;
  return {};
}

std::string field_of(engine::Snapshot const& snapshot, engine::Row about, FindingField const& by) {
  if (by.column == dsl::none || about == dsl::none) return {};
  auto const record = snapshot.rulebook->columns[by.column].type.of;
  auto const value = snapshot.table(record).value(about, by.field);
  if (value.is_unknown()) return {};
  auto const type = snapshot.rulebook->records[record].fields[by.field].type;
  return engine::text_of(*snapshot.rulebook, type, engine::scalar_constant(snapshot, value));
}

// The column that is looked at to count by that; none where the rule says it.
dsl::Index column_counted(dsl::Rulebook const& rulebook, std::string const& by, FindingField const& field) {
  return field.column != dsl::none ? field.column : dsl::find_column(rulebook, by);
}

// What rows are counted under; empty where they concern nobody of the kind.
std::string group_of(engine::Snapshot const& snapshot, CountedFindings const& found, std::string const& by,
                     FindingField const& field) {
  auto const& rulebook = *snapshot.rulebook;
  auto const& rule = rulebook.standing[found.rule];
  auto const& norm = rulebook.norms[rule.norm];
  if (by == "rule") return rule.name;
  if (by == "norm") return norm.id;
  if (by == "force") return std::string(dsl::to_string(rule.force));
  if (by == "document") return norm.document;
  if (by == "section") return norm.document + ' ' + norm.section;
  if (by == "bearer") return rule.bearers.empty() ? "" : rule.bearers.front();
  auto const column = dsl::find_column(rulebook, by);
  if (column == dsl::none) return field_of(snapshot, found.about, field);
  if (found.about == dsl::none) return {};
  return std::string(snapshot.key(rulebook.columns[column].type.of, found.about));
}

std::string read_group_by(Service const& service, Call const& call, InputFaults& faults) {
  auto const keys = group_keys(*service.rulebook);
  return read_choice(call, "group_by", {keys.begin(), keys.end()}, faults);
}

dsl::Duration steps(std::string const& interval, std::int32_t count) {
  if (interval == "day") return {.days = count};
  if (interval == "week") return {.days = 7 * count};
  if (interval == "quarter") return {.months = 3 * count};
  if (interval == "year") return {.months = 12 * count};
  return {.months = count};
}

// From the first day on, and the last day in any case. Months are counted from the first, so that the 31st comes back.
std::vector<dsl::Date> points(dsl::Date from, dsl::Date to, std::string const& interval) {
  std::vector<dsl::Date> days;
  for (std::optional day = from; day && *day < to && days.size() <= most_points;
       day = dsl::add(from, steps(interval, static_cast<std::int32_t>(days.size()))))
    days.push_back(*day);
  days.push_back(to);
  return days;
}

StatusCounts count(engine::StandingTable const& rows, FindingFilter const& filter) {
  StatusCounts counts;
  visit_counted(rows, filter, dsl::none, [&](CountedFindings const& found) { counts.add(found.status, found.count); });
  return counts;
}

}  // namespace

Reply get_compliance_summary(Service& service, Call const& call) {
  auto const swept = sweep_at(service, call);
  InputFaults faults;
  FindingFilter const filter(service, *swept.snapshot, call, faults);
  auto const by = read_group_by(service, call, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  auto const field = find_field(*service.rulebook, by);
  StatusCounts all;
  std::map<std::string, StatusCounts> groups;
  auto const column = column_counted(*service.rulebook, by, field);
  visit_counted(*swept.rows, filter, column, [&](CountedFindings const& found) {
    all.add(found.status, found.count);
    if (!by.empty()) groups[group_of(*swept.snapshot, found, by, field)].add(found.status, found.count);
  });
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("counts");
  all.write(json);
  json.member("total", all.total());
  json.text_or_null("group_by", by);
  json.key("data");
  json.begin_list();
  for (auto const& [key, counts] : groups) {
    json.begin_object();
    json.text_or_null(by, key);
    json.key("counts");
    counts.write(json);
    json.member("total", counts.total());
    json.end_object();
  }
  json.end_list();
  json.key("next");
  json.null();
  write_sweep_members(json, swept);
  json.end_object();
  return json_reply(std::move(out));
}

Reply get_compliance_history(Service& service, Call const& call) {
  InputFaults faults;
  auto const from = read_day(call, "from", faults), to = read_day(call, "to", faults);
  auto const interval = read_choice(call, "interval", {"day", "week", "month", "quarter", "year"}, faults);
  auto const last = to.value_or(day_asked(service, call));
  auto const first = from.value_or(dsl::add(last, -dsl::Duration{.months = 12}).value_or(last));
  if (last < first) add_query_fault(faults, "to", "bad_period", "The period ends before it begins.");
  auto const days = faults.empty() ? points(first, last, interval) : std::vector<dsl::Date>{};
  if (days.size() > most_points)
    add_query_fault(faults, "interval", "out_of_range",
                    "This would be more than " + std::to_string(most_points) + " days; take a longer interval.");
  auto const snapshot = service.store.snapshot();
  auto const sight = finding_sight(service, call);
  FindingFilter const filter(service, *snapshot, call, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  for (auto const day : days) {
    auto const counts = count(*rows_seen(service, *sight, snapshot, day), filter);
    json.begin_object();
    json.member("on", dsl::to_string(day));
    json.key("counts");
    counts.write(json);
    json.member("total", counts.total());
    json.end_object();
  }
  json.end_list();
  json.key("next");
  json.null();
  json.member("state_revision", snapshot->revision);
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
