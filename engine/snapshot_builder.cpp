#include "engine/snapshot_builder.hpp"

#include "dsl/diagnostic.hpp"
#include "engine/snapshot_settings.hpp"
#include "engine/snapshot_values.hpp"

namespace bylaw::engine {
namespace {

constexpr std::size_t most_faults = 1000;
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
      positions_(rulebook_->records.size()) {}

std::expected<std::shared_ptr<Snapshot const>, Faults> SnapshotBuilder::build(State const& state,
                                                                              State const& entries) {
  for (auto const& table : entries) fill(table, place(table));
  std::vector<std::vector<Row>> rows;
  for (auto const& given : state) {
    refuse_entries(given);
    rows.push_back(place(given));
  }
  for (std::size_t i = 0; i < state.size(); ++i) fill(state[i], rows[i]);
  auto snapshot = finish();
  if (!faults_.empty()) return std::unexpected(std::move(faults_));
  return snapshot;
}

void SnapshotBuilder::refuse_entries(StateTable const& given) {
  auto const& declared = rulebook_->records[given.record];
  if (!declared.in_rulebook) return;
  for (std::size_t position = 0; position < given.rows.size(); ++position)
    fault({.record = given.record,
           .position = position,
           .code = "part_of_rulebook",
           .message = "What is a " + declared.name + " stands in the rulebook and is not recorded beside it."});
}

std::shared_ptr<Snapshot const> SnapshotBuilder::build_without(Index record, Row row) {
  table(record).erase(row);
  return finish();
}

TableBuilder& SnapshotBuilder::table(Index record) {
  auto& builder = tables_[record];
  if (!builder) {
    builder = std::make_unique<TableBuilder>(rulebook_->records[record], base_ ? &base_->table(record) : nullptr);
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
    rows.push_back(no_row);
    if (!has_key(given, position)) continue;
    auto const row = builder.place(symbols_->intern(key_of(*rulebook_, given.record, given.rows[position])));
    if (!positions.contains(row)) {
      positions.edit(row) = position;
      rows.back() = row;
    } else {
      fault({.record = given.record,
             .position = position,
             .code = "duplicate_key",
             .message = "There is more than one " + named(given, position) + "."});
    }
  }
  return rows;
}

bool SnapshotBuilder::has_key(StateTable const& given, std::size_t position) {
  auto const& declared = rulebook_->records[given.record];
  bool complete = true;
  for (auto const field : declared.key) {
    if (datum_of(given.rows[position], field)) continue;
    complete = false;
    fault({.record = given.record,
           .position = position,
           .field = field,
           .code = "missing_field",
           .message = "A " + declared.name + " needs the field \"" + declared.fields[field].name +
                      "\", which identifies it."});
  }
  return complete;
}

void SnapshotBuilder::fill(StateTable const& given, std::vector<Row> const& rows) {
  auto& builder = table(given.record);
  std::vector<Value> values(rulebook_->records[given.record].fields.size());
  for (std::size_t position = 0; position < rows.size(); ++position) {
    if (rows[position] == no_row) continue;
    for (Index field = 0; field < values.size(); ++field)
      values[field] = field_value(given, position, rows[position], field);
    builder.set(rows[position], values);
  }
}

Value SnapshotBuilder::field_value(StateTable const& given, std::size_t position, Row row, Index field) {
  auto const* datum = datum_of(given.rows[position], field);
  if (!datum) return absent_value(given, position, row, field);
  if (!rulebook_->records[given.record].fields[field].type.list) {
    return item_value(given, position, field, static_cast<std::size_t>(-1), datum->scalar);
  }
  std::vector<Value> items;
  items.reserve(datum->items.size());
  for (auto const& item : datum->items) items.push_back(item_value(given, position, field, items.size(), item));
  return table(given.record).keep(std::move(items));
}

Value SnapshotBuilder::absent_value(StateTable const& given, std::size_t position, Row row, Index field) {
  auto const& declared = rulebook_->records[given.record].fields[field];
  if (declared.event || declared.open) return Value::never_date();
  if (mandatory_ && !declared.optional) {
    fault({.record = given.record,
           .position = position,
           .field = field,
           .code = "missing_field",
           .message = "The field \"" + declared.name + "\" of " + named(given, position) + " is missing."});
  }
  return Value::unknown({Unknown::Source::field, given.record, field, row});
}

Value SnapshotBuilder::item_value(StateTable const& given, std::size_t position, Index field, std::size_t item,
                                  Constant const& constant) {
  auto const& declared = rulebook_->records[given.record].fields[field];
  if (declared.type.kind != dsl::TypeKind::reference) return scalar_value(constant, *symbols_);
  auto const& key = std::get<std::string>(constant);
  auto const target = find(declared.type.of, key);
  if (target) return Value::reference(declared.type.of, *target);
  fault({.record = given.record,
         .position = position,
         .field = field,
         .item = item,
         .code = "unknown_reference",
         .message = "The field \"" + declared.name + "\" of " + named(given, position) + " refers to " +
                    rulebook_->records[declared.type.of].name + " \"" + key + "\", which does not exist."});
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
  auto const given = positions_[found.record].find(row);
  Fault wrong;
  wrong.record = found.record;
  if (given != positions_[found.record].end()) wrong.position = given->second;
  wrong.field = found.name;
  auto const written = symbols_->text(static_cast<Symbol>(name.number));
  auto const setting = dsl::find_setting(*rulebook_, written);
  if (setting == dsl::none) {
    std::vector<std::string_view> names;
    for (auto const& declared : rulebook_->settings) names.push_back(declared.name);
    auto const meant = dsl::nearest(written, names);
    wrong.code = "unknown_setting";
    wrong.message = "There is no setting \"" + std::string(written) + "\"" +
                    (meant.empty() ? "." : "; is \"" + meant + "\" meant?");
    return fault(std::move(wrong));
  }
  auto value = engine::read_setting(context, setting, symbols_->text(static_cast<Symbol>(text.number)));
  if (value) {
    snapshot.settings[setting] = *value;
    return;
  }
  wrong.field = found.value;
  wrong.code = "invalid_setting";
  wrong.message = std::move(value.error());
  fault(std::move(wrong));
}

void SnapshotBuilder::fault(Fault fault) {
  if (faults_.size() < most_faults) faults_.push_back(std::move(fault));
}

std::string SnapshotBuilder::named(StateTable const& given, std::size_t position) const {
  return rulebook_->records[given.record].name + " \"" + key_of(*rulebook_, given.record, given.rows[position]) + "\"";
}

}  // namespace bylaw::engine
