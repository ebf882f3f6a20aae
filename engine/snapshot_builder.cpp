#include "engine/snapshot_builder.hpp"

#include "engine/snapshot_settings.hpp"
#include "engine/snapshot_values.hpp"

namespace bylaw::engine {
namespace {

constexpr Row no_row = dsl::none;

Datum const* datum_of(StateRecord const& record, Index field) {
  return field < record.fields.size() && record.fields[field] ? &*record.fields[field] : nullptr;
}

}  // namespace

SnapshotBuilder::SnapshotBuilder(std::shared_ptr<dsl::Rulebook const> rulebook, Snapshot const* base, bool mandatory)
    : rulebook_(std::move(rulebook)),
      base_(base),
      mandatory_(mandatory),
      symbols_(base ? std::make_shared<Symbols>(base->symbols)
                    : std::make_shared<Symbols>(literal_symbols(*rulebook_))),
      tables_(rulebook_->records.size()),
      positions_(rulebook_->records.size()),
      filled_(rulebook_->records.size()) {
  if (!base) indexed_ = indexed_fields(*rulebook_);
}

std::expected<std::shared_ptr<Snapshot const>, Faults> SnapshotBuilder::build(State const& state,
                                                                              State const& entries) {
  add(entries);
  for (auto const& given : state) {
    for (std::size_t position = 0; position < given.rows.size(); ++position)
      refuse_entry({given.record, position, given.rows[position]});
  }
  add(state);
  return built();
}

void SnapshotBuilder::add(State const& state) {
  std::vector<std::vector<Row>> rows;
  for (auto const& given : state) rows.push_back(place(given));
  for (std::size_t i = 0; i < state.size(); ++i) fill(state[i], rows[i]);
}

void SnapshotBuilder::place(Index record, std::string_view key) { table(record).place(symbols_->intern(key)); }

void SnapshotBuilder::fill_next(Index record, StateRecord const& row) {
  auto const number = filled_[record]++;
  Given const given{record, number, row};
  refuse_entry(given);
  fill(given, number);
}

std::expected<std::shared_ptr<Snapshot const>, Faults> SnapshotBuilder::built() {
  auto snapshot = finish();
  if (!faults_.empty()) return std::unexpected(std::move(faults_));
  return snapshot;
}

void SnapshotBuilder::refuse_entry(Given const& given) {
  if (rulebook_->records[given.record].in_rulebook) fault(part_of_rulebook(*rulebook_, given));
}

std::shared_ptr<Snapshot const> SnapshotBuilder::build_without(Index record, Row row) {
  table(record).erase(row);
  return finish();
}

TableBuilder& SnapshotBuilder::table(Index record) {
  auto& builder = tables_[record];
  if (!builder) {
    builder =
        base_ ? std::make_unique<TableBuilder>(base_->table(record)) : std::make_unique<TableBuilder>(indexed_[record]);
  }
  return *builder;
}

std::optional<Row> SnapshotBuilder::find(Index record, std::string_view key) const {
  if (!tables_[record]) return base_ ? base_->find(record, key) : std::nullopt;
  auto const symbol = symbols_->find(key);
  return symbol ? tables_[record]->find(*symbol) : std::nullopt;
}

std::vector<Row> SnapshotBuilder::place(StateTable const& given) {
  auto& builder = table(given.record);
  builder.reserve(given.rows.size());
  auto& positions = positions_[given.record];
  std::vector<Row> rows;
  rows.reserve(given.rows.size());
  for (std::size_t position = 0; position < given.rows.size(); ++position) {
    Given const one{given.record, position, given.rows[position]};
    rows.push_back(no_row);
    if (!has_key(one)) continue;
    auto const row = builder.place(symbols_->intern(key_of(*rulebook_, given.record, one.row)));
    if (!positions.contains(row)) {
      positions.edit(row) = position;
      rows.back() = row;
    } else {
      fault(duplicate_key(*rulebook_, one));
    }
  }
  return rows;
}

bool SnapshotBuilder::has_key(Given const& given) {
  bool complete = true;
  for (auto const field : rulebook_->records[given.record].key) {
    if (datum_of(given.row, field)) continue;
    complete = false;
    fault(missing_key(*rulebook_, given, field));
  }
  return complete;
}

void SnapshotBuilder::fill(StateTable const& given, std::vector<Row> const& rows) {
  for (std::size_t position = 0; position < rows.size(); ++position) {
    if (rows[position] != no_row) fill({given.record, position, given.rows[position]}, rows[position]);
  }
}

void SnapshotBuilder::fill(Given const& given, Row row) {
  values_.resize(rulebook_->records[given.record].fields.size());
  for (Index field = 0; field < values_.size(); ++field) values_[field] = field_value(given, row, field);
  table(given.record).set(row, values_);
}

Value SnapshotBuilder::field_value(Given const& given, Row row, Index field) {
  auto const* datum = datum_of(given.row, field);
  if (!datum) return absent_value(given, row, field);
  if (!rulebook_->records[given.record].fields[field].type.list)
    return item_value(given, field, static_cast<std::size_t>(-1), datum->scalar);
  std::vector<Value> items;
  items.reserve(datum->items.size());
  for (auto const& item : datum->items) items.push_back(item_value(given, field, items.size(), item));
  return table(given.record).keep(std::move(items));
}

Value SnapshotBuilder::absent_value(Given const& given, Row row, Index field) {
  auto const& declared = rulebook_->records[given.record].fields[field];
  if (declared.event || declared.open) return Value::never_date();
  if (mandatory_ && !declared.optional) fault(missing_field(*rulebook_, given, field));
  return Value::unknown({Unknown::Source::field, given.record, field, row});
}

Value SnapshotBuilder::item_value(Given const& given, Index field, std::size_t item, Constant const& constant) {
  auto const& declared = rulebook_->records[given.record].fields[field];
  if (declared.type.kind != dsl::TypeKind::reference) return scalar_value(constant, *symbols_);
  auto const& key = std::get<std::string>(constant);
  auto const target = find(declared.type.of, key);
  if (target) return Value::reference(declared.type.of, *target);
  fault(unknown_reference(
      *rulebook_, {given.record, field, given.position, item, key_of(*rulebook_, given.record, given.row), key}));
  return {};
}

std::shared_ptr<Snapshot const> SnapshotBuilder::finish() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->rulebook = rulebook_;
  snapshot->revision = base_ ? base_->revision : 0;
  auto const setting = find_setting_record(*rulebook_).record;
  bool const settings_touched = !base_ || (setting != dsl::none && tables_[setting]);
  for (Index record = 0; record < tables_.size(); ++record) {
    bool const untouched = base_ && !tables_[record];
    snapshot->tables.push_back(untouched ? base_->tables[record] : table(record).finish());
  }
  if (settings_touched) {
    read_settings(*snapshot);
  } else {
    snapshot->settings = base_->settings;
    snapshot->setting_lists = base_->setting_lists;
  }
  snapshot->symbols = Symbols::settle(std::move(symbols_));
  return snapshot;
}

