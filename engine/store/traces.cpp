#include "engine/store/traces.hpp"

#include <algorithm>
#include <set>

#include "engine/store/json_text.hpp"
#include "engine/store/schema.hpp"

namespace bylaw::engine {
namespace {

bool refers(dsl::Type const& type, Index record) { return type.kind == dsl::TypeKind::reference && type.of == record; }

// A list of texts for SQL.
std::string list_of(std::set<std::string> const& texts) {
  std::string list;
  for (auto const& text : texts) list += (list.empty() ? "" : ", ") + literal(text);
  return "(" + list + ")";
}

std::set<std::string> referring_fields(dsl::Rulebook const& rulebook, Index of, Index record) {
  std::set<std::string> names;
  for (auto const& field : rulebook.records[of].fields)
    if (refers(field.type, record)) names.insert(field.name);
  return names;
}

// Whether the JSON object in a column has the key where one of these fields is, or in its list.
std::string has_in(std::string const& column, std::string const& object, std::set<std::string> const& fields) {
  if (fields.empty()) return "0";
  std::set<std::string> lists;
  for (auto const& field : fields) lists.insert(object + "." + field);
  return "(json_valid(" + column + ") AND EXISTS (SELECT 1 FROM json_tree(" + column +
         ") AS \"part\" WHERE \"part\".\"atom\" = ?1 AND ((\"part\".\"path\" = " + literal(object) +
         " AND \"part\".\"key\" IN " + list_of(fields) + ") OR \"part\".\"path\" IN " + list_of(lists) + ")))";
}

class Traces {
 public:
  Traces(Connection& connection, dsl::Rulebook const& rulebook, Index record, std::string_view key)
      : connection_(connection), rulebook_(rulebook), record_(record), key_(key) {
    escaped_ = array_json({key_});
    escaped_ = escaped_.substr(2, escaped_.size() - 4);
  }

  audit::ErasedParts find() {
    for (Index of = 0; of < rulebook_.records.size(); ++of) find_changes(of);
    find_decisions();
    if (signs_changes(rulebook_, record_)) {
      find_signed("_change");
      find_signed("_event");
    }
    return std::move(found_);
  }

