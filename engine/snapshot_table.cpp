#include "engine/snapshot_table.hpp"

#include <algorithm>

namespace bylaw::engine {
namespace {

bool same(Value const& a, Value const& b) { return a.kind == b.kind && a.aux == b.aux && a.number == b.number; }

// Rows mostly come in ascending order, which costs nothing here.
void insert(std::vector<Row>& rows, Row row) {
  if (rows.empty() || rows.back() < row) {
    rows.push_back(row);
  } else {
    rows.insert(std::ranges::lower_bound(rows, row), row);
  }
}

void remove(std::vector<Row>& rows, Row row) {
  auto const at = std::ranges::lower_bound(rows, row);
  if (at != rows.end() && *at == row) rows.erase(at);
}

}  // namespace

TableBuilder::TableBuilder(std::vector<bool> const& indexed)
    : table_(std::make_shared<Table>()), own_indexes_(indexed.size()) {
  table_->fields = indexed.size();
  table_->indexes.resize(table_->fields);
  for (std::size_t field = 0; field < table_->fields; ++field) {
    if (!indexed[field]) continue;
    own_indexes_[field] = std::make_shared<Table::FieldIndex>();
    table_->indexes[field] = own_indexes_[field];
  }
}

TableBuilder::TableBuilder(Table const& base) : table_(std::make_shared<Table>(base)), own_indexes_(base.fields) {
  filled_.resize(table_->keys.size(), true);
}

void TableBuilder::reserve(std::size_t more) {
  auto const rows = table_->keys.size() + more;
  table_->keys.reserve(rows);
  table_->rows.reserve(rows);
  filled_.reserve(rows);
}

Row TableBuilder::place(Symbol key) {
  if (auto const there = find(key)) return *there;
  auto const row = static_cast<Row>(table_->keys.size());
  table_->by_key.edit(key) = row;
  table_->keys.push_back(key);
  table_->rows.push_back(row);
  table_->values.resize(table_->keys.size() * table_->fields);
  filled_.push_back(false);
  return row;
}

std::optional<Row> TableBuilder::find(Symbol key) const {
  auto const found = table_->by_key.find(key);
  return found == table_->by_key.end() ? std::nullopt : std::optional(found->second);
}

void TableBuilder::set(Row row, std::span<Value const> values) {
  for (Index field = 0; field < table_->fields; ++field) {
    auto const old = table_->value(row, field);
    if (filled_[row] && same(old, values[field])) continue;
    if (table_->indexes[field]) {
      if (filled_[row]) unindex(row, field, old);
      index(row, field, values[field]);
    }
    table_->values.edit(row * table_->fields + field) = values[field];
  }
  filled_[row] = true;
}

Value TableBuilder::keep(std::vector<Value> items) {
  if (!lists_) {
    lists_ = std::make_shared<Table::Lists>();
    table_->lists.push_back(lists_);
  }
  auto const& kept = lists_->emplace_back(std::move(items));
  return Value::list(kept.data(), static_cast<std::uint32_t>(kept.size()));
}

void TableBuilder::erase(Row row) {
  for (Index field = 0; field < table_->fields; ++field) {
    if (table_->indexes[field]) unindex(row, field, table_->value(row, field));
  }
  table_->by_key.erase(table_->keys[row]);
  remove(table_->rows, row);
}

std::shared_ptr<Table const> TableBuilder::finish() { return std::move(table_); }

void TableBuilder::index(Row row, Index field, Value value) {
  auto& index = writable(field);
  if (value.is_unknown()) return insert(index.unknown, row);
  index.by_value.edit(value.number).insert(row);
}

void TableBuilder::unindex(Row row, Index field, Value value) {
  auto& index = writable(field);
  if (value.is_unknown()) return remove(index.unknown, row);
  auto& rows = index.by_value.edit(value.number);
  rows.remove(row);
  if (rows.empty()) index.by_value.erase(value.number);
}

Table::FieldIndex& TableBuilder::writable(Index field) {
  if (!own_indexes_[field]) {
    own_indexes_[field] = std::make_shared<Table::FieldIndex>(*table_->indexes[field]);
    table_->indexes[field] = own_indexes_[field];
  }
  return *own_indexes_[field];
}

}  // namespace bylaw::engine
