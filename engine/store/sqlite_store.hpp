// The store over SQLite. Checks every change against the snapshot in memory, writes it, then hands out the next
// snapshot.
#pragma once
#include "engine/store/access_table.hpp"
#include "engine/store/decision_log.hpp"
#include "engine/store/lock_file.hpp"
#include "engine/store/outbox_table.hpp"
#include "engine/store/record_table.hpp"
#include "engine/store/sqlite_archive.hpp"

namespace bylaw::engine {

class ChangeWriter;

class SqliteStore final : public Store {
 public:
  SqliteStore(std::string const& path, std::shared_ptr<dsl::Rulebook const> rulebook, StoreOptions const& options);

  std::shared_ptr<Snapshot const> snapshot() const override;
  std::expected<WriteResult, Faults> import(State const& state, ImportMode mode, Author const& author) override;
  std::expected<std::expected<WriteResult, Precondition>, Faults> extend(State const& state,
                                                                         std::uint64_t base_revision,
                                                                         Author const& author) override;
  std::expected<std::expected<WriteResult, Precondition>, Faults> put(Index record, StateRecord const& row,
                                                                      std::optional<std::uint64_t> expected_version,
                                                                      Author const& author) override;
  std::expected<std::expected<std::optional<WriteResult>, Precondition>, Faults> erase(
      Index record, std::string_view key, std::optional<std::uint64_t> expected_version, Author const& author) override;

  std::optional<StoredRecord> get(Index record, std::string_view key) const override;
  std::vector<StoredRecord> list(Index record, std::string_view after, std::size_t limit) const override;
  State everything() const override;
  std::vector<ChangeEntry> history(Index record, std::string_view key, std::size_t limit) const override;
  std::vector<ChangeEntry> changes_after(std::uint64_t revision) const override;

  void log(LoggedDecision decision, WhenDurable then) override;
  std::string trouble() const override;
  void back_up(std::string const& to) override;
  std::expected<std::size_t, StillRecorded> erase_past(Index record, std::string_view key,
                                                       Author const& author) override;
  void flush() override;
  Outbox& outbox() override { return outbox_; }
  std::optional<Receipt> find_receipt(std::string_view key) const override;
  void forget_receipts(std::string_view before) override;
  void keep_answer(RequestKey const& request, std::string_view at, std::string_view answer,
                   std::string_view forget_before) override;
  std::optional<LoggedDecision> find_decision(std::string_view id) const override;
  std::vector<LoggedDecision> decisions(LogFilter const& filter) const override;

  Archive const& archive() const override { return archive_; }
  std::vector<AccessToken> access_tokens() const override;
  void write_access_token(AccessToken const& token, Author const& author) override;
  void note_access_token_use(std::string_view id, std::string_view at) override;
  void erase_access_token(std::string_view id, Author const& author) override;
  std::vector<PersonSecret> person_secrets() const override;
  void write_person_secret(PersonSecret const& secret, Author const& author) override;
  std::vector<std::string> access_faults() const override;
  std::string const& path() const override { return database_.connection.path(); }

 private:
  std::shared_ptr<Snapshot const> load();
  // Only with the turn.
  std::expected<WriteResult, Faults> write(State const& state, ImportMode mode, Author const& author);
  // Makes `next` durable and current. Only with the turn.
  void commit(ChangeWriter& writer, Snapshot const& next);
  Faults referrer_faults(Snapshot const& base, Index record, Row row) const;

  std::shared_ptr<dsl::Rulebook const> rulebook_;
  std::optional<LockFile> lock_;
  mutable Database database_;
  std::vector<RecordTable> tables_;
  DecisionTable decision_table_;
  SqliteOutbox outbox_;
  SqliteArchive archive_;
  AccessTable access_table_;
  mutable std::mutex snapshot_mutex_;
  std::shared_ptr<Snapshot const> snapshot_;
  mutable DecisionLog decision_log_;  // last: its thread uses the others
};

}  // namespace bylaw::engine
