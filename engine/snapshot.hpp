// The state at one revision, in memory, immutable: tables of values with indexes, shared by every question until the
// next change. Made by the store (or from a State), laid over by what-if questions. Safe to read from any thread.
#pragma once
#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/row_list.hpp"
#include "engine/shared_array.hpp"
#include "engine/shared_map.hpp"
#include "engine/state.hpp"
#include "engine/text_table.hpp"
#include "engine/value.hpp"

namespace bylaw::engine {

// Texts to numbers and back. A child adds to its parent without touching it. A number keeps its text in every child.
class Symbols {
 public:
  explicit Symbols(std::shared_ptr<Symbols const> parent = nullptr);
  Symbol intern(std::string_view text);
  std::optional<Symbol> find(std::string_view text) const;
  std::string_view text(Symbol symbol) const;  // must be one of ours or the parent's
  Symbol size() const;                         // the first number not used
  // What to keep of a finished child: its parent where it adds nothing; small generations merged into one, so that
  // after any number of changes only a logarithmic number of them is walked through.
  static std::shared_ptr<Symbols const> settle(std::shared_ptr<Symbols const> child);

 private:
  std::optional<Symbol> find(std::string_view text, std::uint64_t hash) const;

  std::shared_ptr<Symbols const> parent_;
  Symbol base_ = 0;
  TextTable texts_;
};

// The rows of one record kind. A row number stays the same for as long as the record exists. Copies share what they do
// not change, so that the next table after a change of one record costs little.
class Table {
 public:
  std::size_t fields = 0;
  SharedArray<Value> values;  // row-major; a field that is not recorded is Unknown{field}; event/open: never
  std::vector<Symbol> keys;   // by row
  std::vector<Row> rows;      // the rows that are there, ascending (removed rows leave gaps)
  SharedMap<Row> by_key;      // by symbol
  // What list values point into, shared with the tables this one was made from.
  using Lists = std::vector<std::vector<Value>>;
  std::vector<std::shared_ptr<Lists const>> lists;

  // Rows by the value of one field (references: target row; texts, ids and currencies: symbol; lists and all others
  // have no index), and the rows where the field is not recorded. Ascending.
  struct FieldIndex {
    SharedMap<RowList> by_value;
    std::vector<Row> unknown;

    std::span<Row const> rows(std::int64_t value) const {
      auto const found = by_value.find(value);
      return found == by_value.end() ? std::span<Row const>() : found->second.rows();
    }
  };
  std::vector<std::shared_ptr<FieldIndex const>> indexes;  // by field; null where the type has none

  Value value(Row row, Index field) const { return values[row * fields + field]; }
};

class Snapshot {
 public:
  std::shared_ptr<dsl::Rulebook const> rulebook;
  std::shared_ptr<Symbols const> symbols;
  std::vector<std::shared_ptr<Table const>> tables;   // by record
  std::vector<Value> settings;                        // by setting: set value, default, or Unknown{setting}
  std::shared_ptr<Table::Lists const> setting_lists;  // what list values among them point into
  std::uint64_t revision = 0;

  Table const& table(Index record) const { return *tables[record]; }
  std::optional<Row> find(Index record, std::string_view key) const;
  std::string_view key(Index record, Row row) const { return symbols->text(table(record).keys[row]); }
};

// The texts of the rulebook's literals, numbered in the order of Rulebook::expressions, each text once. Every snapshot
// starts from them, so what is compiled from a rulebook can hold on to their numbers.
Symbols literal_symbols(dsl::Rulebook const& rulebook);

// From nothing: all references must be there, all mandatory fields too (unless `mandatory` is false), settings must
// exist and have their type. Faults otherwise, all of them (at most 1,000).
std::expected<std::shared_ptr<Snapshot const>, Faults> make_snapshot(std::shared_ptr<dsl::Rulebook const> rulebook,
                                                                     State const& state, std::uint64_t revision = 0,
                                                                     bool mandatory = true);
// `state` laid over `base`: records with the same key replaced whole, others added. Shares every table it does not
// touch; costs what the touched tables weigh. Rows keep their numbers. Mandatory fields must be there. The revision is
// the base's.
std::expected<std::shared_ptr<Snapshot const>, Faults> overlay(std::shared_ptr<Snapshot const> base,
                                                               State const& state);
// `base` without one row. Nothing may refer to it: see referrers().
std::shared_ptr<Snapshot const> without(Snapshot const& base, Index record, Row row);

// A field of a record that refers to another record.
struct Referrer {
  Index record = dsl::none;
  Row row = 0;
  Index field = dsl::none;
};
// Everything that refers to a row from other rows, list fields and settings included.
std::vector<Referrer> referrers(Snapshot const& snapshot, Index record, Row row);
// The record as it was given.
StateRecord record_of(Snapshot const& snapshot, Index record, Row row);
// Everything, record kinds in the rulebook's order, rows in key order.
State state_of(Snapshot const& snapshot);

}  // namespace bylaw::engine
