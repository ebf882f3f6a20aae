#include "api/pages/finding_model.hpp"

#include <algorithm>
#include <set>

#include "api/decision_text.hpp"
#include "api/pages/json_reader.hpp"
#include "api/pages/words.hpp"
#include "api/pages/written.hpp"

namespace bylaw::api::pages {
namespace {

// "the Chair's Office or the Secretariat"
std::string parties(PageCall const& call, JsonList const& names) {
  Words const words(*call.snapshot, call.language);
  std::string text;
  for (auto const& name : names)
    if (name.text()) text += (text.empty() ? "" : ' ' + call.texts().get("or") + ' ') + words.party(*name.text());
  return text;
}

std::string place_of(PageCall const& call, JsonValue const& finding) {
  auto const& documents = call.rulebook().documents;
  auto const document = std::ranges::find(documents, text_at(finding, "document"), &dsl::Document::name);
  return call.texts().with("place",
                           {{"document", document == documents.end() ? text_at(finding, "document") : document->title},
                            {"section", text_at(finding, "section")}});
}

// "record/key" as a link with the record's title.
List evidence_of(PageCall const& call, JsonValue const& finding) {
  Words const words(*call.snapshot, call.language);
  List items;
  for (auto const& one : list_at(finding, "evidence")) {
    if (!one.text()) continue;
    auto const slash = one.text()->find('/');
    auto const record = dsl::find_record(call.rulebook(), one.text()->substr(0, slash));
    if (record == dsl::none || slash == std::string::npos) continue;
    auto const key = one.text()->substr(slash + 1);
    items.push_back(model({{"title", words.singular(record) + ": " + words.title_of_key(record, key)},
                           {"path", "/records/" + call.rulebook().records[record].name + '/' + path_segment(key)}}));
  }
  return items;
}

List conditions_of(PageCall const& call, JsonValue const& finding) {
  List items;
  for (auto const& because : list_at(finding, "because"))
    items.push_back(model({{"clause", call.texts().get("clause." + text_at(because, "clause"))},
                           {"condition", text_at(because, "condition")},
                           {"truth", call.texts().get("truth." + text_at(because, "truth"))}}));
  return items;
}

List remedies_of(JsonValue const& finding) {
  List items;
  for (auto const& remedy : list_at(finding, "remedies"))
    items.push_back(model({{"act", capitalised(text_at(remedy, "act"))}}));
  return items;
}

List readings_of(JsonValue const& finding) {
  List items;
  for (auto const& reading : list_at(finding, "readings")) items.push_back(model({{"text", text_at(reading, "text")}}));
  return items;
}

}  // namespace

std::string tone_of_outcome(std::string_view outcome) {
  if (outcome == "breach" || outcome == "not_permitted") return "stop";
  if (outcome == "action_required") return "act";
  if (outcome == "clear") return "good";
  if (outcome == "advice" || outcome == "discouraged") return "note";
  return "wait";
}

std::string tone_of_status(std::string_view status) {
  if (status == "prohibited") return "stop";
  if (status == "satisfied" || status == "permitted") return "good";
  if (status == "outstanding" || status == "late" || status == "pending" || status == "refer" ||
      status == "undetermined")
    return "wait";
  return "note";
}

std::string shown_json(PageCall const& call, dsl::Type type, JsonValue const& value) {
  Words const words(*call.snapshot, call.language);
  std::string text;
  for (auto const& one : written_values(call.rulebook(), type, value))
    text += (text.empty() ? "" : ", ") + words.shown(type, one);
  return text;
}

List figures_of(PageCall const& call, JsonValue const& finding) {
  List figures;
  std::set<std::string> seen;
  for (auto const& because : list_at(finding, "because")) {
    if (text_at(because, "clause") != "when") continue;
    for (auto const& read : list_at(because, "readings")) {
      auto const from = text_at(read, "from"), name = text_at(read, "name");
      auto const& value = at(read, "value");
      if (value.is_null() || from == "record" || from == "question" || !seen.insert(name).second) continue;
      figures.push_back(model({{"label", capitalised(reading_label(call.rulebook(), name))},
                               {"value", shown_json(call, reading_type(call.rulebook(), name), value)},
                               {"from", call.texts().get("from." + from)}}));
    }
  }
  return figures;
}

Model step_model(PageCall const& call, JsonValue const& finding) {
  Words const words(*call.snapshot, call.language);
  auto const force = text_at(finding, "force");
  auto const whom = parties(call, list_at(finding, "counterparts")), who = parties(call, list_at(finding, "bearers"));
  auto const before = dsl::parse_date(text_at(finding, "before"));
  Model step = model(
      {{"title", text_at(finding, "title")}, {"force", call.texts().get("force." + force)}, {"force_name", force}});
  step.set("waiting", text_at(finding, "status") == "pending");
  step.set("has_whom", !whom.empty());
  step.set("whom", capitalised(whom));
  step.set("has_who", !who.empty());
  step.set("who", capitalised(who));
  step.set("has_before", before.has_value());
  if (before) step.set("before", words.date(*before));
  step.set("place", place_of(call, finding));
  return step;
}

Model finding_model(PageCall const& call, JsonValue const& finding) {
  auto const status = text_at(finding, "status"), force = text_at(finding, "force");
  Model made = model({{"title", text_at(finding, "title")},
                      {"status", call.texts().get("status." + status)},
                      {"tone", tone_of_status(status)},
                      {"force", call.texts().get("force." + force)},
                      {"text", text_at(finding, "text")},
                      {"word", text_at(finding, "word")},
                      {"place", place_of(call, finding)},
                      {"path", "/rulebook/" + path_segment(text_at(finding, "rule"))}});
  auto const set = [&](std::string const& name, List const& items) {
    made.set(name, items);
    made.set("has_" + name, !items.empty());
  };
  made.set("has_word", !text_at(finding, "word").empty());
  set("evidence", evidence_of(call, finding));
  set("conditions", conditions_of(call, finding));
  set("remedies", remedies_of(finding));
  set("readings", readings_of(finding));
  return made;
}

}  // namespace bylaw::api::pages
