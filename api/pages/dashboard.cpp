// The dashboard: how many findings have which status, and which groups need what, topic by topic or rule by rule.
#include <algorithm>
#include <map>

#include "api/compliance/finding_order.hpp"
#include "api/pages/paging.hpp"
#include "api/pages/site.hpp"
#include "api/pages/standing_model.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

using dsl::StandingStatus;

constexpr std::size_t groups_on_page = 20, findings_on_page = 25;

struct Cell {
  StandingStatus worst = StandingStatus::not_applicable;
  std::size_t count = 0;  // of the worst

  void add(StandingStatus status) {
    if (pressure(status) < pressure(worst)) worst = status, count = 0;
    if (status == worst) ++count;
  }
};

// A line for each group: a cell for each topic, or for each rule of the topic that was chosen.
struct Matrix {
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> lines;  // by the group's row; empty: nothing about it
};

// What the overview says, in one pass: there may be millions of findings.
struct Overview {
  Matrix matrix;
  std::map<StandingStatus, std::size_t> counts;
};

// The column of each rule, and what the columns are called.
std::vector<std::size_t> columns_of(PageCall const& call, std::vector<std::string>& columns) {
  auto const topic = call.given("theme");
  std::vector<std::size_t> by_rule;
  for (auto const& rule : call.rulebook().standing) {
    auto const name = topic.empty() ? topic_of(rule) : rule.name;
    bool const wanted = rule.of_record == dsl::none && (topic.empty() || topic_of(rule) == topic);
    if (wanted && (columns.empty() || columns.back() != name)) columns.push_back(name);
    by_rule.push_back(columns.empty() ? 0 : columns.size() - 1);
  }
  return by_rule;
}

Overview overview_of(PageCall const& call, FindingQuery const& query) {
  Overview made;
  auto& [columns, lines] = made.matrix;
  auto const column_of = columns_of(call, columns);
  auto const all = call.findings(call.day());  // held while it is gone through
  for (auto const& row : *all) {
    if (!query.keeps(row)) continue;
    ++made.counts[row.status];
    if (row.concerns[0] == dsl::none) continue;
    if (lines.size() <= row.concerns[0]) lines.resize(row.concerns[0] + 1);
    auto& line = lines[row.concerns[0]];
    if (line.empty()) line.resize(columns.size());
    line[column_of[row.rule]].add(row.status);
  }
  return made;
}

std::vector<engine::StandingRow> rows_kept(PageCall const& call, FindingQuery const& query) {
  std::vector<engine::StandingRow> kept;
  auto const all = call.findings(call.day());  // held while it is gone through
  for (auto const& row : *all)
    if (query.keeps(row)) kept.push_back(row);
  return kept;
}

std::string column_title(PageCall const& call, std::string const& name) {
  auto const rule = std::ranges::find(call.rulebook().standing, name, &dsl::Standing::name);
  return rule == call.rulebook().standing.end() ? capitalised(in_words(name)) : rule->title;
}

// Groups by name, or those with the most overdue first.
std::vector<std::pair<std::string, engine::Row>> ordered_groups(PageCall const& call, Matrix const& matrix) {
  Words const words(*call.snapshot, call.language);
  std::vector<std::pair<std::string, engine::Row>> groups;
  for (engine::Row row = 0; row < matrix.lines.size(); ++row)
    if (!matrix.lines[row].empty()) groups.emplace_back(words.title(groups_of(call.rulebook()), row), row);
  std::ranges::sort(groups);
  if (call.given("order") == "name") return groups;
  auto const weight = [&](auto const& group) {
    std::size_t overdue = 0;
    for (auto const& cell : matrix.lines[group.second])
      if (cell.worst == StandingStatus::overdue) overdue += cell.count;
    return overdue;
  };
  std::ranges::stable_sort(groups, [&](auto const& a, auto const& b) { return weight(a) > weight(b); });
  return groups;
}

List counts_of(PageCall const& call, FindingQuery const& query, std::map<StandingStatus, std::size_t> const& found) {
  List counts;
  for (auto const status : shown_statuses()) {
    auto const name = status_name(status);
    auto const count = found.find(status);
    counts.push_back(model({{"count", call.texts().number(count == found.end() ? 0 : count->second)},
                            {"status", call.texts().get("finding." + name)},
                            {"said", call.texts().get("finding." + name + ".said")},
                            {"tone", name},
                            {"path", address("/dashboard/list", query.with("status", name))}}));
  }
  return counts;
}