void SnapshotBuilder::read_settings(Snapshot& snapshot) {
  for (Index setting = 0; setting < rulebook_->settings.size(); ++setting) {
    snapshot.settings.push_back(default_setting(*rulebook_, setting, *symbols_));
  }
  auto const found = find_setting_record(*rulebook_);
  if (found.record == dsl::none) return;
  auto lists = std::make_shared<Table::Lists>();
  SettingContext const context{*rulebook_, *symbols_, *lists, [&](Index record, std::string_view key) {
                                 auto const symbol = symbols_->find(key);
                                 auto const& rows = snapshot.table(record).by_key;
                                 auto const at = symbol ? rows.find(*symbol) : rows.end();
                                 return at == rows.end() ? std::nullopt : std::optional(at->second);
                               }};
  for (auto const row : snapshot.table(found.record).rows) read_setting_row(snapshot, context, row);
  snapshot.setting_lists = std::move(lists);
}

void SnapshotBuilder::read_setting_row(Snapshot& snapshot, SettingContext const& context, Row row) {
  auto const found = find_setting_record(*rulebook_);
  auto const& table = snapshot.table(found.record);
  auto const name = table.value(row, found.name), text = table.value(row, found.value);
  if (name.kind != Kind::text || text.kind != Kind::text) return;
  auto read = read_setting_record(context, symbols_->text(static_cast<Symbol>(name.number)),
                                  symbols_->text(static_cast<Symbol>(text.number)));
  if (read) {
    snapshot.settings[read->setting] = read->value;
    return;
  }
  auto const given = positions_[found.record].find(row);
  if (given != positions_[found.record].end()) read.error().position = given->second;
  fault(std::move(read.error()));
}

void SnapshotBuilder::fault(Fault fault) {
  if (faults_.size() < most_faults) faults_.push_back(std::move(fault));
}

}  // namespace bylaw::engine
