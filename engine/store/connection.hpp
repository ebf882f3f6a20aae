// The one connection to the database file, its prepared statements and its transactions. Nothing here knows what is
// stored. Not thread-safe; every failure is a StorageError that names the file.
#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace bylaw::engine {

class Statement;

enum class Access { write, read };

class Connection {
 public:
  // For writing, opens or creates the file and changes nothing in it yet; for reading, the file must be there and is
  // never written, so that it may belong to a process that is writing it.
  explicit Connection(std::string path, Access access = Access::write);
  ~Connection();
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  // Makes every commit durable before it is acknowledged, by a write-ahead log.
  void use_write_ahead_log();
  // As durable, for a connection that used the other, and cheaper for one large transaction that fills an empty file: its pages are written once, where they
  // belong. Nobody can read meanwhile. False, with nothing changed, while somebody else has the file open.
  bool use_rollback_journal();
  // Runs one or more statements without results.
  void run(std::string const& sql);
  // A statement to bind and step, prepared once per text. Only one use of a text at a time.
  Statement query(std::string const& sql);
  std::int64_t number(std::string const& sql);  // the first column of the first row; 0 where there is none

  std::int64_t changes() const;  // how many rows the last statement wrote
  bool in_transaction() const;
  sqlite3* handle() const { return database_; }
  std::string const& path() const { return path_; }
  [[noreturn]] void fail(int code) const;

 private:
  void open(Access access);

  std::string path_;
  sqlite3* database_ = nullptr;
  std::unordered_map<std::string, sqlite3_stmt*> prepared_;
};

// One use of a prepared statement; ready for the next when it goes.
class Statement {
 public:
  Statement(Connection const& connection, sqlite3_stmt* statement) : connection_(&connection), statement_(statement) {}
  ~Statement();
  Statement(Statement const&) = delete;
  Statement& operator=(Statement const&) = delete;

  // Binds the next parameter.
  Statement& bind(std::int64_t value);
  Statement& bind(std::string_view text);
  Statement& bind_blob(std::string_view bytes);
  Statement& bind_null();
  // Null where there is nothing.
  Statement& bind_optional(std::optional<std::string> const& text) { return text ? bind(*text) : bind_null(); }
  template <std::integral Number>
  Statement& bind_optional(std::optional<Number> number) {
    return number ? bind(static_cast<std::int64_t>(*number)) : bind_null();
  }
  // Goes to the next row; false when there is none.
  bool step();
  void run() {
    while (step()) {
    }
  }
  // As new, to be bound and run again.
  void reset();

  // Columns of the row, from 0.
  bool is_null(int column) const;
  std::int64_t number(int column) const;
  std::string text(int column) const;  // or the bytes of a blob
  std::string_view view(int column) const;  // the same, until the next step
  std::optional<std::string> optional_text(int column) const {
    return is_null(column) ? std::nullopt : std::optional(text(column));
  }

 private:
  void check(int code) const;

  Connection const* connection_;
  sqlite3_stmt* statement_;
  int bound_ = 0;
};

// Everything until commit() or nothing.
class Transaction {
 public:
  // Takes the write lock at once, so that it cannot be refused half-way.
  explicit Transaction(Connection& connection);
  ~Transaction();
  Transaction(Transaction const&) = delete;
  Transaction& operator=(Transaction const&) = delete;
  void commit();

 private:
  Connection& connection_;
};

// As a name in SQL, whatever words SQL reserves.
std::string quoted(std::string_view name);
// As a text in SQL.
std::string literal(std::string_view text);

}  // namespace bylaw::engine
