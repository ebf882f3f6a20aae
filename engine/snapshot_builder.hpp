// Builds a snapshot from a state, over an earlier one or from nothing: gives records rows, resolves references, reads
// settings, and collects everything that is wrong.
#pragma once
#include "engine/indexed_fields.hpp"
#include "engine/snapshot_settings.hpp"
#include "engine/snapshot_table.hpp"
#include "engine/state_fault.hpp"

namespace bylaw::engine {

class SnapshotBuilder {
 public:
  // `base` may be null; it must outlive the builder.
  SnapshotBuilder(std::shared_ptr<dsl::Rulebook const> rulebook, Snapshot const* base, bool mandatory);

  // `entries`: what the rulebook itself records.
  std::expected<std::shared_ptr<Snapshot const>, Faults> build(State const& state, State const& entries = {});
  // The base without one row that nothing refers to.
  std::shared_ptr<Snapshot const> build_without(Index record, Row row);

  // In steps, for records that are not all at hand at one time: a state that others may refer to, keys that no record
  // had yet, and the records that they were for, in the same order; then built().
  void add(State const& state);
  void place(Index record, std::string_view key);
  void fill_next(Index record, StateRecord const& row);
  std::expected<std::shared_ptr<Snapshot const>, Faults> built();

 private:
  TableBuilder& table(Index record);
  std::optional<Row> find(Index record, std::string_view key) const;

  // Rows for all records first, so that records may refer to later ones; `none` where the key is not complete.
  std::vector<Row> place(StateTable const& given);
  void refuse_entry(Given const& given);
  bool has_key(Given const& given);
  void fill(StateTable const& given, std::vector<Row> const& rows);
  void fill(Given const& given, Row row);
  Value field_value(Given const& given, Row row, Index field);
  Value absent_value(Given const& given, Row row, Index field);
  Value item_value(Given const& given, Index field, std::size_t item, Constant const& constant);

  void read_settings(Snapshot& snapshot);
  void read_setting_row(Snapshot& snapshot, SettingContext const& context, Row row);
  std::shared_ptr<Snapshot const> finish();

  void fault(Fault fault);

  std::shared_ptr<dsl::Rulebook const> rulebook_;
  Snapshot const* base_;
  bool mandatory_;
  std::shared_ptr<Symbols> symbols_;
  std::vector<std::unique_ptr<TableBuilder>> tables_;  // by record; null where untouched
  std::vector<SharedMap<std::size_t>> positions_;      // by record, by row: where in the state it was given
  IndexedFields indexed_;
  std::vector<Row> filled_;    // by record: how many rows fill_next() was given
  std::vector<Value> values_;  // of the row being filled
  Faults faults_;
};

}  // namespace bylaw::engine
