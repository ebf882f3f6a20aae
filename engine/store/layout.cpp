#include "engine/store/layout.hpp"

#include <charconv>

#include "engine/store/access_table.hpp"
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

// Only in an earliest layout there is no log yet that could name it.
void check_named_layout(Connection& connection, std::int64_t layout) {
  auto last = connection.query("SELECT \"text\" FROM \"_event\" WHERE \"kind\" = 'layout' ORDER BY \"number\" DESC LIMIT 1");
  auto const named = layout_by_log(last.step() ? layout_of_event(last.text(0)) : 0);
  if (layout == named || (layout == 1 && named < layout_with_access)) return;
  throw StorageError("The database \"" + connection.path() + "\" cannot be trusted: it calls itself of layout " +
                     std::to_string(layout) + ", and by its log it is of layout " + std::to_string(named) + ".");
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

std::int64_t layout_of_event(std::string_view text) {
  auto const digits = text.substr(text.rfind(' ') + 1);
  std::int64_t layout = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), layout);
  return layout;
}

std::int64_t layout_by_log(std::int64_t last_event) { return std::max(last_event, layout_with_access - 1); }

void note_layout(Connection& connection, LogWriting& writing, std::string const& now) {
  write_event(connection, writing, {0, now, "layout", std::to_string(newest_layout), {}, {}});
}

void require_log(Connection& connection) {
  if (has_log(connection)) return;
  auto const said = "The database \"" + connection.path() + "\" ";
  if (connection.number("SELECT count(*) FROM sqlite_schema") == 0) throw StorageError(said + "is empty.");
  throw StorageError(said + "has no log: it was made by an earlier version of this program.");
}

void upgrade_layout(Connection& connection, LogWriting& writing, std::string const& now) {
  auto const layout = connection.number("PRAGMA user_version");
  check_named_layout(connection, layout);
  if (layout == newest_layout) return;
  write_event(connection, writing,
              {0, now, "layout", std::to_string(layout) + " to " + std::to_string(newest_layout), {}, {}});
  if (has_table(connection, "_change_1")) take_over_changes(connection, writing);
  if (has_table(connection, "_decision_1")) take_over_decisions(connection, writing);
  for (auto const* table : {"_change_1", "_decision_1"}) connection.run("DROP TABLE IF EXISTS " + quoted(table));
  take_over_access(connection, writing, now);
  set_layout(connection);
}

}  // namespace bylaw::engine
