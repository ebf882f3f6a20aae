// The Merkle log of one database: what was decided and changed gets a number here, in the transaction that writes it,
// and the signed head moves on with it.
#pragma once
#include "engine/audit/checkpoint.hpp"
#include "engine/audit/merkle.hpp"
#include "engine/store/connection.hpp"
#include "engine/store/log_rows.hpp"

namespace bylaw::engine {

// The nodes as they are stored: with the entry that completes them, the entry's own hash first.
audit::NodeSource stored_nodes(Connection& connection);
std::uint64_t log_size(Connection& connection);
// The signed head; empty when there is none.
std::string read_head(Connection& connection);
// Whether the database has the tables of the log: those of an earlier layout had none.
bool has_log(Connection& connection);
// The key that the log itself names last; nothing when it names none.
std::optional<audit::PublicKey> named_key(Connection& connection);

class AuditLog {
 public:
  AuditLog(Connection& connection, audit::SigningKey key);

  // Throws StorageError unless the head is signed by the key that the log names, which is ours or may be replaced, and
  // fits what is stored.
  void check_head(bool may_be_replaced);
  audit::SigningKey const& key() const { return key_; }

 private:
  friend class LogWriting;

  Connection& connection_;
  audit::SigningKey key_;
  audit::Frontier frontier_;
  bool known_ = false;  // whether the frontier is that of what is stored
};

// Entries of one transaction, which has to be open. seal() before the commit, done() after it; what is not done is
// forgotten.
class LogWriting {
 public:
  explicit LogWriting(AuditLog& log);
  ~LogWriting();
  LogWriting(LogWriting const&) = delete;
  LogWriting& operator=(LogWriting const&) = delete;

  std::uint64_t next() const { return frontier_.size(); }
  // Its number has to be next().
  void append(audit::Entry const& entry);
  bool wrote() const { return frontier_.size() > log_.frontier_.size(); }
  void seal();
  void done();

 private:
  AuditLog& log_;
  audit::Frontier frontier_;
  bool done_ = false;
};

std::optional<EventRow> find_event(Connection& connection, std::uint64_t number);
// Writes the row and its entry.
void write_event(Connection& connection, LogWriting& writing, EventRow row);

}  // namespace bylaw::engine