std::string csv_cell(std::string text) {
  // A leading sign would be taken for a formula.
  if (!text.empty() && std::string_view("=+-@\t").contains(text.front())) text.insert(text.begin(), '\'');
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

HttpResponse matrix_csv(PageCall const& call, Matrix const& matrix) {
  auto const& group = call.rulebook().columns.front().name;
  std::string body = csv_cell(group);
  for (auto const& column : matrix.columns) body += ',' + csv_cell(column);
  for (auto const& [title, row] : ordered_groups(call, matrix)) {
    body += "\r\n" + csv_cell(title);
    for (auto const& cell : matrix.lines[row]) body += ',' + csv_cell(cell.count == 0 ? "" : status_name(cell.worst));
  }
  return {200,
          "text/csv; charset=utf-8",
          body + "\r\n",
          {{"Cache-Control", "no-store"}, {"Content-Disposition", "attachment; filename=\"dashboard.csv\""}}};
}

// As narrow as a column of many.
std::string short_status(PageCall const& call, std::string const& name) {
  auto const key = "finding." + name;
  return call.texts().get(call.texts().has(key + ".short") ? key + ".short" : key);
}

Model line_model(PageCall const& call, FindingQuery const& query, Matrix const& matrix,
                 std::vector<std::string> const& titles, std::string const& title, engine::Row row) {
  auto const& rulebook = call.rulebook();
  std::string const key(call.snapshot->key(groups_of(rulebook), row));
  auto const topic = call.given("theme");
  List shown;
  for (std::size_t i = 0; i < matrix.columns.size(); ++i) {
    auto const& found = matrix.lines[row][i];
    bool const there = found.worst != StandingStatus::not_applicable;
    Model cell = model({{"there", there}});
    if (there) {
      auto const name = status_name(found.worst);
      auto narrowed = query.with(topic.empty() ? "theme" : "rule", matrix.columns[i]);
      narrowed.emplace_back(rulebook.columns.front().name, key);
      cell.set("status", short_status(call, name));
      cell.set("column", titles[i]);
      cell.set("tone", name);
      cell.set("count", std::to_string(found.count));
      cell.set("several", found.count > 1);
      cell.set("path", address("/dashboard/list", narrowed));
    }
    shown.push_back(cell);
  }
  return model({{"title", title},
                {"path", "/records/" + rulebook.records[groups_of(rulebook)].name + '/' + path_segment(key)},
                {"cells", shown}});
}

}  // namespace

void set_dashboard_frame(PageCall const& call, FindingQuery const& query, std::string const& here, Model& values) {
  Words const words(*call.snapshot, call.language);
  List views;
  for (auto const& [key, path] :
       std::initializer_list<std::pair<std::string, std::string>>{{"dashboard.overview", "/dashboard"},
                                                                  {"dashboard.list", "/dashboard/list"},
                                                                  {"dashboard.trend", "/dashboard/trend"}})
    views.push_back(
        model({{"label", call.texts().get(key)}, {"path", address(path, query.values())}, {"here", path == here}}));
  values.set("views", views);
  values.set("filters", filter_fields(call, query));
  values.set("faulty_filter", query.faulty());
  values.set("action", here);
  values.set("q", call.given("q"));
  values.set("on", dsl::to_string(call.day()));
  values.set("day", words.date(call.day()));
  values.set("order_name", call.given("order") == "name");
  values.set("filtered", !query.values().empty());
}

HttpResponse dashboard_page(PageCall const& call) {
  if (call.rulebook().columns.empty()) return not_found_page(call);
  FindingQuery const query(call);
  auto const overview = overview_of(call, query);
  auto const& matrix = overview.matrix;
  if (call.given("format") == "csv") return matrix_csv(call, matrix);
  Model values;
  set_dashboard_frame(call, query, "/dashboard", values);
  values.set("counts", counts_of(call, query, overview.counts));
  auto const groups = ordered_groups(call, matrix);
  auto const first = set_paging(call, "/dashboard", query.values(), groups.size(), groups_on_page, values);
  List columns, lines;
  std::vector<std::string> titles;
  for (auto const& column : matrix.columns) titles.push_back(column_title(call, column));
  for (auto const& column : matrix.columns)
    columns.push_back(model({{"title", titles[columns.size()]},
                             {"path", call.given("theme").empty() ? address("/dashboard", query.with("theme", column))
                                                                  : "/rulebook/" + path_segment(column)}}));
  for (auto i = first; i < std::min(first + groups_on_page, groups.size()); ++i)
    lines.push_back(line_model(call, query, matrix, titles, groups[i].first, groups[i].second));
  values.set("columns", columns);
  values.set("lines", lines);
  values.set("none", lines.empty());
  values.set("by_rule", !call.given("theme").empty());
  values.set("all_topics", address("/dashboard", query.with("theme", "")));
  values.set("total", call.texts().counted("dashboard.groups", groups.size()));
  values.set("csv", address("/dashboard", query.with("format", "csv")));
  return page(call, "dashboard", {call.texts().get("nav.dashboard")}, std::move(values));
}

HttpResponse finding_list_page(PageCall const& call) {
  if (call.rulebook().columns.empty()) return not_found_page(call);
  FindingQuery const query(call);
  auto rows = rows_kept(call, query);
  sort_by_pressure(rows);
  Model values;
  set_dashboard_frame(call, query, "/dashboard/list", values);
  auto const first = set_paging(call, "/dashboard/list", query.values(), rows.size(), findings_on_page, values);
  List shown;
  for (auto i = first; i < std::min(first + findings_on_page, rows.size()); ++i)
    shown.push_back(standing_model(call, rows[i], call.day()));
  auto programs = query.for_programs();
  values.set("findings", shown);
  values.set("none", shown.empty());
  values.set("total", call.texts().counted("dashboard.findings", rows.size()));
  programs.emplace_back("format", "csv");
  values.set("csv", address("/v1/compliance/findings", programs));
  return page(call, "finding_list",
              {call.texts().get("dashboard.list.title"), {{call.texts().get("nav.dashboard"), "/dashboard"}}},
              std::move(values));
}

}  // namespace bylaw::api::pages
