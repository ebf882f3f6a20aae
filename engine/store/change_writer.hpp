// One change of the state on its way into the database: rows, their versions and the log of changes, in one
// transaction. What it is told must have been checked.
#pragma once
#include "engine/store/change_log.hpp"
#include "engine/store/record_table.hpp"

namespace bylaw::engine {

class ChangeWriter {
 public:
  // `base` is the state before; everything written gets the revision after it.
  ChangeWriter(Connection& connection, AuditLog& log, std::vector<RecordTable> const& tables, Snapshot const& base,
               Author const& author);

  // Writes a record unless it is already there just like that; true when it wrote.
  bool put(Index record, StateRecord const& row);
  void erase(Index record, Row row);
  // Erases every record that is not in `next`.
  void erase_all_but(Snapshot const& next);

  bool wrote() const { return wrote_; }
  std::uint64_t revision() const { return revision_; }
  void commit();

 private:
  void note(Change const& change);

  Connection& connection_;
  std::vector<RecordTable> const& tables_;
  Snapshot const& base_;
  Author const& author_;
  std::uint64_t revision_;
  bool wrote_ = false;
  Transaction transaction_;
  LogWriting writing_;  // in the transaction
};

}  // namespace bylaw::engine
