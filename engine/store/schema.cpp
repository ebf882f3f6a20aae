#include "engine/store/schema.hpp"

#include "engine/store/connection.hpp"

namespace bylaw::engine {
namespace {

using dsl::TypeKind;

constexpr auto date_pattern = "'[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'";
constexpr auto month_day_pattern = "'[0-1][0-9]-[0-3][0-9]'";
constexpr auto currency_pattern = "'[A-Z][A-Z][A-Z]'";
// json_valid() would say more, but SQLite does not let an untrusted schema use it.
constexpr auto list_pattern = "'[[]*]'";

bool is_number(dsl::Type const& type) { return type.kind == TypeKind::boolean || type.kind == TypeKind::integer; }
bool is_money(dsl::Type const& type) { return type.kind == TypeKind::money && !type.list; }

std::string like(std::string const& column, char const* pattern) {
  return " CHECK (" + quoted(column) + " GLOB " + pattern + ")";
}

std::string value_names(dsl::Enumeration const& enumeration) {
  std::string names;
  for (auto const& value : enumeration.values) names += (names.empty() ? "" : ", ") + literal(value.name);
  return names;
}

// What SQLite makes sure of by itself, whoever writes.
std::string constraint(dsl::Rulebook const& rulebook, dsl::Type const& type, std::string const& column) {
  if (type.list) return like(column, list_pattern);
  switch (type.kind) {
    case TypeKind::boolean:
      return " CHECK (" + quoted(column) + " IN (0, 1))";
    case TypeKind::date:
      return like(column, date_pattern);
    case TypeKind::month_day:
      return like(column, month_day_pattern);
    case TypeKind::currency:
      return like(column, currency_pattern);
    case TypeKind::enumeration:
      return " CHECK (" + quoted(column) + " IN (" + value_names(rulebook.enumerations[type.of]) + "))";
    case TypeKind::reference:
      if (rulebook.records[type.of].in_rulebook) return {};  // what it refers to is not stored
      return " REFERENCES " + quoted(rulebook.records[type.of].name) + " (" + quoted(key_column(rulebook, type.of)) +
             ") DEFERRABLE INITIALLY DEFERRED";
    default:
      return {};
  }
}

bool is_indexed(dsl::Field const& field) { return !field.type.list && field.type.kind == TypeKind::reference; }

std::string index_name(dsl::Record const& record, dsl::Field const& field) { return record.name + "." + field.name; }

std::string column_definitions(dsl::Rulebook const& rulebook, dsl::Field const& field, bool is_key) {
  auto const columns = columns_of(field);
  if (is_money(field.type)) {
    return ",\n  " + quoted(columns[0]) + " INTEGER CHECK ((" + quoted(columns[0]) + " IS NULL) = (" +
           quoted(columns[1]) + " IS NULL)),\n  " + quoted(columns[1]) + " TEXT" + like(columns[1], currency_pattern);
  }
  auto const* type = is_number(field.type) && !field.type.list ? " INTEGER" : " TEXT";
  return ",\n  " + quoted(columns[0]) + type + (is_key ? " NOT NULL PRIMARY KEY" : "") +
         constraint(rulebook, field.type, columns[0]);
}

}  // namespace

std::string key_column(dsl::Rulebook const& rulebook, Index record) {
  auto const& declared = rulebook.records[record];
  return has_own_key_column(rulebook, record) ? "_key" : declared.fields[declared.key[0]].name;
}

bool has_own_key_column(dsl::Rulebook const& rulebook, Index record) {
  auto const& declared = rulebook.records[record];
  if (declared.key.size() != 1) return true;
  auto const& type = declared.fields[declared.key[0]].type;
  return type.list || is_number(type) || is_money(type);
}

std::vector<std::string> columns_of(dsl::Field const& field) {
  if (is_money(field.type)) return {field.name + ".minor", field.name + ".currency"};
  return {field.name};
}

std::string create_table(dsl::Rulebook const& rulebook, Index record, std::string const& name) {
  auto const& declared = rulebook.records[record];
  bool const own_key = has_own_key_column(rulebook, record);
  auto sql = "CREATE TABLE " + quoted(name) + " (\n  \"_version\" INTEGER NOT NULL";
  if (own_key) sql += ",\n  \"_key\" TEXT NOT NULL PRIMARY KEY";
  for (Index field = 0; field < declared.fields.size(); ++field) {
    sql += column_definitions(rulebook, declared.fields[field], !own_key && field == declared.key[0]);
  }
  return sql + "\n) STRICT, WITHOUT ROWID";
}

std::vector<std::string> create_indexes(dsl::Rulebook const& rulebook, Index record) {
  auto const& declared = rulebook.records[record];
  std::vector<std::string> statements;
  for (auto const& field : declared.fields) {
    if (!is_indexed(field)) continue;
    statements.push_back("CREATE INDEX " + quoted(index_name(declared, field)) + " ON " + quoted(declared.name) + " (" +
                         quoted(field.name) + ")");
  }
  return statements;
}

std::vector<std::string> index_names(dsl::Rulebook const& rulebook, Index record) {
  auto const& declared = rulebook.records[record];
  std::vector<std::string> names;
  for (auto const& field : declared.fields) {
    if (is_indexed(field)) names.push_back(index_name(declared, field));
  }
  return names;
}

std::string storage_of(dsl::Rulebook const& rulebook, dsl::Type const& type) {
  auto const scalar = [&]() -> std::string {
    switch (type.kind) {
      case TypeKind::boolean:
        return "boolean";
      case TypeKind::integer:
        return "integer";
      case TypeKind::decimal:
        return "decimal";
      case TypeKind::text:
      case TypeKind::id:
        return "text";
      case TypeKind::date:
        return "date";
      case TypeKind::month_day:
        return "month_day";
      case TypeKind::duration:
        return "duration";
      case TypeKind::money:
        return "money";
      case TypeKind::currency:
        return "currency";
      case TypeKind::enumeration:
        return "enumeration";
      case TypeKind::reference:
        return "ref " + rulebook.records[type.of].name;
    }
    return {};
  }();
  return type.list ? "list of " + scalar : scalar;
}

Storages storages_of(dsl::Rulebook const& rulebook, Index record) {
  auto const& declared = rulebook.records[record];
  Storages wanted;
  for (auto const field : declared.key) wanted[""] += (wanted[""].empty() ? "" : "@") + declared.fields[field].name;
  for (auto const& field : declared.fields) wanted[field.name] = storage_of(rulebook, field.type);
  return wanted;
}

char const* const own_tables = R"sql(
CREATE TABLE "_meta" (
  "name" TEXT NOT NULL PRIMARY KEY,
  "value" ANY NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE "_field" (
  "record" TEXT NOT NULL,
  "field" TEXT NOT NULL,
  "storage" TEXT NOT NULL,
  PRIMARY KEY ("record", "field")
) STRICT, WITHOUT ROWID;
INSERT INTO "_meta" VALUES ('revision', 0), ('rulebook', '');
)sql";

char const* const log_tables = R"sql(
CREATE TABLE "_log" (
  "number" INTEGER PRIMARY KEY,
  "kind" TEXT NOT NULL,
  "nodes" BLOB NOT NULL
) STRICT;
CREATE TABLE "_checkpoint" (
  "one" INTEGER PRIMARY KEY CHECK ("one" = 1),
  "note" TEXT NOT NULL
) STRICT;
CREATE TABLE "_change" (
  "number" INTEGER PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "at" TEXT NOT NULL,
  "record" TEXT NOT NULL,
  "key" TEXT,
  "who" TEXT,
  "before" TEXT,
  "after" TEXT,
  "salts" BLOB NOT NULL,
  "erased" BLOB
) STRICT;
CREATE TABLE "_event" (
  "number" INTEGER PRIMARY KEY,
  "at" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "who" TEXT,
  "salts" BLOB NOT NULL,
  "erased" BLOB
) STRICT;
CREATE TABLE "_decision" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "decided_at" TEXT NOT NULL,
  "action" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "date" TEXT NOT NULL,
  "state_revision" INTEGER,
  "rulebook" INTEGER,
  "request" TEXT,
  "answer" TEXT,
  "salts" BLOB NOT NULL,
  "erased" BLOB
) STRICT;
CREATE TABLE "_source" (
  "revision" TEXT NOT NULL PRIMARY KEY,
  "sources" BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

char const* const change_index = R"sql(CREATE INDEX "_change.key" ON "_change" ("record", "key", "number"))sql";

}  // namespace bylaw::engine
