// The connection to a database that fits the rulebook, its log, and whose turn it is to use them: lock `turns` around
// every use.
#pragma once
#include "engine/store/audit_log.hpp"
#include "engine/store/decision_table.hpp"
#include "engine/store/turns.hpp"

namespace bylaw::engine {

struct Database {
  // Throws StorageError for a database that is not ours, whose log cannot be trusted, or that the rulebook does not
  // fit.
  Database(std::string const& path, dsl::Rulebook const& rulebook, StoreOptions const& options);

  Connection connection;
  AuditLog log;
  RulebookNumbers rulebooks;
  Turns turns;
};

}  // namespace bylaw::engine
