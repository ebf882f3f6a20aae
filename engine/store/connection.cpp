#include "engine/store/connection.hpp"

#include <sqlite3.h>

#include "engine/store.hpp"

namespace bylaw::engine {
namespace {

// What went wrong, for people who do not know SQLite.
std::string explain(int code, char const* detail) {
  switch (code & 0xFF) {
    case SQLITE_NOTADB:
      return "it is not a database";
    case SQLITE_CORRUPT:
      return "it is damaged: " + std::string(detail);
    case SQLITE_FULL:
      return "there is no space left to write";
    case SQLITE_IOERR:
      return "it cannot be read or written: " + std::string(detail);
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return "it may not be written";
    case SQLITE_CANTOPEN:
      return "it cannot be opened or created";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program is using it";
    default:
      return detail;
  }
}

std::string enclosed(std::string_view text, char mark) {
  std::string out(1, mark);
  for (char const c : text) {
    out += c;
    if (c == mark) out += c;
  }
  return out + mark;
}

}  // namespace

Connection::Connection(std::string path, Access access) : path_(std::move(path)) {
  try {
    open(access);
    run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY");
  } catch (...) {
    sqlite3_close(database_);
    throw;
  }
}

Connection::~Connection() {
  for (auto const& [sql, statement] : prepared_) sqlite3_finalize(statement);
  sqlite3_close(database_);
}

void Connection::open(Access access) {
  auto const mode = access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  auto const code = sqlite3_open_v2(path_.c_str(), &database_, mode | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code != SQLITE_OK) fail(code);
  if (access == Access::write && sqlite3_db_readonly(database_, "main") == 1) fail(SQLITE_READONLY);
  sqlite3_extended_result_codes(database_, 1);
  sqlite3_busy_timeout(database_, 2000);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
}

void Connection::use_write_ahead_log() {
  // FULL, because with less a power cut loses commits that were already acknowledged.
  run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864");
}

bool Connection::use_rollback_journal() {
  auto const code = sqlite3_exec(database_, "PRAGMA journal_mode = TRUNCATE", nullptr, nullptr, nullptr);
  if ((code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED) return false;
  if (code != SQLITE_OK) fail(code);
  return true;
}

void Connection::run(std::string const& sql) {
  auto const code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

Statement Connection::query(std::string const& sql) {
  auto& statement = prepared_[sql];
  if (!statement) {
    auto const code = sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                         &statement, nullptr);
    if (code != SQLITE_OK) fail(code);
  }
  return {*this, statement};
}

std::int64_t Connection::number(std::string const& sql) {
  auto query = this->query(sql);
  return query.step() ? query.number(0) : 0;
}

std::int64_t Connection::changes() const { return sqlite3_changes64(database_); }

bool Connection::in_transaction() const { return sqlite3_get_autocommit(database_) == 0; }

void Connection::fail(int code) const {
  auto const* detail = database_ ? sqlite3_errmsg(database_) : sqlite3_errstr(code);
  throw StorageError("The database \"" + path_ + "\" cannot be used: " + explain(code, detail) + ".");
}

Statement::~Statement() { reset(); }

Statement& Statement::bind(std::int64_t value) {
  check(sqlite3_bind_int64(statement_, ++bound_, value));
  return *this;
}

Statement& Statement::bind(std::string_view text) {
  check(sqlite3_bind_text64(statement_, ++bound_, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT,
                            SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
  check(sqlite3_bind_blob64(statement_, ++bound_, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind_null() {
  check(sqlite3_bind_null(statement_, ++bound_));
  return *this;
}

bool Statement::step() {
  auto const code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) connection_->fail(code);
  return false;
}

void Statement::reset() {
  // Its result repeats what step() has already told.
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  bound_ = 0;
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Statement::text(int column) const { return std::string(view(column)); }

std::string_view Statement::view(int column) const {
  auto const* text = static_cast<char const*>(sqlite3_column_type(statement_, column) == SQLITE_BLOB
                                                  ? sqlite3_column_blob(statement_, column)
                                                  : static_cast<void const*>(sqlite3_column_text(statement_, column)));
  if (!text) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) connection_->fail(code);
}

Transaction::Transaction(Connection& connection) : connection_(connection) { connection_.run("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  // A failed COMMIT may or may not have ended the transaction.
  if (!connection_.in_transaction()) return;
  try {
    connection_.run("ROLLBACK");
  } catch (StorageError const&) {
    // What is not committed is gone when the file is opened again; the failure that led here is the one to report.
  }
}

void Transaction::commit() { connection_.run("COMMIT"); }

std::string quoted(std::string_view name) { return enclosed(name, '"'); }
std::string literal(std::string_view text) { return enclosed(text, '\''); }

}  // namespace bylaw::engine
