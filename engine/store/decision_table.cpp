#include "engine/store/decision_table.hpp"

#include <algorithm>

namespace bylaw::engine {
namespace {

constexpr auto fixed_columns =
    "\"number\", \"id\", \"decided_at\", \"action\", \"outcome\", \"date\", \"state_revision\", \"rulebook\", "
    "\"request\", \"answer\", \"salts\", \"erased\"";
constexpr int fixed_count = 12;
constexpr std::string_view parameter_prefix = "parameter.";

std::string parameter_column(std::string_view name) { return std::string(parameter_prefix) + std::string(name); }

std::string const* parameter_of(LoggedDecision const& decision, std::string const& name) {
  auto const found = std::ranges::find(decision.parameters, name, &std::pair<std::string, std::string>::first);
  return found == decision.parameters.end() ? nullptr : &found->second;
}

// The conditions of a filter, and what to bind to them in the same order.
struct Conditions {
  std::string sql;
  std::vector<std::string_view> values;

  void add(std::string const& condition, std::string_view value) {
    if (value.empty()) return;
    sql += (sql.empty() ? " WHERE " : " AND ") + condition;
    values.push_back(value);
  }
};

}  // namespace

DecisionTable::DecisionTable(Connection& connection) {
  auto columns = connection.query("SELECT name FROM pragma_table_info('_decision') WHERE name GLOB 'parameter.*'");
  std::string names, marks;
  while (columns.step()) {
    auto const name = columns.text(0);
    parameters_.push_back(name.substr(parameter_prefix.size()));
    names += ", " + quoted(name);
    marks += ", ?";
  }
  insert_ = "INSERT INTO \"_decision\" (" + (fixed_columns + names) +
            ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL" + marks + ") ON CONFLICT (\"id\") DO NOTHING";
  select_ = "SELECT " + (fixed_columns + names) + ", \"_rulebook\".\"revision\" FROM \"_decision\" LEFT JOIN " +
            "(SELECT \"number\" AS \"event\", \"text\" AS \"revision\" FROM \"_event\") AS \"_rulebook\"" +
            " ON \"_rulebook\".\"event\" = \"rulebook\"";
}

// Read newest first, so that the usual filters find their rows by walking back: every index is paid by every answer.
void DecisionTable::fit(Connection& connection, dsl::Rulebook const& rulebook) {
  for (auto const& parameter : rulebook.parameters) {
    auto const column = parameter_column(parameter.name);
    if (connection.number("SELECT count(*) FROM pragma_table_info('_decision') WHERE name = " + literal(column)) > 0)
      continue;
    connection.run("ALTER TABLE \"_decision\" ADD COLUMN " + quoted(column) + " TEXT");
    connection.run("CREATE INDEX " + quoted("_decision." + column) + " ON \"_decision\" (" + quoted(column) +
                   ") WHERE " + quoted(column) + " IS NOT NULL");
  }
}

void DecisionTable::insert(Connection& connection, LogWriting& writing, LoggedDecision const& decision,
                           RulebookNumbers const& rulebooks) const {
  DecisionRow row{writing.next(), decision, {}, fresh_seals(decision_parts)};
  if (auto const found = rulebooks.find(decision.policy); found != rulebooks.end()) row.rulebook = found->second;
  std::erase_if(row.decision.parameters, [&](auto const& parameter) {
    return std::ranges::find(parameters_, parameter.first) == parameters_.end();
  });
  auto statement = connection.query(insert_);
  statement.bind(static_cast<std::int64_t>(row.number));
  for (auto const* text : {&decision.id, &decision.decided_at, &decision.action, &decision.outcome, &decision.date}) {
    statement.bind(*text);
  }
  statement.bind_optional(decision.state_revision).bind_optional(row.rulebook);
  statement.bind(decision.request).bind(decision.answer).bind_blob(row.seals.salts);
  for (auto const& parameter : parameters_) {
    if (auto const* value = parameter_of(decision, parameter)) {
      statement.bind(*value);
    } else {
      statement.bind_null();
    }
  }
  statement.run();
  if (connection.changes() > 0) writing.append(entry_of(row));
}

std::optional<DecisionRow> DecisionTable::find(Connection& connection, std::string_view id) const {
  auto statement = connection.query(select_ + " WHERE \"id\" = ?");
  statement.bind(id);
  return statement.step() ? std::optional(read(statement)) : std::nullopt;
}

std::optional<DecisionRow> DecisionTable::find(Connection& connection, std::uint64_t number) const {
  auto rows = read_from(connection, number, 1);
  return !rows.empty() && rows.front().number == number ? std::optional(std::move(rows.front())) : std::nullopt;
}

std::vector<DecisionRow> DecisionTable::read_from(Connection& connection, std::uint64_t number,
                                                  std::size_t limit) const {
  auto statement = connection.query(select_ + " WHERE \"number\" >= ? ORDER BY \"number\" LIMIT ?");
  statement.bind(static_cast<std::int64_t>(number))
      .bind(static_cast<std::int64_t>(std::min(limit, std::size_t{1'000'000})));
  std::vector<DecisionRow> rows;
  while (statement.step()) rows.push_back(read(statement));
  return rows;
}

std::vector<LoggedDecision> DecisionTable::select(Connection& connection, LogFilter const& filter) const {
  Conditions conditions;
  conditions.add("\"action\" = ?", filter.action);
  conditions.add("\"outcome\" = ?", filter.outcome);
  conditions.add("\"date\" >= ?", filter.from);
  conditions.add("\"date\" <= ?", filter.to);
  conditions.add("\"number\" < (SELECT \"number\" FROM \"_decision\" WHERE \"id\" = ?)", filter.after);
  for (auto const& [name, value] : filter.parameters) {
    if (std::ranges::find(parameters_, name) == parameters_.end()) return {};
    conditions.add(quoted(parameter_column(name)) + " = ?", value);
  }
  auto statement = connection.query(select_ + conditions.sql + " ORDER BY \"number\" DESC LIMIT ?");
  for (auto const value : conditions.values) statement.bind(value);
  statement.bind(static_cast<std::int64_t>(std::min(filter.limit, std::size_t{1'000'000})));
  std::vector<LoggedDecision> found;
  while (statement.step()) found.push_back(read(statement).decision);
  return found;
}

DecisionRow DecisionTable::read(Statement const& row) const {
  DecisionRow made;
  made.number = static_cast<std::uint64_t>(row.number(0));
  auto& decision = made.decision;
  decision = {row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), {}, row.text(8), row.text(9)};
  if (!row.is_null(6)) decision.state_revision = static_cast<std::uint64_t>(row.number(6));
  if (!row.is_null(7)) made.rulebook = row.number(7);
  made.seals = {row.text(10), row.text(11)};
  decision.erased = row.is_null(9);
  auto column = fixed_count;
  for (auto const& parameter : parameters_) {
    if (!row.is_null(column)) decision.parameters.emplace_back(parameter, row.text(column));
    ++column;
  }
  decision.policy = row.text(column);
  return made;
}

}  // namespace bylaw::engine
