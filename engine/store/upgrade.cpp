#include "engine/store/upgrade.hpp"

#include <map>

#include "engine/store.hpp"
#include "engine/store/decision_table.hpp"
#include "engine/store/erasure.hpp"
#include "engine/store/layout.hpp"
#include "engine/store/migration.hpp"
#include "engine/store/schema.hpp"
#include "engine/store/stored_rulebook.hpp"
#include "engine/store/time_text.hpp"

namespace bylaw::engine {
namespace {

std::string one_text(Connection& connection, std::string const& sql, std::string_view parameter) {
  auto query = connection.query(sql);
  query.bind(parameter);
  return query.step() ? query.text(0) : std::string();
}

[[noreturn]] void refuse(Connection const& connection, std::string const& why) {
  throw StorageError("The database \"" + connection.path() + "\" " + why);
}

bool is_empty(Connection& connection) { return connection.number("SELECT count(*) FROM sqlite_schema") == 0; }

constexpr auto way_out = " `bylaw migrate` gives such data another name, or gives it up.";

class Upgrade {
 public:
  Upgrade(Connection& connection, AuditLog& log, dsl::Rulebook const& rulebook, StoreOptions const& options)
      : connection_(connection), log_(log), rulebook_(rulebook), options_(options), now_(time_of(options)) {}

  void run() {
    Transaction transaction(connection_);
    bool const fresh = is_empty(connection_);
    if (fresh) create_layout(connection_);
    if (!has_log(connection_)) add_log_tables(connection_);
    LogWriting writing(log_);
    if (named_key(connection_) != log_.key().public_key()) note(writing, "key", log_.key().public_key().text());
    if (fresh) note_layout(connection_, writing, now_);
    upgrade_layout(connection_, writing, now_);
    if (!options_.restored_from.empty()) note(writing, "restore", options_.restored_from);
    erase_parts(connection_, writing, options_.erased_since, {options_.who, now_});
    migrate(writing);
    DecisionTable::fit(connection_, rulebook_);
    note_rulebook(connection_, writing, rulebook_, now_);
    if (writing.wrote()) writing.seal();
    transaction.commit();
    writing.done();
  }

 private:
  [[noreturn]] void refuse(std::string const& why) const { engine::refuse(connection_, why); }

  void note(LogWriting& writing, std::string kind, std::string text) {
    auto const who = options_.who.empty() ? std::nullopt : std::optional(options_.who);
    write_event(connection_, writing, {0, now_, std::move(kind), std::move(text), who, {}});
  }

  // The data, then the tables, then the log: rows that are others now are changes like any.
  void migrate(LogWriting& writing) {
    for (auto const& step : options_.migration) apply(connection_, step);
    auto const stored = stored_records();
    for (auto const& [record, storages] : stored) {
      if (dsl::find_record(rulebook_, record) == dsl::none) drop(record);
    }
    for (Index record = 0; record < rulebook_.records.size(); ++record) fit(record, stored);
    if (options_.migration.empty()) return;
    note(writing, "migration", text_of(options_.migration));
    note_migrated(connection_, writing, rulebook_, options_.migration, {options_.who, now_});
  }

  std::map<std::string, Storages> stored_records() {
    std::map<std::string, Storages> records;
    auto query = connection_.query("SELECT \"record\", \"field\", \"storage\" FROM \"_field\"");
    while (query.step()) records[query.text(0)][query.text(1)] = query.text(2);
    return records;
  }

  std::int64_t rows_with(std::string const& record, std::string const& condition) {
    return connection_.number("SELECT count(*) FROM " + quoted(record) + " WHERE " + condition);
  }

  void drop(std::string const& record) {
    auto const rows = rows_with(record, "1");
    if (rows > 0) {
      refuse("holds " + std::to_string(rows) + " of the record \"" + record + "\", which the rulebook no longer has." +
             std::string(way_out));
    }
    connection_.run("DROP TABLE " + quoted(record));
    forget(record);
  }

  void forget(std::string const& record) {
    connection_.query("DELETE FROM \"_field\" WHERE \"record\" = ?").bind(record).run();
  }

  void fit(Index record, std::map<std::string, Storages> const& stored) {
    auto const& name = rulebook_.records[record].name;
    auto const known = stored.find(name);
    if (known == stored.end()) {
      connection_.run(create_table(rulebook_, record, name));
    } else if (known->second != storages_of(rulebook_, record) ||
               table_sql(name) != create_table(rulebook_, record, name)) {
      check_data(record, known->second);
      rebuild(record, known->second);
    } else {
      return;
    }
    for (auto const& index : create_indexes(rulebook_, record)) connection_.run(index);
    forget(name);
    remember(record);
  }

