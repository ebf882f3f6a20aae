#include "api/pages/case_model.hpp"

#include <algorithm>

#include "api/handlers/cases.hpp"
#include "api/handlers/handlers.hpp"
#include "api/pages/finding_model.hpp"
#include "api/pages/json_reader.hpp"
#include "api/pages/record_model.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

std::string parties(PageCall const& call, JsonList const& names) {
  Words const words(*call.snapshot, call.language);
  std::string text;
  for (auto const& name : names)
    if (name.text()) text += (text.empty() ? "" : ' ' + call.texts().get("or") + ' ') + words.party(*name.text());
  return capitalised(text);
}

std::string tone_of_step(std::string_view status) {
  if (status == "done") return "met";
  if (status == "next") return "act";
  if (status == "refused" || status == "out_of_order") return "stop";
  if (status == "pending" || status == "undetermined") return "wait";
  return "not_applicable";
}

}  // namespace

std::optional<CaseRead> read_case(PageCall const& call, std::string const& key) {
  auto const path = "/v1/succession/cases/" + key;
  NamedValues const on = {{"on", dsl::to_string(call.day())}};
  auto const reply = ask(call, "GET", path, on);
  if (!reply) return std::nullopt;
  auto json = parse_json(reply->body, {.bytes = 16 << 20});
  if (!json) return std::nullopt;
  CaseRead found{key, "", *std::move(json), {}};
  for (auto const& [name, value] : reply->headers)
    if (name == "ETag") found.version = value;
  if (auto const history = read(call, path + "/history", on)) found.changes = list_at(*history, "data");
  return found;
}

std::string last_changed(PageCall const& call, CaseRead const& read) {
  if (read.changes.empty()) return {};
  auto const at = text_at(read.changes.front(), "at");
  auto const day = dsl::parse_date(at.substr(0, 10));
  return day && at.size() > 16 ? Words(*call.snapshot, call.language).date(*day) + ' ' + at.substr(11, 5) : "";
}

dsl::Step const* recordable_step(PageCall const& call, std::string const& key, std::string const& name) {
  auto const record = engine::case_record(call.rulebook());
  auto const row = record == dsl::none ? std::nullopt : call.snapshot->find(record, key);
  if (!row || !call.may(dsl::AccessScope::write_cases) ||
      !is_for(call.sight->sight(), *call.everything, record, *row, dsl::AccessScope::write_cases))
    return nullptr;
  auto const report = engine::report_case(*call.service.program, *call.everything, *row, call.day());
  if (report.procedure == dsl::none) return nullptr;
  auto const& steps = call.rulebook().procedures[report.procedure].steps;
  auto const found = std::ranges::find(steps, name, &dsl::Step::name);
  return found == steps.end() || found->writes.empty() ? nullptr : &*found;
}

Model case_step_model(PageCall const& call, CaseRead const& read, JsonValue const& step) {
  Words const words(*call.snapshot, call.language);
  auto const status = text_at(step, "status"), name = text_at(step, "step");
  auto const on = dsl::parse_date(text_at(step, "on"));
  Model made = model({{"title", text_at(step, "title")},
                      {"status", call.texts().get("step." + status)},
                      {"tone", tone_of_step(status)},
                      {"need", call.texts().get("need." + text_at(step, "need"))},
                      {"who", parties(call, list_at(step, "bearers"))},
                      {"on", on ? words.date(*on) : "–"},
                      {"text", text_at(step, "text")},
                      {"because", text_at(step, "because") + text_at(step, "undetermined_because")}});
  auto const document = std::ranges::find(call.rulebook().documents, text_at(step, "document"), &dsl::Document::name);
  made.set("place", call.texts().with(
                        "place", {{"document", document == call.rulebook().documents.end() ? text_at(step, "document")
                                                                                           : document->title},
                                  {"section", text_at(step, "section")}}));
  made.set("has_because", !text_at(step, "because").empty() || !text_at(step, "undetermined_because").empty());
  made.set("recused", true_at(step, "recused"));
  List evidence, recusals, readings;
  for (auto const& one : list_at(step, "recused_because"))
    if (one.text()) recusals.push_back(model({{"text", *one.text()}}));
  for (auto const& one : list_at(step, "readings")) readings.push_back(model({{"text", text_at(one, "text")}}));
  for (auto const& one : list_at(step, "evidence")) {
    auto const slash = one.text() ? one.text()->find('/') : std::string::npos;
    auto const record =
        slash == std::string::npos ? dsl::none : dsl::find_record(call.rulebook(), one.text()->substr(0, slash));
    if (record == dsl::none) continue;
    auto const key = one.text()->substr(slash + 1);
    evidence.push_back(
        model({{"title", words.singular(record)}, {"key", key}, {"path", record_path(call, record, key)}}));
  }
  made.set("recusals", recusals);
  made.set("evidence", evidence);
  made.set("readings", readings);
  made.set("has_readings", !readings.empty());
  bool const open = status == "next" || true_at(step, "again") || status == "refused";
  made.set("can_record", open && recordable_step(call, read.key, name) != nullptr);
  made.set("path", "/cases/" + path_segment(read.key) + "/steps/" + path_segment(name));
  return made;
}

Model case_route_model(PageCall const& call, JsonValue const& route) {
  auto const& available = at(route, "available");
  auto const state = available.is_null() ? "unknown" : true_at(route, "available") ? "open" : "closed";
  return model({{"title", text_at(route, "title")},
                {"state", call.texts().get(std::string("route.") + state)},
                {"tone", std::string(state) == "open"     ? "good"
                         : std::string(state) == "closed" ? "not_applicable"
                                                          : "wait"},
                {"why", text_at(route, "why")},
                {"chosen", true_at(route, "chosen")}});
}

Model case_change_model(PageCall const& call, dsl::Index record, JsonValue const& change) {
  Words const words(*call.snapshot, call.language);
  auto const name = text_at(change, "record"), at_time = text_at(change, "at");
  auto const key = name.substr(name.find('/') + 1);
  auto const day = dsl::parse_date(at_time.substr(0, 10));
  List fields;
  for (auto const& field : call.rulebook().records[record].fields) {
    auto const before = shown_json(call, field.type, at(at(change, "before"), field.name)),
               after = shown_json(call, field.type, at(at(change, "after"), field.name));
    if (before != after && !field.confidential)
      fields.push_back(model({{"label", words.field(field)},
                              {"before", before.empty() ? "–" : before},
                              {"after", after.empty() ? "–" : after}}));
  }
  auto const what = text_at(change, "what");
  return model({{"at", (day ? words.date(*day) : at_time) + ' ' + (at_time.size() > 16 ? at_time.substr(11, 5) : "")},
                {"who", text_at(change, "who")},
                {"what", words.singular(record) + ": " + call.texts().get("change." + what)},
                {"title", words.title_of_key(record, key)},
                {"path", record_path(call, record, key)},
                {"added", what == "added"},
                {"fields", fields}});
}

}  // namespace bylaw::api::pages
