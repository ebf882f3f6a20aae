#include "engine/store/record_table.hpp"

#include <algorithm>
#include <limits>

#include "engine/constant_text.hpp"
#include "engine/store/json_text.hpp"
#include "engine/store/schema.hpp"

namespace bylaw::engine {
namespace {

using dsl::TypeKind;

std::string joined(std::vector<std::string> const& parts) {
  std::string text;
  for (auto const& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::vector<std::string> field_columns(dsl::Record const& record) {
  std::vector<std::string> names;
  for (auto const& field : record.fields) {
    for (auto const& column : columns_of(field)) names.push_back(quoted(column));
  }
  return names;
}

std::string write_sql(std::string const& table, std::string const& key, std::vector<std::string> const& columns) {
  std::vector<std::string> marks(columns.size(), "?"), updates;
  for (auto const& column : columns) {
    if (column != key) updates.push_back(column + " = excluded." + column);
  }
  return "INSERT INTO " + table + " (" + joined(columns) + ") VALUES (" + joined(marks) + ") ON CONFLICT (" + key +
         ") DO UPDATE SET " + joined(updates);
}

}  // namespace

RecordTable::RecordTable(dsl::Rulebook const& rulebook, Index record, Reading reading)
    : rulebook_(rulebook), record_(record), reading_(reading) {
  auto const table = quoted(rulebook.records[record].name);
  auto columns = field_columns(rulebook.records[record]);
  key_ = quoted(key_column(rulebook, record));
  columns.insert(columns.begin(), quoted("_version"));
  select_ = "SELECT " + joined(columns) + " FROM " + table;
  if (has_own_key_column(rulebook, record)) columns.insert(columns.begin(), key_);
  write_ = write_sql(table, key_, columns);
  erase_ = "DELETE FROM " + table + " WHERE " + key_ + " = ?";
}

void RecordTable::write(Connection& connection, StateRecord const& row, std::uint64_t version) const {
  auto statement = connection.query(write_);
  if (has_own_key_column(rulebook_, record_)) statement.bind(key_of(rulebook_, record_, row));
  statement.bind(static_cast<std::int64_t>(version));
  auto const& fields = rulebook_.records[record_].fields;
  for (Index field = 0; field < fields.size(); ++field) bind_field(statement, fields[field], row.fields[field]);
  statement.run();
}

void RecordTable::bind_field(Statement& statement, dsl::Field const& field, std::optional<Datum> const& datum) const {
  auto const& type = field.type;
  if (!datum) {
    for ([[maybe_unused]] auto const& column : columns_of(field)) statement.bind_null();
  } else if (type.list) {
    std::vector<std::string> texts;
    for (auto const& item : datum->items) texts.push_back(text_of(rulebook_, type, item));
    statement.bind(array_json(texts));
  } else if (auto const* money = std::get_if<dsl::Money>(&datum->scalar)) {
    statement.bind(money->minor).bind(dsl::to_string(money->currency));
  } else if (auto const* truth = std::get_if<bool>(&datum->scalar)) {
    statement.bind(std::int64_t{*truth});
  } else if (auto const* number = std::get_if<std::int64_t>(&datum->scalar)) {
    statement.bind(*number);
  } else {
    statement.bind(text_of(rulebook_, type, datum->scalar));
  }
}

void RecordTable::erase(Connection& connection, std::string_view key) const {
  connection.query(erase_).bind(key).run();
}

bool RecordTable::has_any(Connection& connection) const { return connection.query(select_ + " LIMIT 1").step(); }

std::uint64_t RecordTable::version(Connection& connection, std::string_view key) const {
  auto statement = connection.query(select_ + " WHERE " + key_ + " = ?");
  statement.bind(key);
  return statement.step() ? static_cast<std::uint64_t>(statement.number(0)) : 0;
}

std::optional<StoredRecord> RecordTable::read(Connection& connection, std::string_view key) const {
  auto statement = connection.query(select_ + " WHERE " + key_ + " = ?");
  statement.bind(key);
  if (!statement.step()) return std::nullopt;
  return read_row(connection, statement);
}

std::vector<StoredRecord> RecordTable::read_many(Connection& connection, std::string_view after,
                                                 std::size_t limit) const {
  constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();
  auto statement = connection.query(select_ + " WHERE " + key_ + " > ? ORDER BY " + key_ + " LIMIT ?");
  statement.bind(after).bind(static_cast<std::int64_t>(std::min(limit, most)));
  std::vector<StoredRecord> rows;
  while (statement.step()) rows.push_back(read_row(connection, statement));
  return rows;
}

std::vector<std::pair<std::string, StoredRecord>> RecordTable::read_keyed(Connection& connection,
                                                                          std::string_view after,
                                                                          std::size_t limit) const {
  auto const from = select_.find(" FROM ");
  auto statement = connection.query(select_.substr(0, from) + ", " + key_ + select_.substr(from) + " WHERE " + key_ +
                                    " > ? ORDER BY " + key_ + " LIMIT ?");
  statement.bind(after).bind(static_cast<std::int64_t>(limit));
  int key = 1;
  for (auto const& field : rulebook_.records[record_].fields) key += static_cast<int>(columns_of(field).size());
  std::vector<std::pair<std::string, StoredRecord>> rows;
  while (statement.step()) rows.emplace_back(statement.text(key), read_row(connection, statement));
  return rows;
}

void RecordTable::each_key(Connection& connection, std::function<void(std::string_view)> const& visit) const {
  auto statement = connection.query("SELECT " + key_ + select_.substr(select_.find(" FROM ")) + " ORDER BY " + key_);
  while (statement.step()) visit(statement.view(0));
}

void RecordTable::each(Connection& connection, std::function<void(StateRecord const&)> const& visit) const {
  auto statement = connection.query(select_ + " ORDER BY " + key_);
  StateRecord row;
  while (statement.step()) {
    read_fields(connection, statement, row);
    visit(row);
  }
}

StoredRecord RecordTable::read_row(Connection const& connection, Statement& row) const {
  StoredRecord stored;
  stored.version = static_cast<std::uint64_t>(row.number(0));
  read_fields(connection, row, stored.record);
  return stored;
}

void RecordTable::read_fields(Connection const& connection, Statement& row, StateRecord& record) const {
  int column = 1;
  auto const& fields = rulebook_.records[record_].fields;
  record.fields.resize(fields.size());
  for (Index field = 0; field < fields.size(); ++field)
    record.fields[field] = read_field(connection, row, fields[field], column);
}

std::optional<Datum> RecordTable::read_field(Connection const& connection, Statement& row, dsl::Field const& field,
                                             int& column) const {
  auto const& type = field.type;
  auto const first = column;
  column += type.kind == TypeKind::money && !type.list ? 2 : 1;
  if (row.is_null(first)) {
    if (column > first + 1 && !row.is_null(first + 1)) misfit(connection, field, row.text(first + 1));
    return std::nullopt;
  }
  if (type.list) return read_list(connection, field, row.text(first));
  switch (type.kind) {
    case TypeKind::boolean:
      if (row.number(first) != 0 && row.number(first) != 1) misfit(connection, field, row.text(first));
      return Datum{row.number(first) != 0, {}};
    case TypeKind::integer:
      return Datum{row.number(first), {}};
    case TypeKind::money: {
      auto const currency = dsl::parse_currency(row.text(first + 1));
      if (!currency) misfit(connection, field, row.text(first + 1));
      return Datum{dsl::Money{row.number(first), *currency}, {}};
    }
    default:
      return Datum{read_scalar(connection, field, row.text(first)), {}};
  }
}

Datum RecordTable::read_list(Connection const& connection, dsl::Field const& field, std::string const& json) const {
  auto const texts = texts_of_array(json);
  if (!texts || (reading_ == Reading::exact && array_json(*texts) != json)) misfit(connection, field, json);
  Datum datum;
  for (auto const& text : *texts) datum.items.push_back(read_scalar(connection, field, text));
  return datum;
}

Constant RecordTable::read_scalar(Connection const& connection, dsl::Field const& field,
                                  std::string const& text) const {
  auto constant = constant_of(rulebook_, field.type, text);
  if (!constant) misfit(connection, field, text);
  if (reading_ == Reading::exact && text_of(rulebook_, field.type, *constant) != text) misfit(connection, field, text);
  return std::move(*constant);
}

void RecordTable::misfit(Connection const& connection, dsl::Field const& field, std::string const& text) const {
  throw StorageError("The database \"" + connection.path() + "\" does not fit the rulebook: a " +
                     rulebook_.records[record_].name + " has \"" + text + "\" as \"" + field.name + "\", which is no " +
                     storage_of(rulebook_, field.type) + " that the rulebook knows.");
}

}  // namespace bylaw::engine
