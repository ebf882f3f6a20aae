// The state, durably: one SQLite database whose tables are derived from the rulebook's records. One process writes at a
// time; every change is kept with who, when, before and after. Hands out immutable snapshots.
#pragma once
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/audit/log_check.hpp"
#include "engine/snapshot.hpp"
#include "engine/state.hpp"

namespace bylaw::engine {

// The database cannot be used: the message says what is wrong with which file, for people.
class StorageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class ImportMode { replace, merge };

// Who changes something, and when (RFC 3339, UTC); kept with the change.
// A request that is to be carried out once, however often it is sent: what its sender calls it, and what it says.
struct RequestKey {
  std::string key;
  std::string fingerprint;
};
struct Author {
  std::string who;
  std::string at;
  std::optional<RequestKey> request{};  // kept in the transaction of the change
};
// What is known of a request that was carried out.
struct Receipt {
  std::string fingerprint, at;
  std::optional<std::string> answer;  // nothing while it is being carried out, or when that was cut short
};
// A change was to be made for a request that has made one already.
class RepeatedRequest : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct StoredRecord {
  StateRecord record;
  std::uint64_t version =
      0;  // the state's revision when this record last changed; never comes back, so it can be an ETag
};

struct ChangeEntry {
  std::uint64_t revision = 0;
  std::string at, who, record, key, before, after;  // before/after: JSON of the row, empty when there was none
  bool erased = false;                              // what it was has been erased since, in whole or in part
};

// One answered question as it was logged, with the JSON as sent.
struct LoggedDecision {
  std::string id{}, decided_at{}, action{}, outcome{}, date{};
  std::vector<std::pair<std::string, std::string>> parameters{};  // question parameters by name ("actor" -> "p-1")
  std::string request{}, answer{};
  std::optional<std::uint64_t> state_revision{};  // what it was decided over, and under which rulebook; where known
  std::string policy{};
  bool erased = false;  // the parameters, the request and the answer have been erased since
};
struct LogFilter {
  std::string action{}, outcome{}, from{}, to{};  // empty: any; from/to: dates asked about, both included
  std::vector<std::pair<std::string, std::string>> parameters{};
  std::string after{};  // id to go on behind (newest first)
  std::size_t limit = 100;
};

// A token as it is kept: never itself, only what it hashes to. Times are RFC 3339, UTC; empty: never, or not.
struct AccessToken {
  std::string id{}, kind{}, label{}, role{}, person{};
  std::string scopes{};  // with commas between; empty: all of the role
  std::string hash{}, previous_hash{}, previous_until{};  // of the secret before the last rotation, and until when it holds
  std::string created_at{}, created_by{}, expires_at{}, revoked_at{}, last_used_at{};
};
// What somebody has chosen to sign in with, hashed.
struct PersonSecret {
  std::string person{}, role{}, hash{}, set_at{};
};

struct WriteResult {
  std::uint64_t revision = 0;  // of the whole state
  std::uint64_t version = 0;   // of the record, for single writes
  bool created = false;
};
enum class Precondition { failed };

// What has to become of recorded data that a rulebook has no place for. A field takes another name, or what it holds is
// given up; without a field, all records of the kind are.
struct MigrationStep {
  std::string record, field, new_name;  // no new name: given up
  bool operator==(MigrationStep const&) const = default;
};

struct StoreOptions {
  std::function<std::string()> now = {};  // RFC 3339, UTC; the system's clock where there is none
  std::vector<MigrationStep> migration = {};
  bool new_key = false;                  // go on under a new key where the one that signed the log is gone
  std::string restored_from = {};        // the signed head of the copy that this was restored from
  audit::ErasedParts erased_since = {};  // what was erased after the copy was made
  std::string who = {};                  // who asks for any of these
};

class Archive;
class Outbox;
// Called with nothing, or with what went wrong.
using WhenDurable = std::function<void(std::string const& trouble)>;
// It is still in the state, so it is no past to be erased.
struct StillRecorded {};

class Store {
 public:
  // Opens or creates. `path` may be ":memory:". Takes the lock file `path`.lock; a second process gets a StorageError.
  // A database made with other records than the rulebook's: columns and tables that are new are added; anything else
  // is refused with a StorageError that says what differs, unless the options say what is to become of it.
  // The log of a database is signed with the key in `path`.log-key, made with it; without it nothing is opened.
  static std::unique_ptr<Store> open(std::string const& path, std::shared_ptr<dsl::Rulebook const> rulebook,
                                     StoreOptions const& options = {});
  virtual ~Store() = default;

