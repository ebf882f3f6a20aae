#include "api/access/redact_decision.hpp"

#include <algorithm>

#include "api/json_text.hpp"
#include "api/write_json.hpp"

namespace bylaw::api {
namespace {

class Redactor {
 public:
  Redactor(Sight& sight, bool just_asked) : sight_(sight), just_asked_(just_asked) {}

  void decision(JsonValue& json) {
    for (auto const* key : {"findings", "required_actions", "steps"})
      each(json, key, [&](JsonValue& finding) { this->finding(finding); });
    drop(json, "missing", [&](JsonValue const& missing) { return hides_field(text_of(missing, "fact")); });
  }

 private:
  void finding(JsonValue& json) {
    drop(json, "evidence", [&](JsonValue const& name) { return name.text() && hides_record(*name.text()); });
    // What a condition comes to says what was read, so it goes with what must not be seen.
    drop(json, "because", [&](JsonValue const& because) { return rests_on_hidden(because); });
  }

  bool rests_on_hidden(JsonValue const& because) {
    auto const* readings = because.member("readings");
    auto const* list = readings ? readings->list() : nullptr;
    return list && std::ranges::any_of(
                       *list, [&](JsonValue const& reading) { return hides_field(text_of(reading, "name")); });
  }

  static JsonList* list_of(JsonValue& json, std::string_view key) {
    auto* members = std::get_if<JsonObject>(&json.value);
    if (!members) return nullptr;
    auto const found = std::ranges::find(*members, key, &JsonMember::key);
    return found == members->end() ? nullptr : std::get_if<JsonList>(&found->value.value);
  }
  static void each(JsonValue& json, std::string_view key, auto const& change) {
    if (auto* list = list_of(json, key))
      for (auto& item : *list) change(item);
  }
  static void drop(JsonValue& json, std::string_view key, auto const& hidden) {
    if (auto* list = list_of(json, key)) std::erase_if(*list, hidden);
  }
  static std::string_view text_of(JsonValue const& json, std::string_view key) {
    auto const* member = json.member(key);
    auto const* text = member ? member->text() : nullptr;
    return text ? std::string_view(*text) : std::string_view();
  }

  // "record/key", whatever the key looks like: names of records have no slash.
  bool hides_record(std::string_view name) {
    auto const slash = name.find('/');
    auto const record = dsl::find_record(*sight_.now().rulebook, name.substr(0, slash));
    return slash != std::string_view::npos && record != dsl::none && hides(record, name.substr(slash + 1), true);
  }

  // "record/key.field": names of fields have no dot. Facts and settings have no slash.
  bool hides_field(std::string_view name) {
    auto const slash = name.find('/'), dot = name.rfind('.');
    if (slash == std::string_view::npos) return false;
    if (dot == std::string_view::npos || dot < slash) return hides_record(name);
    auto const& rulebook = *sight_.now().rulebook;
    auto const record = dsl::find_record(rulebook, name.substr(0, slash));
    if (record == dsl::none) return false;
    auto const field = dsl::find_field(rulebook.records[record], name.substr(dot + 1));
    if (field == dsl::none) return hides_record(name);
    auto const& declared = rulebook.records[record].fields[field];
    // What it refers to may be hidden where the field is not.
    bool const refers = declared.type.kind == dsl::TypeKind::reference && rulebook.records[declared.type.of].confidential &&
                        !sight_.sees_all(declared.type.of);
    return hides(record, name.substr(slash + 1, dot - slash - 1), !declared.confidential && !refers);
  }

  bool hides(dsl::Index record, std::string_view key, bool row_only) {
    if (just_asked_ && !sight_.now().find(record, key)) return false;
    return row_only ? !sight_.row(record, key) : !sight_.confidential_fields(record, key);
  }

  Sight& sight_;
  bool just_asked_;
};

}  // namespace

std::string redact_case(Sight& sight, std::string const& json) { return redact_decision(sight, json, false); }

std::string redact_decision(Sight& sight, std::string const& json, bool just_asked) {
  if (sight.is_whole()) return json;
  auto parsed = parse_json(json, {.bytes = json.size(), .values = 10'000'000});
  if (!parsed) return "{}";  // nothing rather than too much
  Redactor(sight, just_asked).decision(*parsed);
  return json_text(*parsed);
}

}  // namespace bylaw::api
