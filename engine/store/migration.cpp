#include "engine/store/migration.hpp"

#include <set>

#include "engine/store/change_log.hpp"
#include "engine/store/json_text.hpp"
#include "engine/store/record_table.hpp"

namespace bylaw::engine {
namespace {

[[noreturn]] void refuse(Connection const& connection, std::string const& why) {
  throw StorageError("The database \"" + connection.path() + "\" cannot be changed in this way: " + why);
}

std::string storage(Connection& connection, std::string const& record, std::string const& field) {
  auto query = connection.query("SELECT \"storage\" FROM \"_field\" WHERE \"record\" = ? AND \"field\" = ?");
  query.bind(record).bind(field);
  return query.step() ? query.text(0) : std::string();
}

std::vector<std::string> columns(std::string const& field, std::string const& kind) {
  if (kind == "money") return {field + ".minor", field + ".currency"};
  return {field};
}

// The names of the fields of a key, joined by '@', with one of them replaced.
std::string renamed_key(std::string const& key, MigrationStep const& step) {
  std::string result;
  for (std::size_t at = 0; at <= key.size();) {
    auto const end = std::min(key.find('@', at), key.size());
    auto const name = key.substr(at, end - at);
    result += (at ? "@" : "") + (name == step.field ? step.new_name : name);
    at = end + 1;
  }
  return result;
}

void rename_field(Connection& connection, MigrationStep const& step, std::string const& kind) {
  if (!storage(connection, step.record, step.new_name).empty())
    refuse(connection, "the record \"" + step.record + "\" has a field \"" + step.new_name + "\" already.");
  auto const from = columns(step.field, kind), to = columns(step.new_name, kind);
  for (std::size_t i = 0; i < from.size(); ++i) {
    connection.run("ALTER TABLE " + quoted(step.record) + " RENAME COLUMN " + quoted(from[i]) + " TO " + quoted(to[i]));
  }
  connection.query("UPDATE \"_field\" SET \"field\" = ? WHERE \"record\" = ? AND \"field\" = ?")
      .bind(step.new_name)
      .bind(step.record)
      .bind(step.field)
      .run();
  connection.query("UPDATE \"_field\" SET \"storage\" = ? WHERE \"record\" = ? AND \"field\" = ''")
      .bind(renamed_key(storage(connection, step.record, ""), step))
      .bind(step.record)
      .run();
}

void give_up_records(Connection& connection, std::string const& record) {
  connection.run("DELETE FROM " + quoted(record));
}

// What was last recorded of it.
std::optional<std::string> last_recorded(Connection& connection, std::string const& record, std::string const& key) {
  auto query = connection.query(
      "SELECT \"after\" FROM \"_change\" WHERE \"record\" = ? AND \"key\" = ? ORDER BY \"number\" DESC LIMIT 1");
  query.bind(record).bind(key);
  return query.step() ? query.optional_text(0) : std::nullopt;
}

}  // namespace

void apply(Connection& connection, MigrationStep const& step) {
  auto const key = storage(connection, step.record, "");
  if (key.empty()) refuse(connection, "it has no record \"" + step.record + "\".");
  if (step.field.empty()) return give_up_records(connection, step.record);
  auto const kind = storage(connection, step.record, step.field);
  if (kind.empty()) refuse(connection, "the record \"" + step.record + "\" has no field \"" + step.field + "\".");
  if (!step.new_name.empty()) return rename_field(connection, step, kind);
  if (("@" + key + "@").find("@" + step.field + "@") != std::string::npos)
    refuse(connection, "the field \"" + step.field + "\" identifies the records \"" + step.record + "\".");
  for (auto const& column : columns(step.field, kind))
    connection.run("UPDATE " + quoted(step.record) + " SET " + quoted(column) + " = NULL");
}

namespace {

// What the log has to say of a migration: one revision, a change for each row that is another now.
class MigrationNotes {
 public:
  MigrationNotes(Connection& connection, LogWriting& writing, dsl::Rulebook const& rulebook, Author const& author)
      : connection_(connection),
        writing_(writing),
        rulebook_(rulebook),
        author_(author),
        revision_(read_revision(connection) + 1) {}

  void note(std::string const& record) {
    auto const index = dsl::find_record(rulebook_, record);
    if (index == dsl::none) return note_given_up(record);
    RecordTable const table(rulebook_, index);
    std::vector<StateRecord> rows;  // all of them before any is written
    table.each(connection_, [&](StateRecord const& row) { rows.push_back(row); });
    for (auto const& row : rows) note_row(table, index, row);
  }

  void finish() const {
    if (wrote_) write_revision(connection_, revision_);
  }

 private:
  void note_row(RecordTable const& table, Index record, StateRecord const& row) {
    auto const key = key_of(rulebook_, record, row);
    auto const& name = rulebook_.records[record].name;
    auto before = last_recorded(connection_, name, key);
    auto after = row_json(rulebook_, record, row);
    if (same_row(before, after)) return;
    table.write(connection_, row, revision_);
    write({0, revision_, author_.at, name, key, author_.who, std::move(before), std::move(after), {}});
  }

  void note_given_up(std::string const& record) {
    std::set<std::string> keys;
    {
      auto query =
          connection_.query("SELECT DISTINCT \"key\" FROM \"_change\" WHERE \"record\" = ? AND \"key\" IS NOT NULL");
      query.bind(record);
      while (query.step()) keys.insert(query.text(0));
    }
    for (auto const& key : keys) {
      auto before = last_recorded(connection_, record, key);
      if (before) write({0, revision_, author_.at, record, key, author_.who, std::move(before), {}, {}});
    }
  }

  void write(ChangeRow row) {
    write_change(connection_, writing_, std::move(row));
    wrote_ = true;
  }

  Connection& connection_;
  LogWriting& writing_;
  dsl::Rulebook const& rulebook_;
  Author const& author_;
  std::uint64_t revision_;
  bool wrote_ = false;
};

}  // namespace

void note_migrated(Connection& connection, LogWriting& writing, dsl::Rulebook const& rulebook,
                   std::vector<MigrationStep> const& steps, Author const& author) {
  std::set<std::string> records;
  for (auto const& step : steps) records.insert(step.record);
  MigrationNotes notes(connection, writing, rulebook, author);
  for (auto const& record : records) notes.note(record);
  notes.finish();
}

std::string text_of(std::vector<MigrationStep> const& steps) {
  std::string text;
  for (auto const& [record, field, new_name] : steps) {
    text += text.empty() ? "" : "\n";
    text += (new_name.empty() ? "drop " : "rename ") + record + (field.empty() ? "" : "." + field);
    if (!new_name.empty()) text += " to " + new_name;
  }
  return text;
}

}  // namespace bylaw::engine
