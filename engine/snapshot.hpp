// The state at one revision, in memory, immutable: tables of values with indexes, shared by every question until the
// next change. Made by the store (or from a State), laid over by what-if questions. Safe to read from any thread.
#pragma once
#include "engine/state.hpp"
#include "engine/value.hpp"

#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bylaw::engine {

// Texts to numbers and back. A child adds to its parent without touching it.
class Symbols {
 public:
  explicit Symbols(std::shared_ptr<Symbols const> parent = nullptr);
  Symbol intern(std::string_view text);
  std::optional<Symbol> find(std::string_view text) const;
  std::string_view text(Symbol symbol) const;  // must be one of ours or the parent's
  Symbol size() const;                         // the first number not used

 private:
  std::shared_ptr<Symbols const> parent_;
  Symbol base_ = 0;
  std::vector<std::unique_ptr<std::string>> texts_;
  std::unordered_map<std::string_view, Symbol> numbers_;
};

// The rows of one record kind. A row number stays the same for as long as the record exists.
class Table {
 public:
  std::size_t fields = 0;
  std::vector<Value> values;           // row-major; a field that is not recorded is Unknown{field}; event/open: never
  std::vector<Symbol> keys;            // by row
  std::vector<Row> rows;               // the rows that are there, ascending (removed rows leave gaps)
  std::unordered_map<Symbol, Row> by_key;
  std::vector<std::vector<Value>> lists;  // what list values point into; one vector per list

  // Rows by the value of one field (references: target row; texts: symbol; others have no index), and the rows where
  // the field is not recorded. Ascending.
  struct FieldIndex {
    std::unordered_map<std::int64_t, std::vector<Row>> by_value;
    std::vector<Row> unknown;
  };
  std::vector<std::unique_ptr<FieldIndex>> indexes;  // by field; null where the type has none

  Value value(Row row, Index field) const { return values[row * fields + field]; }
};

class Snapshot {
 public:
  std::shared_ptr<dsl::Rulebook const> rulebook;
  std::shared_ptr<Symbols const> symbols;
  std::vector<std::shared_ptr<Table const>> tables;  // by record
  std::vector<Value> settings;                       // by setting: set value, default, or Unknown{setting}
  std::uint64_t revision = 0;

  Table const& table(Index record) const { return *tables[record]; }
  std::optional<Row> find(Index record, std::string_view key) const;
  std::string_view key(Index record, Row row) const { return symbols->text(table(record).keys[row]); }
};

// From nothing: all references must be there, all mandatory fields too, settings must exist and have their type.
// Faults otherwise, all of them.
std::expected<std::shared_ptr<Snapshot const>, Faults> make_snapshot(std::shared_ptr<dsl::Rulebook const> rulebook, State const& state,
                                                                    std::uint64_t revision = 0, bool mandatory = true);
// `state` laid over `base`: records with the same key replaced whole, others added. Shares every table it does not touch.
std::expected<std::shared_ptr<Snapshot const>, Faults> overlay(std::shared_ptr<Snapshot const> base, State const& state);

}  // namespace bylaw::engine
