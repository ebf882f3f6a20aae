// Makes the tables of a database fit a rulebook: creates a new database, adds what is new, rebuilds what changed where
// the data still fits, and refuses to lose data.
#pragma once
#include "dsl/rulebook.hpp"
#include "engine/store/connection.hpp"

namespace bylaw::engine {

// Throws StorageError unless the database is empty or ours, and not of a newer version. Changes nothing.
void check_owner(Connection& connection);
// Foreign keys must not be enforced yet. Throws StorageError, with nothing changed, for data that the rulebook has no
// place for.
void upgrade(Connection& connection, dsl::Rulebook const& rulebook);

}  // namespace bylaw::engine
