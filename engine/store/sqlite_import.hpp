// The import over SQLite: one transaction that stays open while records come. Indexes of what fills up anew are put off
// to its end, where they are made in one go; an empty database is filled without a write-ahead log.
#pragma once
#include "engine/bulk_import.hpp"
#include "engine/import_check.hpp"
#include "engine/store/change_log.hpp"
#include "engine/store/database.hpp"
#include "engine/store/lock_file.hpp"
#include "engine/store/new_files.hpp"
#include "engine/store/record_table.hpp"

namespace bylaw::engine {

class SqliteImport final : public BulkImport {
 public:
  SqliteImport(std::string const& path, std::shared_ptr<dsl::Rulebook const> rulebook, ImportMode mode, Author author);

  void add(Index record, StateRecord const& row) override;
  void give_up() override { writes_ = false; }
  Faults check() override { return check_.finish(); }
  WriteResult commit() override;

 private:
  struct Table {
    RecordTable rows;
    bool was_empty = false;
    std::size_t written = 0;
    bool without_indexes = false;
  };

  static std::vector<Table> tables_of(dsl::Rulebook const& rulebook, Connection& connection);
  // Before the transaction; the connection to begin it on.
  Connection& prepared();
  void write(Index record, std::string const& key, StateRecord const& row);
  void note(Change const& change);
  void put_off_indexes(Table& table, Index record);
  void erase_what_was_not_given();
  void erase(Index record, std::string const& key);
  void make_indexes();

  std::shared_ptr<dsl::Rulebook const> rulebook_;
  ImportMode mode_;
  Author author_;
  // The order of these is that in which what failed is undone, from the last to the first.
  std::optional<LockFile> lock_;
  NewFiles files_;
  Database database_;
  struct Journal {
    Connection& connection;
    bool is_other = false;  // than that which the database is used with
    ~Journal();
  } journal_;
  std::vector<Table> tables_;  // by record
  ImportCheck check_;
  std::uint64_t base_revision_;
  bool writes_ = true;
  std::size_t changes_ = 0;
  bool log_was_short_ = false, log_without_index_ = false;
  Transaction transaction_;
  LogWriting writing_;  // in the transaction
};

}  // namespace bylaw::engine