  // The state after the last change. Cheap; any thread.
  virtual std::shared_ptr<Snapshot const> snapshot() const = 0;

  // All or nothing. Faults are all of them (at most 1,000), and then nothing has changed. Records that are there just
  // like that keep their version and leave no entry; where all are, the revision stays. Replacing may renumber rows.
  virtual std::expected<WriteResult, Faults> import(State const& state, ImportMode mode, Author const& author) = 0;
  // Merges, if the state is still at this revision: what was found out about it before still holds then.
  virtual std::expected<std::expected<WriteResult, Precondition>, Faults> extend(State const& state,
                                                                                 std::uint64_t base_revision,
                                                                                 Author const& author) = 0;
  // `expected_version`: 0 = must not exist yet, absent = do not care.
  virtual std::expected<std::expected<WriteResult, Precondition>, Faults> put(
      Index record, StateRecord const& row, std::optional<std::uint64_t> expected_version, Author const& author) = 0;
  // Nothing when there is no such record; a fault "still_referenced" for each record that points at it.
  virtual std::expected<std::expected<std::optional<WriteResult>, Precondition>, Faults> erase(
      Index record, std::string_view key, std::optional<std::uint64_t> expected_version, Author const& author) = 0;

  virtual std::optional<StoredRecord> get(Index record, std::string_view key) const = 0;
  // In key order, behind `after` (empty: from the start).
  virtual std::vector<StoredRecord> list(Index record, std::string_view after, std::size_t limit) const = 0;
  // Everything, record kinds in the rulebook's order, rows in key order.
  virtual State everything() const = 0;
  // Newest first.
  virtual std::vector<ChangeEntry> history(Index record, std::string_view key, std::size_t limit) const = 0;
  // Of all records, behind that revision, oldest first.
  virtual std::vector<ChangeEntry> changes_after(std::uint64_t revision) const = 0;

  // Queued and written by one thread in group commits; on return from flush() all of them are durable. log() waits
  // while 10,000 are queued. Both throw StorageError when the database cannot be written; what is queued is tried
  // again.
  // `then` is called once the decision is durable, or with what is wrong when it could not be written (and is tried
  // again all the same); on the thread that writes, so it must be quick.
  virtual void log(LoggedDecision decision, WhenDurable then = {}) = 0;
  virtual void flush() = 0;
  virtual Outbox& outbox() = 0;
  virtual std::optional<Receipt> find_receipt(std::string_view key) const = 0;
  virtual void forget_receipts(std::string_view before) = 0;
  // Keeps what a request was answered with; what was kept before `forget_before` (RFC 3339) is dropped.
  virtual void keep_answer(RequestKey const& request, std::string_view at, std::string_view answer,
                           std::string_view forget_before) = 0;
  virtual std::optional<LoggedDecision> find_decision(std::string_view id) const = 0;
  virtual std::vector<LoggedDecision> decisions(LogFilter const& filter) const = 0;

  // The log and what was recorded before. What is still queued is not in it yet: flush() first.
  virtual Archive const& archive() const = 0;

  // Erases what the past holds of a record that is no more: its history, what other records said of it, decisions that
  // mention it. The log goes on to verify, and says what was erased. How many parts of entries were.
  virtual std::expected<std::size_t, StillRecorded> erase_past(Index record, std::string_view key,
                                                               Author const& author) = 0;
  // A copy of the whole database while it is in use; there must be no such file. The key is not in it.
  virtual void back_up(std::string const& to) = 0;
  // Why nothing can be written at the moment; empty when it can.
  virtual std::string trouble() const = 0;
  // Who may come in. Few rows; durable on return, and in the log; a row replaces the one with the same id, or of the
  // same person. Only what is as the log has it is handed out.
  virtual std::vector<AccessToken> access_tokens() const = 0;
  virtual void write_access_token(AccessToken const& token, Author const& author) = 0;
  // Touches nothing else of it, and is not in the log.
  virtual void note_access_token_use(std::string_view id, std::string_view at) = 0;
  virtual void erase_access_token(std::string_view id, Author const& author) = 0;
  virtual std::vector<PersonSecret> person_secrets() const = 0;
  virtual void write_person_secret(PersonSecret const& secret, Author const& author) = 0;
  // Which tokens and secrets are not as the log has them, in whole sentences.
  virtual std::vector<std::string> access_faults() const = 0;
  // As it was opened.
  virtual std::string const& path() const = 0;
};

}  // namespace bylaw::engine
