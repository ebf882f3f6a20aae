#include "engine/store/sqlite_store.hpp"

#include "engine/snapshot_loader.hpp"
#include "engine/state_fault.hpp"
#include "engine/store/backup.hpp"
#include "engine/store/change_writer.hpp"
#include "engine/store/erasure.hpp"
#include "engine/store/receipt_table.hpp"
#include "engine/store/traces.hpp"

namespace bylaw::engine {
namespace {

std::vector<RecordTable> record_tables(dsl::Rulebook const& rulebook) {
  std::vector<RecordTable> tables;
  for (Index record = 0; record < rulebook.records.size(); ++record) tables.emplace_back(rulebook, record);
  return tables;
}

// Records as the rest of the store expects them: with a place for every field.
State completed(dsl::Rulebook const& rulebook, State state) {
  for (auto& table : state) {
    for (auto& row : table.rows) row.fields.resize(rulebook.records[table.record].fields.size());
  }
  return state;
}

bool is_complete(dsl::Rulebook const& rulebook, State const& state) {
  for (auto const& table : state) {
    for (auto const& row : table.rows) {
      if (row.fields.size() != rulebook.records[table.record].fields.size()) return false;
    }
  }
  return true;
}

template <class Result>
std::expected<Result, Precondition> refused() {
  return std::unexpected(Precondition::failed);
}

}  // namespace

std::unique_ptr<Store> Store::open(std::string const& path, std::shared_ptr<dsl::Rulebook const> rulebook,
                                   StoreOptions const& options) {
  return std::make_unique<SqliteStore>(path, std::move(rulebook), options);
}

SqliteStore::SqliteStore(std::string const& path, std::shared_ptr<dsl::Rulebook const> rulebook,
                         StoreOptions const& options)
    : rulebook_(std::move(rulebook)),
      lock_(locked(path)),
      database_(path, *rulebook_, options),
      tables_(record_tables(*rulebook_)),
      decision_table_(database_.connection),
      outbox_(database_),
      archive_(database_.connection, database_.turns),
      access_table_(database_.connection),
      snapshot_(load()),
      decision_log_(database_, decision_table_) {}

std::shared_ptr<Snapshot const> SqliteStore::load() {
  // What is mandatory may have become so after it was recorded; until somebody records it, it is unknown.
  SnapshotLoader loader(rulebook_);
  for (Index record = 0; record < tables_.size(); ++record)
    tables_[record].each_key(database_.connection, [&](std::string_view key) { loader.place(record, key); });
  for (Index record = 0; record < tables_.size(); ++record)
    tables_[record].each(database_.connection, [&](StateRecord const& row) { loader.fill(record, row); });
  auto loaded = loader.finish(read_revision(database_.connection));
  if (loaded) return *loaded;
  auto const& faults = loaded.error();
  throw StorageError(
      "The database \"" + database_.connection.path() + "\" does not fit the rulebook: " + faults.front().message +
      (faults.size() > 1 ? " There are " + std::to_string(faults.size() - 1) + " more such faults." : ""));
}

std::shared_ptr<Snapshot const> SqliteStore::snapshot() const {
  std::lock_guard const guard(snapshot_mutex_);
  return snapshot_;
}

void SqliteStore::commit(ChangeWriter& writer, Snapshot const& next) {
  auto numbered = std::make_shared<Snapshot>(next);
  numbered->revision = writer.revision();
  writer.commit();
  std::lock_guard const guard(snapshot_mutex_);
  snapshot_ = std::move(numbered);
}

std::expected<WriteResult, Faults> SqliteStore::import(State const& state, ImportMode mode, Author const& author) {
  if (!is_complete(*rulebook_, state)) return import(completed(*rulebook_, state), mode, author);
  std::lock_guard const turn(database_.turns);
  return write(state, mode, author);
}

std::expected<std::expected<WriteResult, Precondition>, Faults> SqliteStore::extend(State const& state,
                                                                                    std::uint64_t base_revision,
                                                                                    Author const& author) {
  auto const whole = completed(*rulebook_, state);
  std::lock_guard const turn(database_.turns);
  if (snapshot()->revision != base_revision) return refused<WriteResult>();
  auto written = write(whole, ImportMode::merge, author);
  if (!written) return std::unexpected(std::move(written.error()));
  return *written;
}

std::expected<WriteResult, Faults> SqliteStore::write(State const& state, ImportMode mode, Author const& author) {
  auto const base = snapshot();
  auto const next = mode == ImportMode::replace ? make_snapshot(rulebook_, state) : overlay(base, state);
  if (!next) return std::unexpected(next.error());
  ChangeWriter writer(database_.connection, database_.log, tables_, *base, author);
  for (auto const& table : state) {
    for (auto const& row : table.rows) writer.put(table.record, row);
  }
  if (mode == ImportMode::replace) writer.erase_all_but(**next);
  if (!writer.wrote()) return WriteResult{base->revision, 0, false};
  commit(writer, **next);
  return WriteResult{writer.revision(), writer.revision(), false};
}

std::expected<std::expected<WriteResult, Precondition>, Faults> SqliteStore::put(
    Index record, StateRecord const& row, std::optional<std::uint64_t> expected_version, Author const& author) {
  State const state = completed(*rulebook_, {{record, {row}}});
  std::lock_guard const turn(database_.turns);
  auto const base = snapshot();
  auto const next = overlay(base, state);
  if (!next) return std::unexpected(next.error());
  auto const version = tables_[record].version(database_.connection, key_of(*rulebook_, record, state[0].rows[0]));
  if (expected_version && *expected_version != version) return refused<WriteResult>();
  ChangeWriter writer(database_.connection, database_.log, tables_, *base, author);
  if (!writer.put(record, state[0].rows[0])) return WriteResult{base->revision, version, false};
  commit(writer, **next);
  return WriteResult{writer.revision(), writer.revision(), version == 0};
}

std::expected<std::expected<std::optional<WriteResult>, Precondition>, Faults> SqliteStore::erase(
    Index record, std::string_view key, std::optional<std::uint64_t> expected_version, Author const& author) {
  std::lock_guard const turn(database_.turns);
  auto const base = snapshot();
  auto const row = base->find(record, key);
  if (!row) return std::optional<WriteResult>{};
  auto const version = tables_[record].version(database_.connection, key);
  if (expected_version && *expected_version != version) return refused<std::optional<WriteResult>>();
  if (auto faults = referrer_faults(*base, record, *row); !faults.empty()) return std::unexpected(std::move(faults));
  auto const next = without(*base, record, *row);
  ChangeWriter writer(database_.connection, database_.log, tables_, *base, author);
  writer.erase(record, *row);
  commit(writer, *next);
  return std::optional(WriteResult{writer.revision(), writer.revision(), false});
}

Faults SqliteStore::referrer_faults(Snapshot const& base, Index record, Row row) const {
  Faults faults;
  auto const named = [&](Index kind, Row which) {
    return rulebook_->records[kind].name + " \"" + std::string(base.key(kind, which)) + "\"";
  };
  for (auto const& referrer : referrers(base, record, row)) {
    if (faults.size() == most_faults) break;
    Fault fault;
    fault.record = referrer.record;
    fault.field = referrer.field;
    fault.code = "still_referenced";
    fault.message = "The field \"" + rulebook_->records[referrer.record].fields[referrer.field].name + "\" of " +
                    named(referrer.record, referrer.row) + " still refers to " + named(record, row) + ".";
    faults.push_back(std::move(fault));
  }
  return faults;
}

std::optional<StoredRecord> SqliteStore::get(Index record, std::string_view key) const {
  std::lock_guard const turn(database_.turns);
  return tables_[record].read(database_.connection, key);
}

std::vector<StoredRecord> SqliteStore::list(Index record, std::string_view after, std::size_t limit) const {
  std::lock_guard const turn(database_.turns);
  return tables_[record].read_many(database_.connection, after, limit);
}

State SqliteStore::everything() const { return state_of(*snapshot()); }

std::vector<ChangeEntry> SqliteStore::history(Index record, std::string_view key, std::size_t limit) const {
  std::lock_guard const turn(database_.turns);
  return read_changes(database_.connection, rulebook_->records[record].name, key, limit);
}

std::vector<ChangeEntry> SqliteStore::changes_after(std::uint64_t revision) const {
  std::lock_guard const turn(database_.turns);
  return read_changes_after(database_.connection, revision);
}

void SqliteStore::log(LoggedDecision decision, WhenDurable then) {
  decision_log_.add(std::move(decision), std::move(then));
}

std::string SqliteStore::trouble() const { return decision_log_.trouble(); }

void SqliteStore::back_up(std::string const& to) {
  decision_log_.flush();
  engine::back_up(database_.connection, database_.turns, to);
}

std::expected<std::size_t, StillRecorded> SqliteStore::erase_past(Index record, std::string_view key,
                                                                  Author const& author) {
  decision_log_.flush();
  std::lock_guard const turn(database_.turns);
  if (snapshot()->find(record, key)) return std::unexpected(StillRecorded{});
  auto& connection = database_.connection;
  std::size_t count = 0;
  {
    Transaction transaction(connection);
    LogWriting writing(database_.log);
    count = erase_parts(connection, writing, traces_of(connection, *rulebook_, record, key), author);
    if (signs_changes(*rulebook_, record)) {
      access_table_.forget_person(connection, writing, key, author);
      forget_receipts_of(connection, key);
    }
    forget_answers(connection, key);
    forget_deliveries(connection, key);
    if (writing.wrote()) writing.seal();
    transaction.commit();
    writing.done();
    access_table_.done();
  }
  // The write-ahead log still has the pages as they were.
  connection.run("PRAGMA wal_checkpoint(TRUNCATE)");
  return count;
}

void SqliteStore::flush() { decision_log_.flush(); }

std::optional<Receipt> SqliteStore::find_receipt(std::string_view key) const {
  std::lock_guard const turn(database_.turns);
  return read_receipt(database_.connection, key);
}

void SqliteStore::forget_receipts(std::string_view before) {
  std::lock_guard const turn(database_.turns);
  engine::forget_receipts(database_.connection, before);
}

void SqliteStore::keep_answer(RequestKey const& request, std::string_view at, std::string_view answer,
                              std::string_view forget_before) {
  std::lock_guard const turn(database_.turns);
  Transaction transaction(database_.connection);
  write_answer(database_.connection, request, at, answer);
  engine::forget_receipts(database_.connection, forget_before);
  transaction.commit();
}

std::optional<LoggedDecision> SqliteStore::find_decision(std::string_view id) const {
  if (auto queued = decision_log_.find_queued(id)) return queued;
  std::lock_guard const turn(database_.turns);
  auto row = decision_table_.find(database_.connection, id);
  return row ? std::optional(std::move(row->decision)) : std::nullopt;
}

std::vector<LoggedDecision> SqliteStore::decisions(LogFilter const& filter) const {
  decision_log_.flush();
  std::lock_guard const turn(database_.turns);
  return decision_table_.select(database_.connection, filter);
}

std::vector<AccessToken> SqliteStore::access_tokens() const {
  std::lock_guard const turn(database_.turns);
  return access_table_.tokens(database_.connection);
}

void SqliteStore::write_access_token(AccessToken const& token, Author const& author) {
  std::lock_guard const turn(database_.turns);
  access_table_.write(database_.connection, database_.log, token, author);
}

void SqliteStore::note_access_token_use(std::string_view id, std::string_view at) {
  std::lock_guard const turn(database_.turns);
  access_table_.note_use(database_.connection, id, at);
}

void SqliteStore::erase_access_token(std::string_view id, Author const& author) {
  std::lock_guard const turn(database_.turns);
  access_table_.erase_token(database_.connection, database_.log, id, author);
}

std::vector<PersonSecret> SqliteStore::person_secrets() const {
  std::lock_guard const turn(database_.turns);
  return access_table_.secrets(database_.connection);
}

void SqliteStore::write_person_secret(PersonSecret const& secret, Author const& author) {
  std::lock_guard const turn(database_.turns);
  access_table_.write(database_.connection, database_.log, secret, author);
}

std::vector<std::string> SqliteStore::access_faults() const {
  std::lock_guard const turn(database_.turns);
  return access_table_.faults(database_.connection);
}

}  // namespace bylaw::engine
