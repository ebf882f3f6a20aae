// The rows of one record kind in the database: written and read as typed records.
#pragma once
#include "engine/store.hpp"
#include "engine/store/connection.hpp"

namespace bylaw::engine {

// How the values of a table are taken: as what they mean, or only where they are written as this program writes them.
enum class Reading { lenient, exact };

class RecordTable {
 public:
  RecordTable(dsl::Rulebook const& rulebook, Index record, Reading reading = Reading::lenient);

  void write(Connection& connection, StateRecord const& row, std::uint64_t version) const;
  void erase(Connection& connection, std::string_view key) const;
  bool has_any(Connection& connection) const;
  // 0 where there is no such record.
  std::uint64_t version(Connection& connection, std::string_view key) const;
  std::optional<StoredRecord> read(Connection& connection, std::string_view key) const;
  // In key order, behind `after`.
  std::vector<StoredRecord> read_many(Connection& connection, std::string_view after, std::size_t limit) const;
  // All of them, in key order: their keys, and themselves; both are only lent.
  void each_key(Connection& connection, std::function<void(std::string_view)> const& visit) const;
  void each(Connection& connection, std::function<void(StateRecord const&)> const& visit) const;
  // As read_many, with the keys that the table has them under.
  std::vector<std::pair<std::string, StoredRecord>> read_keyed(Connection& connection, std::string_view after,
                                                               std::size_t limit) const;

 private:
  StoredRecord read_row(Connection const& connection, Statement& row) const;
  void read_fields(Connection const& connection, Statement& row, StateRecord& record) const;
  std::optional<Datum> read_field(Connection const& connection, Statement& row, dsl::Field const& field,
                                  int& column) const;
  Datum read_list(Connection const& connection, dsl::Field const& field, std::string const& json) const;
  Constant read_scalar(Connection const& connection, dsl::Field const& field, std::string const& text) const;
  [[noreturn]] void misfit(Connection const& connection, dsl::Field const& field, std::string const& text) const;
  void bind_field(Statement& statement, dsl::Field const& field, std::optional<Datum> const& datum) const;

  dsl::Rulebook const& rulebook_;
  Index record_;
  Reading reading_;
  std::string write_, erase_, select_, key_;
};

}  // namespace bylaw::engine
