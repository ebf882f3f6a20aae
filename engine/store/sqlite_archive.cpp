#include "engine/store/sqlite_archive.hpp"

#include <algorithm>

#include "engine/store/change_log.hpp"
#include "engine/store/layout.hpp"
#include "engine/store/stored_rulebook.hpp"
#include "engine/store/upgrade.hpp"

namespace bylaw::engine {
namespace {

// Of every record its last change up to a revision: SQLite takes the other columns from the row that has the maximum.
constexpr auto last_changes =
    "SELECT max(\"number\"), \"record\", \"after\", \"salts\" FROM \"_change\" WHERE \"revision\" <= ?"
    " AND \"key\" IS NOT NULL GROUP BY \"record\", \"key\" ORDER BY \"record\", \"key\"";

}  // namespace

std::unique_ptr<Archive> Archive::open(std::string const& path) {
  return std::make_unique<SqliteArchive>(std::make_unique<SqliteArchive::File>(path));
}

SqliteArchive::File::File(std::string const& path) : connection(path, Access::read) {
  check_owner(connection);
  require_log(connection);
}

SqliteArchive::SqliteArchive(Connection& connection, Turns& turns)
    : connection_(connection), turns_(turns), decisions_(connection) {}

SqliteArchive::SqliteArchive(std::unique_ptr<File> file)
    : file_(std::move(file)), connection_(file_->connection), turns_(file_->turns), decisions_(connection_) {}

LogHead SqliteArchive::head() const {
  std::lock_guard const turn(turns_);
  auto const key = named_key(connection_);
  auto const note = read_head(connection_);
  return {note, key ? key->text() : "", audit::read_checkpoint(note).value_or(audit::Checkpoint{})};
}

std::vector<audit::Entry> SqliteArchive::entries(std::uint64_t from, std::size_t limit) const {
  std::lock_guard const turn(turns_);
  std::vector<audit::Entry> entries;
  for (auto& stored : LogReader(connection_).read(from, limit)) entries.push_back(std::move(stored.entry));
  return entries;
}

audit::Proof SqliteArchive::inclusion(std::uint64_t entry, std::uint64_t size) const {
  std::lock_guard const turn(turns_);
  return audit::inclusion_proof(entry, size, stored_nodes(connection_));
}

audit::Proof SqliteArchive::consistency(std::uint64_t from, std::uint64_t to) const {
  std::lock_guard const turn(turns_);
  return audit::consistency_proof(from, to, stored_nodes(connection_));
}

audit::Hash SqliteArchive::root(std::uint64_t size) const {
  std::lock_guard const turn(turns_);
  return audit::root_of(size, stored_nodes(connection_));
}

std::optional<LoggedDecision> SqliteArchive::decision(std::string_view id) const {
  std::lock_guard const turn(turns_);
  auto row = decisions_.find(connection_, id);
  return row ? std::optional(std::move(row->decision)) : std::nullopt;
}

std::optional<std::uint64_t> SqliteArchive::number_of_decision(std::string_view id) const {
  std::lock_guard const turn(turns_);
  auto const row = decisions_.find(connection_, id);
  return row ? std::optional(row->number) : std::nullopt;
}

std::vector<std::pair<std::uint64_t, LoggedDecision>> SqliteArchive::decisions_after(
    std::optional<std::uint64_t> number, std::size_t limit) const {
  std::lock_guard const turn(turns_);
  std::vector<std::pair<std::uint64_t, LoggedDecision>> found;
  for (auto& row : decisions_.read_from(connection_, number ? *number + 1 : 0, limit))
    found.emplace_back(row.number, std::move(row.decision));
  return found;
}

std::uint64_t SqliteArchive::revision_at(std::string_view moment) const {
  std::lock_guard const turn(turns_);
  auto query =
      connection_.query("SELECT \"revision\" FROM \"_change\" WHERE \"at\" <= ? ORDER BY \"number\" DESC LIMIT 1");
  query.bind(moment);
  return query.step() ? static_cast<std::uint64_t>(query.number(0)) : 0;
}

std::string SqliteArchive::rulebook_at(std::string_view moment) const {
  std::lock_guard const turn(turns_);
  return engine::rulebook_at(connection_, moment);
}

std::vector<RulebookInForce> SqliteArchive::rulebooks(std::size_t most) const {
  std::lock_guard const turn(turns_);
  auto found = last_rulebooks(connection_, most);
  std::vector<RulebookInForce> rulebooks;
  for (auto& [at, revision] : found) rulebooks.push_back({std::move(at), std::move(revision)});
  return rulebooks;
}

std::optional<std::vector<dsl::Source>> SqliteArchive::sources(std::string_view rulebook) const {
  std::lock_guard const turn(turns_);
  return read_sources(connection_, rulebook);
}

RecordedState SqliteArchive::state_at(std::uint64_t revision) const {
  std::lock_guard const turn(turns_);
  RecordedState state;
  auto rows = connection_.query(last_changes);
  rows.bind(static_cast<std::int64_t>(revision));
  while (rows.step()) {
    if (is_erased({rows.text(3), ""}, change_after)) {
      state.erased = true;
    } else if (!rows.is_null(2)) {
      state.rows.push_back({rows.text(1), rows.text(2)});
    }
  }
  auto erased = connection_.query("SELECT 1 FROM \"_change\" WHERE \"revision\" <= ? AND \"key\" IS NULL LIMIT 1");
  erased.bind(static_cast<std::int64_t>(revision));
  state.erased = state.erased || erased.step();
  return state;
}

}  // namespace bylaw::engine
