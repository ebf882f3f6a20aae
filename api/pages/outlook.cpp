// What comes: what ends within the next months, and what the rules will ask by then and do not ask today, if nothing is
// recorded meanwhile. Both follow from the declarations: records of people with a last day, and standing rules.
#include <algorithm>
#include <set>
#include <tuple>

#include "api/pages/record_model.hpp"
#include "api/pages/site.hpp"
#include "api/pages/standing_model.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t most_rules = 60;
constexpr int shorter = 12, longer = 24;  // months

int months_asked(PageCall const& call) { return call.given("months") == std::to_string(longer) ? longer : shorter; }

dsl::Date last_day(PageCall const& call) {
  return dsl::add(call.day(), dsl::Duration{months_asked(call), 0}).value_or(call.day());
}

bool waits(dsl::StandingStatus status) {
  using enum dsl::StandingStatus;
  return status == overdue || status == due || status == unmet;
}

Model ending(PageCall const& call, dsl::Index kind, dsl::Index end) {
  Words const words(*call.snapshot, call.language);
  std::vector<std::tuple<std::int64_t, std::string, engine::Row>> rows;
  for (auto const row : call.snapshot->table(kind).rows) {
    auto const day = call.snapshot->table(kind).value(row, end);
    if (day.is_unknown() || day.is_never() || day.number < call.day().days || day.number > last_day(call).days)
      continue;
    rows.emplace_back(day.number, words.title(kind, row), row);
  }
  std::ranges::sort(rows);
  List lines;
  for (auto const& [day, title, row] : rows)
    lines.push_back(model({{"title", title},
                           {"day", words.date(dsl::Date{static_cast<std::int32_t>(day)})},
                           {"path", record_path(call, kind, call.snapshot->key(kind, row))}}));
  return model({{"title", words.plural(kind)},
                {"id", "ending-" + call.rulebook().records[kind].name},
                {"count", call.texts().counted("outlook.count", lines.size())},
                {"lines", lines},
                {"open", !lines.empty() && lines.size() <= 40},
                {"none", lines.empty()}});
}

List endings(PageCall const& call) {
  List kinds;
  for (dsl::Index kind = 0; kind < call.rulebook().records.size(); ++kind)
    if (auto const end = end_of_duty(call.rulebook(), call.rulebook().records[kind]); end != dsl::none)
      kinds.push_back(ending(call, kind, end));
  return kinds;
}

using About = std::tuple<dsl::Index, std::vector<engine::Row>, engine::Row>;
About about(engine::StandingRow const& row) {
  return {row.rule, {row.concerns.begin(), row.concerns.end()}, row.subject};
}

// Open on that day and not open today.
std::vector<engine::StandingRow> to_come(PageCall const& call, std::string const& topic) {
  std::set<About> open;
  auto const now = call.findings(call.day()), then = call.findings(last_day(call));
  for (auto const& row : *now)
    if (waits(row.status)) open.insert(about(row));
  std::vector<engine::StandingRow> rows;
  for (auto const& row : *then) {
    auto const& rule = call.rulebook().standing[row.rule];
    if (waits(row.status) && !open.contains(about(row)) && (topic.empty() || topic_of(rule) == topic))
      rows.push_back(row);
  }
  sort_by_pressure(rows);
  return rows;
}

List topics(PageCall const& call) {
  List options;
  for (auto const& topic : topics_of(call.rulebook()))
    options.push_back(
        model({{"value", topic}, {"label", capitalised(in_words(topic))}, {"chosen", topic == call.given("theme")}}));
  return options;
}

// What is open today of the topic that was chosen: groups where nobody sees to it.
std::vector<engine::StandingRow> open_now(PageCall const& call, std::string const& topic) {
  std::vector<engine::StandingRow> rows;
  auto const all = call.findings(call.day());
  for (auto const& row : *all)
    if (waits(row.status) && topic_of(call.rulebook().standing[row.rule]) == topic) rows.push_back(row);
  sort_by_pressure(rows);
  return rows;
}

}  // namespace

HttpResponse outlook_page(PageCall const& call) {
  if (call.rulebook().columns.empty()) return not_found_page(call);
  Words const words(*call.snapshot, call.language);
  auto const topic = call.given("theme");
  auto const coming = to_come(call, topic);
  Model values = model({{"day", words.date(last_day(call))},
                        {"longer", months_asked(call) == longer},
                        {"topics", topics(call)},
                        {"endings", endings(call)},
                        {"coming_total", call.texts().counted("outlook.count", coming.size())},
                        {"coming_none", coming.empty()},
                        {"on", dsl::to_string(call.day())},
                        {"has_topic", !topic.empty()}});
  NamedValues list = {{"on", dsl::to_string(last_day(call))}};
  values.set("findings", grouped_findings(call, coming, 0, most_rules, list));
  Model now;
  if (!topic.empty()) now.set("findings", grouped_findings(call, open_now(call, topic), 0, most_rules, {}));
  values.set("now", now);
  return page(call, "outlook", {call.texts().get("nav.outlook")}, std::move(values));
}

}  // namespace bylaw::api::pages
