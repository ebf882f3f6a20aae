#include "engine/snapshot.hpp"

#include <algorithm>

#include "engine/snapshot_builder.hpp"
#include "engine/snapshot_loader.hpp"
#include "engine/snapshot_values.hpp"

namespace bylaw::engine {
namespace {

bool refers_to(Value value, Index record, Row row) {
  if (value.kind == Kind::reference) return value.aux == record && value.number == row;
  if (value.kind != Kind::list) return false;
  return std::ranges::any_of(std::span(value.items, value.aux),
                             [=](Value item) { return refers_to(item, record, row); });
}

// The rows of a table whose field refers there: from the index, or one by one for lists.
std::vector<Row> referring_rows(Table const& table, Index field, Index record, Row row) {
  if (auto const& index = table.indexes[field]) {
    auto const found = index->rows(row);
    return std::vector<Row>(found.begin(), found.end());
  }
  std::vector<Row> rows;
  for (auto const candidate : table.rows) {
    if (refers_to(table.value(candidate, field), record, row)) rows.push_back(candidate);
  }
  return rows;
}

// Settings are texts to their table; that they refer to a record only their declared type says.
void add_referring_settings(Snapshot const& snapshot, Index record, Row row, std::vector<Referrer>& referrers) {
  auto const setting = find_setting_record(*snapshot.rulebook);
  if (setting.record == dsl::none) return;
  auto const& table = snapshot.table(setting.record);
  for (auto const candidate : table.rows) {
    auto const name = table.value(candidate, setting.name);
    if (name.kind != Kind::text) continue;
    auto const declared =
        dsl::find_setting(*snapshot.rulebook, snapshot.symbols->text(static_cast<Symbol>(name.number)));
    if (refers_to(snapshot.settings[declared], record, row))
      referrers.push_back({setting.record, candidate, setting.value});
  }
}

std::expected<std::shared_ptr<Snapshot const>, Faults> numbered(
    std::expected<std::shared_ptr<Snapshot const>, Faults> made, std::uint64_t revision) {
  if (!made) return made;
  auto next = std::make_shared<Snapshot>(**made);
  next->revision = revision;
  return next;
}

Datum datum_of(Snapshot const& snapshot, Value value) {
  if (value.kind != Kind::list) return {scalar_constant(snapshot, value), {}};
  Datum datum;
  for (auto const item : std::span(value.items, value.aux)) datum.items.push_back(scalar_constant(snapshot, item));
  return datum;
}

}  // namespace

std::optional<Row> Snapshot::find(Index record, std::string_view key) const {
  auto const symbol = symbols->find(key);
  if (!symbol) return std::nullopt;
  auto const& by_key = table(record).by_key;
  auto const found = by_key.find(*symbol);
  return found == by_key.end() ? std::nullopt : std::optional(found->second);
}

std::expected<std::shared_ptr<Snapshot const>, Faults> make_snapshot(std::shared_ptr<dsl::Rulebook const> rulebook,
                                                                     State const& state, std::uint64_t revision,
                                                                     bool mandatory) {
  auto const entries = entries_of(*rulebook);
  return numbered(SnapshotBuilder(std::move(rulebook), nullptr, mandatory).build(state, entries), revision);
}

SnapshotLoader::SnapshotLoader(std::shared_ptr<dsl::Rulebook const> rulebook)
    : builder_(std::make_unique<SnapshotBuilder>(rulebook, nullptr, false)) {
  builder_->add(entries_of(*rulebook));
}

SnapshotLoader::~SnapshotLoader() = default;

void SnapshotLoader::place(Index record, std::string_view key) { builder_->place(record, key); }

void SnapshotLoader::fill(Index record, StateRecord const& row) { builder_->fill_next(record, row); }

std::expected<std::shared_ptr<Snapshot const>, Faults> SnapshotLoader::finish(std::uint64_t revision) {
  return numbered(builder_->built(), revision);
}

std::expected<std::shared_ptr<Snapshot const>, Faults> overlay(std::shared_ptr<Snapshot const> base,
                                                               State const& state) {
  return SnapshotBuilder(base->rulebook, base.get(), true).build(state);
}

std::shared_ptr<Snapshot const> without(Snapshot const& base, Index record, Row row) {
  return SnapshotBuilder(base.rulebook, &base, true).build_without(record, row);
}

std::vector<Referrer> referrers(Snapshot const& snapshot, Index record, Row row) {
  std::vector<Referrer> found;
  for (Index from = 0; from < snapshot.tables.size(); ++from) {
    auto const& fields = snapshot.rulebook->records[from].fields;
    for (Index field = 0; field < fields.size(); ++field) {
      if (fields[field].type.kind != dsl::TypeKind::reference || fields[field].type.of != record) continue;
      for (auto const other : referring_rows(snapshot.table(from), field, record, row)) {
        if (from != record || other != row) found.push_back({from, other, field});
      }
    }
  }
  add_referring_settings(snapshot, record, row, found);
  return found;
}

StateRecord record_of(Snapshot const& snapshot, Index record, Row row) {
  auto const& table = snapshot.table(record);
  StateRecord made;
  made.fields.resize(table.fields);
  for (Index field = 0; field < table.fields; ++field) {
    auto const value = table.value(row, field);
    if (!value.is_unknown() && !value.is_never()) made.fields[field] = datum_of(snapshot, value);
  }
  return made;
}

State state_of(Snapshot const& snapshot) {
  State state;
  for (Index record = 0; record < snapshot.tables.size(); ++record) {
    if (snapshot.rulebook->records[record].in_rulebook) continue;
    auto rows = snapshot.table(record).rows;
    std::ranges::sort(rows, {}, [&](Row row) { return snapshot.key(record, row); });
    auto& table = state.emplace_back(StateTable{record, {}});
    for (auto const row : rows) table.rows.push_back(record_of(snapshot, record, row));
  }
  return state;
}

}  // namespace bylaw::engine
