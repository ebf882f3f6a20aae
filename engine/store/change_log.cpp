#include "engine/store/change_log.hpp"

#include <algorithm>

#include "engine/store/json_text.hpp"
#include "engine/store/schema.hpp"

namespace bylaw::engine {
namespace {

constexpr auto columns =
    "SELECT \"number\", \"revision\", \"at\", \"record\", \"key\", \"who\", \"before\", \"after\", \"salts\", "
    "\"erased\""
    " FROM \"_change\"";

ChangeRow row_of(Statement const& row) {
  return {static_cast<std::uint64_t>(row.number(0)),
          static_cast<std::uint64_t>(row.number(1)),
          row.text(2),
          row.text(3),
          row.optional_text(4),
          row.optional_text(5),
          row.optional_text(6),
          row.optional_text(7),
          {row.text(8), row.text(9)}};
}

ChangeEntry entry_of_row(ChangeRow row) {
  return {row.revision,           std::move(row.at),
          row.who.value_or(""),   std::move(row.record),
          row.key.value_or(""),   row.before.value_or(""),
          row.after.value_or(""), is_erased(row.seals, change_before) || is_erased(row.seals, change_after)};
}

std::vector<ChangeEntry> entries_of(Statement& statement) {
  std::vector<ChangeEntry> entries;
  while (statement.step()) entries.push_back(entry_of_row(row_of(statement)));
  return entries;
}

}  // namespace

std::uint64_t read_revision(Connection& connection) {
  return static_cast<std::uint64_t>(connection.number("SELECT \"value\" FROM \"_meta\" WHERE \"name\" = 'revision'"));
}

void write_revision(Connection& connection, std::uint64_t revision) {
  connection.query("UPDATE \"_meta\" SET \"value\" = ? WHERE \"name\" = 'revision'")
      .bind(static_cast<std::int64_t>(revision))
      .run();
}

void write_change(Connection& connection, LogWriting& writing, dsl::Rulebook const& rulebook, Change const& change,
                  std::uint64_t revision, Author const& author) {
  auto const json = [&](StateRecord const* row) {
    return row ? std::optional(row_json(rulebook, change.record, *row)) : std::nullopt;
  };
  write_change(connection, writing,
               {0,
                revision,
                author.at,
                rulebook.records[change.record].name,
                std::string(change.key),
                author.who,
                json(change.before),
                json(change.after),
                {}});
}

void write_change(Connection& connection, LogWriting& writing, ChangeRow row) {
  row.number = writing.next();
  row.seals = fresh_seals(change_parts);
  auto statement = connection.query("INSERT INTO \"_change\" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)");
  statement.bind(static_cast<std::int64_t>(row.number)).bind(static_cast<std::int64_t>(row.revision));
  statement.bind(row.at).bind(row.record).bind_optional(row.key).bind_optional(row.who);
  statement.bind_optional(row.before).bind_optional(row.after).bind_blob(row.seals.salts).run();
  writing.append(entry_of(row));
}

void drop_change_index(Connection& connection) { connection.run("DROP INDEX \"_change.key\""); }

void create_change_index(Connection& connection) { connection.run(change_index); }

bool has_changes_beyond(Connection& connection, std::size_t count) {
  auto statement = connection.query("SELECT 1 FROM \"_change\" LIMIT 1 OFFSET ?");
  return statement.bind(static_cast<std::int64_t>(count)).step();
}

std::vector<ChangeRow> read_change_rows(Connection& connection, std::uint64_t number, std::size_t limit) {
  auto statement = connection.query(std::string(columns) + " WHERE \"number\" >= ? ORDER BY \"number\" LIMIT ?");
  statement.bind(static_cast<std::int64_t>(number)).bind(static_cast<std::int64_t>(limit));
  std::vector<ChangeRow> rows;
  while (statement.step()) rows.push_back(row_of(statement));
  return rows;
}

std::vector<ChangeEntry> read_changes(Connection& connection, std::string_view record, std::string_view key,
                                      std::size_t limit) {
  auto statement =
      connection.query(std::string(columns) + " WHERE \"record\" = ? AND \"key\" = ? ORDER BY \"number\" DESC LIMIT ?");
  statement.bind(record).bind(key).bind(static_cast<std::int64_t>(std::min(limit, std::size_t{1'000'000})));
  return entries_of(statement);
}

std::vector<ChangeEntry> read_changes_after(Connection& connection, std::uint64_t revision) {
  // Revisions rise with the numbers, so walking back meets the last one at or before it first.
  auto last =
      connection.query("SELECT \"number\" FROM \"_change\" WHERE \"revision\" <= ? ORDER BY \"number\" DESC LIMIT 1");
  last.bind(static_cast<std::int64_t>(revision));
  auto const number = last.step() ? last.number(0) : -1;
  auto statement = connection.query(std::string(columns) + " WHERE \"number\" > ? ORDER BY \"number\"");
  statement.bind(number);
  return entries_of(statement);
}

}  // namespace bylaw::engine