 private:
  void note(std::int64_t number, std::string const& part) {
    auto& parts = found_[static_cast<std::uint64_t>(number)];
    if (std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
  }

  // Whether the key of such a record joins the key that is looked for with others.
  bool joins(Index of) const {
    auto const& parts = rulebook_.records[of].key;
    return parts.size() > 1 && std::ranges::any_of(parts, [&](Index field) {
             return refers(rulebook_.records[of].fields[field].type, record_);
           });
  }

  void find_changes(Index of) {
    auto const& name = rulebook_.records[of].name;
    auto const fields = referring_fields(rulebook_, of, record_);
    std::string about = of == record_ ? "\"key\" = ?1" : "0";
    if (joins(of)) about += " OR instr('@' || \"key\" || '@', '@' || ?1 || '@')";
    if (about == "0" && fields.empty()) return;
    auto rows = connection_.query(
        "SELECT \"number\", " + about + ", \"before\" IS NOT NULL AND (" + about + " OR " +
        has_in("\"before\"", "$", fields) + "), \"after\" IS NOT NULL AND (" + about + " OR " +
        has_in("\"after\"", "$", fields) +
        "), \"after\" IS NOT NULL AND \"number\" = (SELECT max(\"number\") FROM \"_change\" AS \"later\" WHERE"
        " \"later\".\"record\" = \"_change\".\"record\" AND \"later\".\"key\" = \"_change\".\"key\")"
        " FROM \"_change\" WHERE \"key\" IS NOT NULL AND \"record\" = " +
        literal(name));
    rows.bind(std::string_view(key_));
    while (rows.step()) {
      bool const stands = rows.number(4) != 0;  // what the state says now
      if (rows.number(1) != 0 && !stands) note(rows.number(0), "key");
      if (rows.number(2) != 0 && !(stands && rows.number(1) != 0)) note(rows.number(0), "before");
      if (rows.number(3) != 0 && !stands) note(rows.number(0), "after");
    }
  }

  void find_decisions() {
    auto query = connection_.query("SELECT \"number\" FROM \"_decision\" WHERE (" + speaks_of_it() + ")");
    query.bind(std::string_view(key_));
    while (query.step()) note(query.number(0), "content");
  }

  std::string speaks_of_it() const {
    auto sql = has_in("\"request\"", "$.facts", referring_facts()) + " OR " + in_what_if();
    for (auto const& parameter : rulebook_.parameters) {
      auto const column = "parameter." + parameter.name;
      if (!refers(parameter.type, record_)) continue;
      sql += " OR " + has_in("\"request\"", "$", {parameter.name});
      if (connection_.number("SELECT count(*) FROM pragma_table_info('_decision') WHERE name = " + literal(column)))
        sql += " OR " + quoted(column) + " = ?1";
    }
    return sql + in_answer();
  }

  std::set<std::string> referring_facts() const {
    std::set<std::string> names;
    for (auto const& fact : rulebook_.facts)
      if (refers(fact.type, record_)) names.insert(fact.name);
    return names;
  }

  // Records that were laid over the others for the question only.
  std::string in_what_if() const {
    std::set<std::string> fields;
    for (Index of = 0; of < rulebook_.records.size(); ++of) fields.merge(referring_fields(rulebook_, of, record_));
    for (auto const field : rulebook_.records[record_].key)
      fields.insert(rulebook_.records[record_].fields[field].name);
    return "(json_valid(\"request\") AND EXISTS (SELECT 1 FROM json_tree(\"request\", '$.state') AS \"part\" WHERE"
           " \"part\".\"atom\" = ?1 AND \"part\".\"key\" IN " +
           list_of(fields) + "))";
  }

  // Evidence and readings: "record/key", "record/key.field", and keys that join it with others.
  std::string in_answer() const {
    auto const name = "\"" + rulebook_.records[record_].name + "/" + escaped_;
    std::vector<std::string> forms = {name + "\"", name + "."};
    for (Index of = 0; of < rulebook_.records.size(); ++of) {
      if (!joins(of)) continue;
      auto const joined = "\"" + rulebook_.records[of].name + "/" + escaped_ + "@";
      forms.insert(forms.end(), {joined, "@" + escaped_ + "@", "@" + escaped_ + "\"", "@" + escaped_ + "."});
    }
    std::string sql;
    for (auto const& form : forms) sql += " OR instr(\"answer\", " + literal(form) + ")";
    return sql;
  }

  // Somebody who wrote for another is named as "LABEL, for KEY".
  void find_signed(std::string const& table) {
    auto rows = connection_.query("SELECT \"number\" FROM " + quoted(table) +
                                  " WHERE \"who\" = ?1 OR \"who\" GLOB '*, for ' || ?2");
    std::string pattern;
    for (char const letter : key_) {
      if (letter == '*' || letter == '?' || letter == '[')
        (pattern += '[') += letter, pattern += ']';
      else
        pattern += letter;
    }
    rows.bind(std::string_view(key_)).bind(std::string_view(pattern));
    while (rows.step()) note(rows.number(0), "who");
  }

  Connection& connection_;
  dsl::Rulebook const& rulebook_;
  Index record_;
  std::string key_, escaped_;
  audit::ErasedParts found_;
};

}  // namespace

bool signs_changes(dsl::Rulebook const& rulebook, dsl::Index record) {
  return std::ranges::any_of(rulebook.roles, [&](dsl::Role const& role) { return role.holder == record; });
}

audit::ErasedParts traces_of(Connection& connection, dsl::Rulebook const& rulebook, dsl::Index record,
                             std::string_view key) {
  return Traces(connection, rulebook, record, key).find();
}

}  // namespace bylaw::engine
