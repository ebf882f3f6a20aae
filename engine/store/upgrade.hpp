// Makes the tables of a database fit a rulebook: creates a new database, adds what is new, rebuilds what changed where
// the data still fits, does with the rest as it is told, and refuses to lose data.
#pragma once
#include "dsl/rulebook.hpp"
#include "engine/store/audit_log.hpp"

namespace bylaw::engine {

// Throws StorageError unless the database is empty or ours, and not of a newer version. Changes nothing.
void check_owner(Connection& connection);
// Foreign keys must not be enforced yet. Throws StorageError, with nothing changed, for data that the rulebook has no
// place for and the options no word on. What is done is in the log, the rulebook and its sources included.
void upgrade(Connection& connection, AuditLog& log, dsl::Rulebook const& rulebook, StoreOptions const& options);

}  // namespace bylaw::engine
