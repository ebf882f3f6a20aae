#include "engine/verify.hpp"

#include <map>

#include "engine/store/access_table.hpp"
#include "engine/store/json_text.hpp"
#include "engine/store/layout.hpp"
#include "engine/store/log_reader.hpp"
#include "engine/store/record_table.hpp"
#include "engine/store/schema.hpp"
#include "engine/store/stored_rulebook.hpp"
#include "engine/store/upgrade.hpp"

namespace bylaw::engine {
namespace {

constexpr std::size_t at_once = 1000;

class DatabaseCheck {
 public:
  DatabaseCheck(std::string const& path, audit::Expected const& expected)
      : connection_(path, Access::read), log_(expected) {}

  DatabaseVerdict run() {
    check_owner(connection_);
    require_log(connection_);
    // One transaction: everything is as at one moment, whoever writes meanwhile.
    connection_.run("BEGIN");
    check_file();
    check_entries();
    check_counts();
    check_rulebooks();
    check_state();
    check_access();
    verdict_.log = log_.finish(read_head(connection_));
    return std::move(verdict_);
  }

 private:
  void check_file();
  void check_entries();
  void check_entry(StoredEntry const& stored);
  void read_change(audit::Entry const& entry);
  void read_event(audit::Entry const& entry);
  void check_counts();
  void check_rulebooks();
  void check_state();
  void check_access();
  void check_fields(dsl::Rulebook const& rulebook);
  void check_records(dsl::Rulebook const& rulebook, Index record);
  void check_record(dsl::Rulebook const& rulebook, Index record, std::string const& key, StoredRecord const& row);

