#include "engine/store/change_log.hpp"

#include <algorithm>

#include "engine/store/json_text.hpp"

namespace bylaw::engine {
namespace {

std::vector<ChangeEntry> entries_of(Statement& statement) {
  std::vector<ChangeEntry> entries;
  while (statement.step()) {
    entries.push_back({static_cast<std::uint64_t>(statement.number(0)), statement.text(1), statement.text(2),
                       statement.text(3), statement.text(4), statement.text(5), statement.text(6)});
  }
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

void write_change(Connection& connection, dsl::Rulebook const& rulebook, Change const& change, std::uint64_t revision,
                  Author const& author) {
  auto statement = connection.query("INSERT INTO \"_change\" VALUES (?, ?, ?, ?, ?, ?, ?)");
  statement.bind(static_cast<std::int64_t>(revision)).bind(author.at).bind(author.who);
  statement.bind(rulebook.records[change.record].name).bind(change.key);
  for (auto const* row : {change.before, change.after}) {
    if (row) {
      statement.bind(row_json(rulebook, change.record, *row));
    } else {
      statement.bind_null();
    }
  }
  statement.run();
}

std::vector<ChangeEntry> read_changes(Connection& connection, std::string_view record, std::string_view key,
                                      std::size_t limit) {
  auto statement = connection.query(
      "SELECT \"revision\", \"at\", \"who\", \"record\", \"key\", \"before\", \"after\" FROM \"_change\""
      " WHERE \"record\" = ? AND \"key\" = ? ORDER BY \"revision\" DESC LIMIT ?");
  statement.bind(record).bind(key).bind(static_cast<std::int64_t>(std::min(limit, std::size_t{1'000'000})));
  return entries_of(statement);
}

std::vector<ChangeEntry> read_changes_after(Connection& connection, std::uint64_t revision) {
  auto statement = connection.query(
      "SELECT \"revision\", \"at\", \"who\", \"record\", \"key\", \"before\", \"after\" FROM \"_change\""
      " WHERE \"revision\" > ? ORDER BY \"revision\", rowid");
  statement.bind(static_cast<std::int64_t>(revision));
  return entries_of(statement);
}

}  // namespace bylaw::engine
