#include "engine/store/sqlite_import.hpp"

#include <algorithm>

#include "engine/store/schema.hpp"

namespace bylaw::engine {
namespace {

// So many records are worth dropping the indexes of their empty table for.
constexpr std::size_t many = 1000;

}  // namespace

std::unique_ptr<BulkImport> BulkImport::begin(std::string const& path, std::shared_ptr<dsl::Rulebook const> rulebook,
                                              ImportMode mode, Author const& author) {
  return std::make_unique<SqliteImport>(path, std::move(rulebook), mode, author);
}

SqliteImport::SqliteImport(std::string const& path, std::shared_ptr<dsl::Rulebook const> rulebook, ImportMode mode,
                           Author author)
    : rulebook_(std::move(rulebook)),
      mode_(mode),
      author_(std::move(author)),
      lock_(locked(path)),
      files_(path),
      database_(path, *rulebook_, {}),
      journal_{database_.connection},
      tables_(tables_of(*rulebook_, database_.connection)),
      check_(*rulebook_,
             mode == ImportMode::replace ? ImportCheck::Stored()
                                         : [this](Index record, std::string_view key) {
                                             return !tables_[record].was_empty &&
                                                    tables_[record].rows.version(database_.connection, key) != 0;
                                           }),
      base_revision_(read_revision(database_.connection)),
      log_was_short_(!has_changes_beyond(database_.connection, many)),
      transaction_(prepared()),
      writing_(database_.log) {}

// Nothing was committed: the other journal goes, and so does its file. What cannot be undone here is undone when the
// database is opened next.
SqliteImport::Journal::~Journal() {
  if (!is_other) return;
  try {
    connection.use_write_ahead_log();
  } catch (StorageError const&) {
  }
}

std::vector<SqliteImport::Table> SqliteImport::tables_of(dsl::Rulebook const& rulebook, Connection& connection) {
  std::vector<Table> tables;
  for (Index record = 0; record < rulebook.records.size(); ++record) {
    auto& table = tables.emplace_back(Table{RecordTable(rulebook, record)});
    table.was_empty = !table.rows.has_any(connection);
  }
  return tables;
}

Connection& SqliteImport::prepared() {
  auto& connection = database_.connection;
  // References are checked here, as they come; a page cache and temporary files as bulk writing needs them.
  connection.run("PRAGMA foreign_keys = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -65536");
  if (std::ranges::all_of(tables_, &Table::was_empty)) journal_.is_other = connection.use_rollback_journal();
  return connection;
}

void SqliteImport::add(Index record, StateRecord const& row) {
  auto const key = check_.add(record, row);
  if (check_.found_faults()) give_up();
  if (writes_ && key) write(record, *key, row);
}

void SqliteImport::write(Index record, std::string const& key, StateRecord const& row) {
  auto& table = tables_[record];
  auto const before = table.was_empty ? std::nullopt : table.rows.read(database_.connection, key);
  if (before && before->record == row) return;
  if (table.was_empty && table.written == many) put_off_indexes(table, record);
  table.rows.write(database_.connection, row, base_revision_ + 1);
  ++table.written;
  note({record, key, before ? &before->record : nullptr, &row});
}

void SqliteImport::note(Change const& change) {
  if (log_was_short_ && changes_ == many) {
    drop_change_index(database_.connection);
    log_without_index_ = true;
  }
  write_change(database_.connection, writing_, *rulebook_, change, base_revision_ + 1, author_);
  ++changes_;
}

void SqliteImport::put_off_indexes(Table& table, Index record) {
  for (auto const& name : index_names(*rulebook_, record)) database_.connection.run("DROP INDEX " + quoted(name));
  table.without_indexes = true;
}

WriteResult SqliteImport::commit() {
  if (mode_ == ImportMode::replace) erase_what_was_not_given();
  if (changes_ == 0) {
    files_.keep();
    return {base_revision_, 0, false};
  }
  make_indexes();
  write_revision(database_.connection, base_revision_ + 1);
  writing_.seal();
  transaction_.commit();
  writing_.done();
  files_.keep();
  if (journal_.is_other) database_.connection.use_write_ahead_log();
  journal_.is_other = false;
  return {base_revision_ + 1, base_revision_ + 1, false};
}

void SqliteImport::erase_what_was_not_given() {
  for (Index record = 0; record < tables_.size(); ++record) {
    if (tables_[record].was_empty) continue;
    std::vector<std::string> gone;  // all of them before any is erased
    tables_[record].rows.each_key(database_.connection, [&](std::string_view key) {
      if (!check_.was_given(record, key)) gone.emplace_back(key);
    });
    for (auto const& key : gone) erase(record, key);
  }
}

void SqliteImport::erase(Index record, std::string const& key) {
  auto const& rows = tables_[record].rows;
  auto const before = rows.read(database_.connection, key);
  rows.erase(database_.connection, key);
  note({record, key, &before->record, nullptr});
}

void SqliteImport::make_indexes() {
  for (Index record = 0; record < tables_.size(); ++record) {
    if (!tables_[record].without_indexes) continue;
    for (auto const& sql : create_indexes(*rulebook_, record)) database_.connection.run(sql);
  }
  if (log_without_index_) create_change_index(database_.connection);
}

}  // namespace bylaw::engine
