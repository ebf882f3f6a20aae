#include "engine/store/decision_table.hpp"

#include <algorithm>

namespace bylaw::engine {
namespace {

// Read newest first, so that the usual filters find their rows by walking back: every index would be paid by every answer.
constexpr auto create_sql = R"sql(
CREATE TABLE "_decision" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "decided_at" TEXT NOT NULL,
  "action" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "date" TEXT NOT NULL,
  "request" TEXT NOT NULL,
  "answer" TEXT NOT NULL
) STRICT;
)sql";

std::string parameter_column(std::string_view name) { return "parameter." + std::string(name); }

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

DecisionTable::DecisionTable(Connection& connection, dsl::Rulebook const& rulebook) {
  std::string columns, marks;
  for (auto const& parameter : rulebook.parameters) {
    parameters_.push_back(parameter.name);
    columns += ", " + quoted(parameter_column(parameter.name));
    marks += ", ?";
  }
  constexpr auto fixed = "\"id\", \"decided_at\", \"action\", \"outcome\", \"date\", \"request\", \"answer\"";
  insert_ = "INSERT INTO \"_decision\" (" + (fixed + columns) + ") VALUES (?, ?, ?, ?, ?, ?, ?" + marks +
            ") ON CONFLICT (\"id\") DO NOTHING";
  select_ = "SELECT " + (fixed + columns) + " FROM \"_decision\"";
  create(connection);
}

void DecisionTable::create(Connection& connection) const {
  Transaction transaction(connection);
  if (connection.number("SELECT count(*) FROM sqlite_schema WHERE name = '_decision'") == 0) connection.run(create_sql);
  for (auto const& parameter : parameters_) {
    auto const column = parameter_column(parameter);
    if (connection.number("SELECT count(*) FROM pragma_table_info('_decision') WHERE name = " + literal(column)) > 0)
      continue;
    connection.run("ALTER TABLE \"_decision\" ADD COLUMN " + quoted(column) + " TEXT");
    connection.run("CREATE INDEX " + quoted("_decision." + column) + " ON \"_decision\" (" + quoted(column) +
                   ") WHERE " + quoted(column) + " IS NOT NULL");
  }
  transaction.commit();
}

void DecisionTable::insert(Connection& connection, LoggedDecision const& decision) const {
  auto statement = connection.query(insert_);
  for (auto const* text : {&decision.id, &decision.decided_at, &decision.action, &decision.outcome, &decision.date,
                           &decision.request, &decision.answer}) {
    statement.bind(*text);
  }
  for (auto const& parameter : parameters_) {
    if (auto const* value = parameter_of(decision, parameter)) {
      statement.bind(*value);
    } else {
      statement.bind_null();
    }
  }
  statement.run();
}

std::optional<LoggedDecision> DecisionTable::find(Connection& connection, std::string_view id) const {
  auto statement = connection.query(select_ + " WHERE \"id\" = ?");
  statement.bind(id);
  if (!statement.step()) return std::nullopt;
  return read(statement);
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
  while (statement.step()) found.push_back(read(statement));
  return found;
}

LoggedDecision DecisionTable::read(Statement const& row) const {
  LoggedDecision decision{row.text(0), row.text(1), row.text(2), row.text(3),
                          row.text(4), {},          row.text(5), row.text(6)};
  for (int i = 0; i < static_cast<int>(parameters_.size()); ++i) {
    if (!row.is_null(7 + i))
      decision.parameters.emplace_back(parameters_[static_cast<std::size_t>(i)], row.text(7 + i));
  }
  return decision;
}

}  // namespace bylaw::engine
