// Makes one table, from nothing or from an earlier one. Copies what it changes and shares the rest; keeps the indexes.
// What the values mean and whether references exist is its caller's business.
#pragma once
#include <span>

#include "engine/snapshot.hpp"

namespace bylaw::engine {

class TableBuilder {
 public:
  // From nothing; `indexed` says of each field whether it gets an index.
  explicit TableBuilder(std::vector<bool> const& indexed);
  explicit TableBuilder(Table const& base);

  void reserve(std::size_t more);
  // The row of that key: the one it has, or a new one behind all others, empty until set().
  Row place(Symbol key);
  std::optional<Row> find(Symbol key) const;
  // All fields of a row at once.
  void set(Row row, std::span<Value const> values);
  // A list value whose items live as long as the table.
  Value keep(std::vector<Value> items);
  void erase(Row row);
  // The table; the builder is done with then.
  std::shared_ptr<Table const> finish();

 private:
  void index(Row row, Index field, Value value);
  void unindex(Row row, Index field, Value value);
  Table::FieldIndex& writable(Index field);

  std::shared_ptr<Table> table_;
  std::shared_ptr<Table::Lists> lists_;
  std::vector<std::shared_ptr<Table::FieldIndex>> own_indexes_;  // by field; null where still the base's
  std::vector<bool> filled_;                                     // by row: whether it is in the indexes
};

}  // namespace bylaw::engine
