// Builds a snapshot from a state, over an earlier one or from nothing: gives records rows, resolves references, reads
// settings, and collects everything that is wrong.
#pragma once
#include "engine/snapshot_settings.hpp"
#include "engine/snapshot_table.hpp"

namespace bylaw::engine {

class SnapshotBuilder {
 public:
  // `base` may be null; it must outlive the builder.
  SnapshotBuilder(std::shared_ptr<dsl::Rulebook const> rulebook, Snapshot const* base, bool mandatory);

  // `entries`: what the rulebook itself records.
  std::expected<std::shared_ptr<Snapshot const>, Faults> build(State const& state, State const& entries = {});
  // The base without one row that nothing refers to.
  std::shared_ptr<Snapshot const> build_without(Index record, Row row);

 private:
  void refuse_entries(StateTable const& given);
  TableBuilder& table(Index record);
  std::optional<Row> find(Index record, std::string_view key) const;

  // Rows for all records first, so that records may refer to later ones; `none` where the key is not complete.
  std::vector<Row> place(StateTable const& given);
  bool has_key(StateTable const& given, std::size_t position);
  void fill(StateTable const& given, std::vector<Row> const& rows);
  Value field_value(StateTable const& given, std::size_t position, Row row, Index field);
  Value absent_value(StateTable const& given, std::size_t position, Row row, Index field);
  Value item_value(StateTable const& given, std::size_t position, Index field, std::size_t item,
                   Constant const& constant);

  void read_settings(Snapshot& snapshot);
  void read_setting_row(Snapshot& snapshot, SettingContext const& context, Row row);
  std::shared_ptr<Snapshot const> finish();

  void fault(Fault fault);
  // `loan "l-1"`
  std::string named(StateTable const& given, std::size_t position) const;

  std::shared_ptr<dsl::Rulebook const> rulebook_;
  Snapshot const* base_;
  bool mandatory_;
  std::shared_ptr<Symbols> symbols_;
  std::vector<std::unique_ptr<TableBuilder>> tables_;  // by record; null where untouched
  std::vector<SharedMap<std::size_t>> positions_;      // by record, by row: where in the state it was given
  Faults faults_;
};

}  // namespace bylaw::engine
