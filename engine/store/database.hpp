// The connection to a database that fits the rulebook, and whose turn it is to use it: lock `turns` around every use of
// `connection`.
#pragma once
#include "engine/store/connection.hpp"
#include "engine/store/receipt_table.hpp"
#include "engine/store/turns.hpp"
#include "engine/store/upgrade.hpp"

namespace bylaw::engine {

struct Database {
  Database(std::string const& path, dsl::Rulebook const& rulebook) : connection(path) {
    check_owner(connection);
    connection.use_write_ahead_log();
    upgrade(connection, rulebook);
    create_receipts(connection);
    connection.run("PRAGMA foreign_keys = ON");
  }

  Connection connection;
  Turns turns;
};

}  // namespace bylaw::engine