  std::string table_sql(std::string const& name) {
    return one_text(connection_, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", name);
  }

  void remember(Index record) {
    for (auto const& [field, storage] : storages_of(rulebook_, record)) {
      connection_.query("INSERT INTO \"_field\" VALUES (?, ?, ?)")
          .bind(rulebook_.records[record].name)
          .bind(field)
          .bind(storage)
          .run();
    }
  }

  // The column that is set where a field is.
  static std::string main_column(std::string const& field, std::string const& storage) {
    return quoted(storage == "money" ? field + ".minor" : field);
  }

  // Whether every value of the table has a place in the new one.
  void check_data(Index record, Storages const& known) {
    auto const& declared = rulebook_.records[record];
    auto wanted = storages_of(rulebook_, record);
    for (auto const& [field, storage] : known) {
      auto const now = wanted.contains(field) ? wanted[field] : std::string();
      if (now == storage) continue;
      auto const rows = rows_with(declared.name, field.empty() ? "1" : main_column(field, storage) + " IS NOT NULL");
      if (rows > 0) refuse_change(declared.name, rows, field, storage, now);
    }
    for (auto const& field : declared.fields) {
      auto const stored = known.find(field.name);
      bool const kept = stored != known.end() && stored->second == wanted[field.name];
      if (kept && field.type.kind == dsl::TypeKind::enumeration) check_values(declared.name, field);
    }
  }

  [[noreturn]] void refuse_change(std::string const& record, std::int64_t rows, std::string const& field,
                                  std::string const& was, std::string const& now) const {
    auto const holds = "holds " + std::to_string(rows) + " of the record \"" + record + "\" ";
    if (field.empty()) refuse(holds + "identified by " + was + "; the rulebook now identifies them by " + now + ".");
    if (now.empty())
      refuse(holds + "with the field \"" + field + "\", which the rulebook no longer has." + std::string(way_out));
    refuse(holds + "with the field \"" + field + "\" as " + was + "; the rulebook now declares it as " + now + ".");
  }

  void check_values(std::string const& record, dsl::Field const& field) {
    std::string names;
    for (auto const& value : rulebook_.enumerations[field.type.of].values)
      names += (names.empty() ? "" : ", ") + literal(value.name);
    auto const column = quoted(record) + "." + quoted(field.name);
    auto const values = field.type.list
                            ? "SELECT value FROM " + quoted(record) + ", json_each(" + column + ")"
                            : "SELECT " + column + " FROM " + quoted(record) + " WHERE " + column + " IS NOT NULL";
    auto stray = connection_.query("WITH used(value) AS (" + values + ") SELECT value FROM used WHERE value NOT IN (" +
                                   names + ") LIMIT 1");
    if (stray.step()) {
      refuse("holds a record \"" + record + "\" whose field \"" + field.name + "\" is \"" + stray.text(0) +
             "\", a value that the rulebook no longer has.");
    }
  }

  // SQLite cannot change a column in place: the rows move to a new table, which then takes the name.
  void rebuild(Index record, Storages const& known) {
    auto const& declared = rulebook_.records[record];
    auto const wanted = storages_of(rulebook_, record);
    std::string columns = quoted("_version");
    if (has_own_key_column(rulebook_, record)) columns += ", " + quoted("_key");
    for (auto const& field : declared.fields) {
      auto const stored = known.find(field.name);
      if (stored == known.end() || stored->second != wanted.at(field.name)) continue;
      for (auto const& column : columns_of(field)) columns += ", " + quoted(column);
    }
    connection_.run(create_table(rulebook_, record, "_new"));
    if (known.at("") == wanted.at("")) {
      connection_.run("INSERT INTO \"_new\" (" + columns + ") SELECT " + columns + " FROM " + quoted(declared.name));
    }
    connection_.run("DROP TABLE " + quoted(declared.name));
    connection_.run("ALTER TABLE \"_new\" RENAME TO " + quoted(declared.name));
  }

  Connection& connection_;
  AuditLog& log_;
  dsl::Rulebook const& rulebook_;
  StoreOptions const& options_;
  std::string now_;
};

}  // namespace

void check_owner(Connection& connection) {
  auto const owner = connection.number("PRAGMA application_id");
  if (owner != layout_owner && !is_empty(connection)) refuse(connection, "belongs to another program.");
  if (connection.number("PRAGMA user_version") > newest_layout) {
    refuse(connection, "was made by a newer version of this program.");
  }
}

void upgrade(Connection& connection, AuditLog& log, dsl::Rulebook const& rulebook, StoreOptions const& options) {
  Upgrade(connection, log, rulebook, options).run();
}

}  // namespace bylaw::engine
