#include "engine/store/layout.hpp"

#include "engine/store/change_log.hpp"
#include "engine/store/decision_table.hpp"
#include "engine/store/schema.hpp"

namespace bylaw::engine {
namespace {

std::vector<std::string> names(Connection& connection, std::string const& sql) {
  std::vector<std::string> found;
  auto query = connection.query(sql);
  while (query.step()) found.push_back(query.text(0));
  return found;
}

bool has_table(Connection& connection, std::string const& name) {
  return connection.number("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = " + literal(name)) > 0;
}

// Out of the way of the table that takes its name.
void set_aside(Connection& connection, std::string const& table) {
  for (auto const& index : names(connection,
                                 "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
                                 " AND tbl_name = " +
                                     literal(table))) {
    connection.run("DROP INDEX " + quoted(index));
  }
  connection.run("ALTER TABLE " + quoted(table) + " RENAME TO " + quoted(table + "_1"));
}

void take_over_changes(Connection& connection, LogWriting& writing) {
  auto rows = connection.query(
      "SELECT \"revision\", \"at\", \"record\", \"key\", \"who\", \"before\", \"after\" FROM \"_change_1\" ORDER BY "
      "rowid");
  while (rows.step()) {
    write_change(connection, writing,
                 {0,
                  static_cast<std::uint64_t>(rows.number(0)),
                  rows.text(1),
                  rows.text(2),
                  rows.text(3),
                  rows.text(4),
                  rows.optional_text(5),
                  rows.optional_text(6),
                  {}});
  }
}

// What a decision was made over stood in its answer only.
void take_over_decisions(Connection& connection, LogWriting& writing) {
  auto const columns =
      names(connection, "SELECT name FROM pragma_table_info('_decision_1') WHERE name GLOB 'parameter.*'");
  std::string list;
  for (auto const& column : columns) {
    list += ", " + quoted(column);
    connection.run("ALTER TABLE \"_decision\" ADD COLUMN " + quoted(column) + " TEXT");
    connection.run("CREATE INDEX " + quoted("_decision." + column) + " ON \"_decision\" (" + quoted(column) +
                   ") WHERE " + quoted(column) + " IS NOT NULL");
  }
  DecisionTable const table(connection);
  auto rows = connection.query(
      "SELECT \"id\", \"decided_at\", \"action\", \"outcome\", \"date\", \"request\", \"answer\","
      " CASE WHEN json_valid(\"answer\") THEN json_extract(\"answer\", '$.state_revision') END" +
      list + " FROM \"_decision_1\" ORDER BY \"number\"");
  while (rows.step()) {
    LoggedDecision decision{rows.text(0), rows.text(1), rows.text(2), rows.text(3),
                            rows.text(4), {},           rows.text(5), rows.text(6)};
    if (!rows.is_null(7)) decision.state_revision = static_cast<std::uint64_t>(rows.number(7));
    int column = 8;
    for (auto const& name : columns) {
      if (!rows.is_null(column)) decision.parameters.emplace_back(name.substr(name.find('.') + 1), rows.text(column));
      ++column;
    }
    table.insert(connection, writing, decision, {});
  }
}

void set_layout(Connection& connection) { connection.run("PRAGMA user_version = " + std::to_string(newest_layout)); }

}  // namespace

void create_layout(Connection& connection) {
  connection.run("PRAGMA application_id = " + std::to_string(layout_owner));
  set_layout(connection);
  connection.run(own_tables);
  connection.run(log_tables);
  connection.run(change_index);
}

void add_log_tables(Connection& connection) {
  for (auto const* table : {"_change", "_decision"}) {
    if (has_table(connection, table)) set_aside(connection, table);
  }
  connection.run(log_tables);
  connection.run(change_index);
}

void upgrade_layout(Connection& connection, LogWriting& writing, std::string const& now) {
  auto const layout = connection.number("PRAGMA user_version");
  if (layout == newest_layout) return;
  write_event(connection, writing,
              {0, now, "layout", std::to_string(layout) + " to " + std::to_string(newest_layout), {}, {}});
  take_over_changes(connection, writing);
  if (has_table(connection, "_decision_1")) take_over_decisions(connection, writing);
  for (auto const* table : {"_change_1", "_decision_1"}) connection.run("DROP TABLE IF EXISTS " + quoted(table));
  set_layout(connection);
}

}  // namespace bylaw::engine
