#include "engine/store/database.hpp"

#include "engine/store/key_file.hpp"
#include "engine/store/receipt_table.hpp"
#include "engine/store/upgrade.hpp"

namespace bylaw::engine {
namespace {

// A database that has a log already cannot go on under another key: that has to be asked for.
audit::SigningKey key_of(Connection& connection, bool new_key) {
  if (connection.path() == ":memory:") return passing_key();
  if (auto key = read_key(connection.path())) return *std::move(key);
  if (!new_key && has_log(connection)) {
    throw StorageError("The database \"" + connection.path() + "\" cannot be used: the key that signs its log, \"" +
                       key_path(connection.path()) +
                       "\", is missing. Put it back, or go on under a new one with `bylaw restore --new-key`.");
  }
  return create_key(connection.path());
}

audit::SigningKey prepare(Connection& connection, bool new_key) {
  check_owner(connection);
  connection.use_write_ahead_log();
  return key_of(connection, new_key);
}

RulebookNumbers read_rulebooks(Connection& connection) {
  RulebookNumbers numbers;
  auto events =
      connection.query("SELECT \"text\", \"number\" FROM \"_event\" WHERE \"kind\" = 'rulebook' ORDER BY \"number\"");
  while (events.step()) numbers[events.text(0)] = events.number(1);
  return numbers;
}

}  // namespace

Database::Database(std::string const& path, dsl::Rulebook const& rulebook, StoreOptions const& options)
    : connection(path), log(connection, prepare(connection, options.new_key)) {
  if (has_log(connection)) log.check_head(options.new_key);
  upgrade(connection, log, rulebook, options);
  create_receipts(connection);
  rulebooks = read_rulebooks(connection);
  // What was erased is still in the pages that the write-ahead log is to replace.
  if (!options.erased_since.empty()) connection.run("PRAGMA wal_checkpoint(TRUNCATE)");
  connection.run("PRAGMA foreign_keys = ON");
}

}  // namespace bylaw::engine