  Connection connection_;
  audit::LogCheck log_;
  DatabaseVerdict verdict_;
  std::map<std::string, std::uint64_t> kinds_;
  std::vector<std::string> rulebooks_;  // as events name them
  std::int64_t layout_ = 0;             // as they name it last
  AccessLedger access_;
  // By record and key: what the log says is there, and since which revision. A text that was erased is not compared.
  struct Recorded {
    std::optional<std::string> after;
    std::uint64_t revision = 0;
  };
  std::map<std::pair<std::string, std::string>, Recorded> recorded_;
};

void DatabaseCheck::check_file() {
  auto lines = connection_.query("PRAGMA integrity_check");
  while (lines.step()) {
    if (lines.text(0) != "ok") log_.fault("The file is damaged: " + lines.text(0) + ".");
  }
}

void DatabaseCheck::check_entries() {
  LogReader const reader(connection_);
  std::uint64_t next = 0;
  for (auto entries = reader.read(0, at_once); !entries.empty(); entries = reader.read(next, at_once)) {
    for (auto const& stored : entries) check_entry(stored);
    next = entries.back().entry.number + 1;
  }
}

void DatabaseCheck::check_entry(StoredEntry const& stored) {
  auto const& entry = stored.entry;
  ++kinds_[entry.kind];
  auto const number = std::to_string(entry.number);
  if (!stored.found) log_.fault("What entry " + number + " (" + entry.kind + ") is about is missing.");
  // Commitments stand only where a part was erased.
  std::string erased;
  bool any = false;
  for (auto const& part : entry.parts) {
    any = any || !part.text;
    erased += part.text ? std::string(sizeof(audit::Hash), '\0') : std::string(audit::bytes_of(part.erased));
  }
  if (stored.found && stored.erased_parts != (any ? erased : ""))
    log_.fault("Entry " + number + " has commitments that do not belong to it.");
  log_.add(entry, stored.nodes);
  if (entry.kind == "change" && stored.found) read_change(entry);
  if (entry.kind == "event" && stored.found) read_event(entry);
}

void DatabaseCheck::read_event(audit::Entry const& entry) {
  auto const &kind = std::get<std::string>(entry.values[1]), &text = std::get<std::string>(entry.values[2]);
  if (kind == "rulebook") rulebooks_.push_back(text);
  if (kind == "layout") layout_ = layout_of_event(text);
  if ((kind == token_event || kind == secret_event) && !access_.add(kind, text))
    log_.fault("Entry " + std::to_string(entry.number) + " changes a " + kind + " that was not as the log had it.");
}

// Before the log had them, there is nothing to hold them against.
void DatabaseCheck::check_access() {
  auto const layout = connection_.number("PRAGMA user_version"), named = layout_by_log(layout_);
  if (layout != named)
    log_.fault("The database calls itself of layout " + std::to_string(layout) + "; by the log it is of layout " +
               std::to_string(named) + ".");
  if (named < layout_with_access) return;
  auto const tokens = stored_tokens(connection_);
  auto const secrets = stored_secrets(connection_);
  for (auto& sentence : access_.faults(tokens, secrets)) log_.fault(std::move(sentence));
  verdict_.access = tokens.size() + secrets.size();
}

// The one text of a part as it was written; nothing for null.
std::optional<std::string> text_of_part(audit::Part const& part) {
  constexpr std::size_t head = 9;
  if (!part.text || !part.text->starts_with('t')) return std::nullopt;
  return part.text->substr(head);
}

void DatabaseCheck::read_change(audit::Entry const& entry) {
  auto const revision = static_cast<std::uint64_t>(std::get<std::int64_t>(entry.values[0]));
  if (revision < verdict_.revision)
    log_.fault("Entry " + std::to_string(entry.number) + " has a revision before that of the entry before it.");
  verdict_.revision = std::max(revision, verdict_.revision);
  auto const& key = entry.parts[0];
  if (!key.text) return;
  auto const name = std::pair(std::get<std::string>(entry.values[2]), text_of_part(key).value_or(""));
  recorded_[name] = {text_of_part(entry.parts[3]), revision};
  if (!recorded_[name].after) recorded_.erase(name);
}

void DatabaseCheck::check_counts() {
  verdict_.decisions = kinds_["decision"];
  verdict_.changes = kinds_["change"];
  for (auto const* kind : {"decision", "change", "event"}) {
    auto const rows = connection_.number("SELECT count(*) FROM " + quoted("_" + std::string(kind)));
    if (rows != static_cast<std::int64_t>(kinds_[kind]))
      log_.fault("There are " + std::to_string(rows) + " rows of the kind " + kind + ", and the log has " +
                 std::to_string(kinds_[kind]) + ".");
  }
  auto const revision = connection_.number("SELECT \"value\" FROM \"_meta\" WHERE \"name\" = 'revision'");
  if (revision != static_cast<std::int64_t>(verdict_.revision))
    log_.fault("The state calls itself revision " + std::to_string(revision) + "; by the log it is " +
               std::to_string(verdict_.revision) + ".");
}

void DatabaseCheck::check_rulebooks() {
  for (auto const& revision : rulebooks_) {
    auto const sources = read_sources(connection_, revision);
    if (!sources || dsl::revision_of(*sources) != revision)
      log_.fault("The sources of the rulebook " + revision + " are missing or not as they were.");
  }
  std::map<std::string, int> known;
  for (auto const& revision : rulebooks_) known[revision] = 1;
  if (connection_.number("SELECT count(*) FROM \"_source\"") != static_cast<std::int64_t>(known.size()))
    log_.fault("There are sources of rulebooks that were never in force.");
  if (!rulebooks_.empty()) verdict_.rulebook = rulebooks_.back();
  auto query = connection_.query("SELECT \"value\" FROM \"_meta\" WHERE \"name\" = 'rulebook'");
  if (!query.step() || query.text(0) != verdict_.rulebook)
    log_.fault("The rulebook that the database names last is not the one that came into force last.");
}

void DatabaseCheck::check_state() {
  auto sources = read_sources(connection_, verdict_.rulebook);
  if (!sources) return;
  auto const checked = dsl::check(*std::move(sources));
  if (dsl::has_errors(checked.diagnostics)) return log_.fault("The rulebook that came into force last has errors.");
  check_fields(checked.rulebook);
  for (Index record = 0; record < checked.rulebook.records.size(); ++record) {
    try {
      check_records(checked.rulebook, record);
    } catch (StorageError const& error) {
      log_.fault(error.what());
    }
  }
  for (auto const& [name, recorded] : recorded_)
    log_.fault("The " + name.first + " \"" + name.second + "\" is recorded by the log and not there.");
}

void DatabaseCheck::check_fields(dsl::Rulebook const& rulebook) {
  std::map<std::string, Storages> stored, wanted;
  auto fields = connection_.query("SELECT \"record\", \"field\", \"storage\" FROM \"_field\"");
  while (fields.step()) stored[fields.text(0)][fields.text(1)] = fields.text(2);
  for (Index record = 0; record < rulebook.records.size(); ++record)
    wanted[rulebook.records[record].name] = storages_of(rulebook, record);
  if (stored != wanted) log_.fault("The fields that the database has are not those of its rulebook.");
}

void DatabaseCheck::check_records(dsl::Rulebook const& rulebook, Index record) {
  RecordTable const table(rulebook, record, Reading::exact);
  std::string after;
  for (auto rows = table.read_keyed(connection_, after, at_once); !rows.empty();
       rows = table.read_keyed(connection_, after, at_once)) {
    for (auto const& [key, row] : rows) check_record(rulebook, record, key, row);
    after = rows.back().first;
  }
}

void DatabaseCheck::check_record(dsl::Rulebook const& rulebook, Index record, std::string const& key,
                                 StoredRecord const& row) {
  auto const& kind = rulebook.records[record].name;
  ++verdict_.records;
  if (key != key_of(rulebook, record, row.record))
    log_.fault("A " + kind + " is kept under another key, \"" + key + "\".");
  auto const found = recorded_.find({kind, key});
  if (found == recorded_.end())
    return log_.fault("The " + kind + " \"" + key + "\" is there and not recorded by the log.");
  if (!same_row(found->second.after, row_json(rulebook, record, row.record)) || found->second.revision != row.version)
    log_.fault("The " + kind + " \"" + key + "\" is not as the log has it.");
  recorded_.erase(found);
}

}  // namespace

DatabaseVerdict verify_database(std::string const& path, audit::Expected const& expected) {
  return DatabaseCheck(path, expected).run();
}

}  // namespace bylaw::engine
