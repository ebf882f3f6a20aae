#include "api/write_case.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "api/decision_text.hpp"
#include "api/write_value.hpp"

namespace bylaw::api {
namespace {

using engine::StepReport;
using engine::StepStatus;

// What the answer says of every case; a field of the record that is called like that is not repeated.
constexpr std::array<std::string_view, 11> own_keys = {"case",    "procedure", "title",         "on",
                                                       "outcome", "options",   "steps",         "next_actions",
                                                       "missing", "refer_to",  "state_revision"};

std::string_view need_name(dsl::Need need) {
  return need == dsl::Need::required ? "required" : need == dsl::Need::preferred ? "preferred" : "customary";
}

class CaseWriter {
 public:
  CaseWriter(JsonWriter& json, engine::Snapshot const& snapshot, dsl::Procedure const& procedure)
      : json_(json), snapshot_(snapshot), rulebook_(*snapshot.rulebook), procedure_(procedure) {}

  void options(engine::CaseReport const& report) {
    json_.key("options");
    json_.begin_list();
    for (auto const& route : report.routes)
      if (procedure_.routes[route.route].value != dsl::none) option(route, route.route == report.route);
    json_.end_list();
  }

  void steps(engine::CaseReport const& report) {
    json_.key("steps");
    json_.begin_list();
    for (auto const& step : report.steps) this->step(step);
    json_.end_list();
    json_.key("next_actions");
    json_.begin_list();
    for (auto const& next : report.next) next_action(report.steps[next.position], next.again);
    json_.end_list();
  }

  void step(StepReport const& report) {
    auto const& step = procedure_.steps[report.step];
    json_.begin_object();
    head(step);
    json_.member("status", engine::to_string(report.status));
    json_.text_or_null("on", report.on ? dsl::to_string(*report.on) : "");
    duty(step);
    evidence(report);
    circumstances(step, report);
    source(step);
    json_.end_object();
  }

 private:
  void option(engine::RouteReport const& report, bool chosen) {
    auto const& route = procedure_.routes[report.route];
    json_.begin_object();
    json_.member("option", route.name);
    json_.member("title", route.title);
    json_.key("available");
    if (report.available == engine::Truth::unknown)
      json_.null();
    else
      json_.boolean(report.available == engine::Truth::yes);
    auto const& why = report.reason == dsl::none ? route.title : route.availability[report.reason].because;
    json_.member("why", report.available == engine::Truth::unknown ? "Not known whether: " + why : why);
    json_.member("chosen", chosen);
    if (route.norm != dsl::none) json_.member("norm", rulebook_.norms[route.norm].id);
    if (!route.readings.empty()) readings(route.readings);
    json_.end_object();
  }

  void next_action(StepReport const& report, bool again) {
    auto const& step = procedure_.steps[report.step];
    json_.begin_object();
    head(step);
    json_.member("status", engine::to_string(report.status));
    duty(step);
    if (again) json_.member("again", true);
    source(step);
    json_.end_object();
  }

  void head(dsl::Step const& step) {
    json_.member("step", step.name);
    json_.member("title", step.title);
    json_.member("norm", rulebook_.norms[step.norm].id);
    norms("also", step.also);
    json_.member("need", need_name(step.need));
  }

  void duty(dsl::Step const& step) {
    json_.text_or_null("bearer", step.bearers.empty() ? "" : step.bearers.front());
    json_.texts("bearers", step.bearers);
    json_.member("act", step.act);
    json_.texts("counterparts", step.counterparts);
  }

  void evidence(StepReport const& report) {
    json_.key("evidence");
    json_.begin_list();
    for (auto const& [record, row] : report.evidence)
      json_.text(rulebook_.records[record].name + '/' + std::string(snapshot_.key(record, row)));
    json_.end_list();
  }

  void circumstances(dsl::Step const& step, StepReport const& report) {
    if (!report.behind.empty()) {
      json_.key("after");
      json_.begin_list();
      for (auto const index : report.behind) json_.text(procedure_.steps[index].name);
      json_.end_list();
    }
    if (report.blocked && !step.blocked_because.empty()) json_.member("because", step.blocked_because);
    if (report.status == StepStatus::undetermined && !step.undetermined_because.empty())
      json_.member("undetermined_because", step.undetermined_because);
    if (report.recusals.empty()) return;
    json_.member("recused", true);
    json_.key("recused_because");
    json_.begin_list();
    for (auto const index : report.recusals) json_.text(step.recusals[index].because);
    json_.end_list();
  }

  void source(dsl::Step const& step) {
    auto const& norm = rulebook_.norms[step.norm];
    json_.member("word", norm.word);
    json_.member("text", norm.says);
    json_.member("document", norm.document);
    json_.member("section", norm.section);
    if (!step.see.empty()) norms("see", step.see);
    if (!step.readings.empty()) readings(step.readings);
  }

  void norms(std::string_view key, std::vector<dsl::Index> const& list) {
    json_.key(key);
    json_.begin_list();
    for (auto const norm : list) json_.text(rulebook_.norms[norm].id);
    json_.end_list();
  }

  void readings(std::vector<std::pair<std::string, std::string>> const& list) {
    json_.key("readings");
    json_.begin_list();
    for (auto const& [name, text] : list) {
      json_.begin_object();
      json_.member("name", name);
      json_.member("text", text);
      json_.end_object();
    }
    json_.end_list();
  }

  JsonWriter& json_;
  engine::Snapshot const& snapshot_;
  dsl::Rulebook const& rulebook_;
  dsl::Procedure const& procedure_;
};

void write_missing(JsonWriter& json, engine::Snapshot const& snapshot, std::vector<engine::Missing> const& missing) {
  json.key("missing");
  json.begin_list();
  for (auto const& one : missing) {
    auto const text = missing_text(*snapshot.rulebook, snapshot, one);
    json.begin_object();
    json.member("fact", one.name);
    json.member("question", text.question);
    json.member("type", text.type);
    json.end_object();
  }
  json.end_list();
}

}  // namespace

void write_case_record(JsonWriter& json, engine::Snapshot const& snapshot, engine::Row row, Sight& sight) {
  auto const record = engine::case_record(*snapshot.rulebook);
  auto const& declared = snapshot.rulebook->records[record];
  auto const stored = engine::record_of(snapshot, record, row);
  json.member("case", snapshot.key(record, row));
  for (dsl::Index field = 0; field < declared.fields.size(); ++field) {
    auto const& [name, type] = std::tie(declared.fields[field].name, declared.fields[field].type);
    bool const taken = std::ranges::find(own_keys, std::string_view(name)) != own_keys.end() ||
                       std::ranges::find(declared.key, field) != declared.key.end();
    if (taken || !stored.fields[field] || !sight.field(snapshot, record, row, field)) continue;
    json.key(name);
    write_datum(json, *snapshot.rulebook, type, *stored.fields[field]);
  }
}

void write_case_summary(JsonWriter& json, engine::Snapshot const& snapshot, engine::Row row,
                        engine::CaseReport const& report, Sight& sight) {
  json.begin_object();
  write_case_record(json, snapshot, row, sight);
  json.text_or_null("procedure",
                    report.procedure == dsl::none ? "" : snapshot.rulebook->procedures[report.procedure].name);
  json.member("outcome", engine::to_string(report.outcome));
  json.key("next_actions");
  json.begin_list();
  for (auto const& next : report.next) {
    auto const& step = snapshot.rulebook->procedures[report.procedure].steps[report.steps[next.position].step];
    json.begin_object();
    json.member("step", step.name);
    json.member("title", step.title);
    json.member("norm", snapshot.rulebook->norms[step.norm].id);
    json.text_or_null("bearer", step.bearers.empty() ? "" : step.bearers.front());
    json.end_object();
  }
  json.end_list();
  json.end_object();
}

void write_case_step(JsonWriter& json, engine::Snapshot const& snapshot, dsl::Procedure const& procedure,
                     StepReport const& step) {
  CaseWriter(json, snapshot, procedure).step(step);
}

void write_case(JsonWriter& json, engine::Snapshot const& snapshot, engine::Row row, dsl::Date date,
                engine::CaseReport const& report, Sight& sight) {
  static dsl::Procedure const no_procedure;
  bool const some = report.procedure != dsl::none;
  auto const& procedure = some ? snapshot.rulebook->procedures[report.procedure] : no_procedure;
  json.begin_object();
  write_case_record(json, snapshot, row, sight);
  json.text_or_null("procedure", procedure.name);
  json.member("title", procedure.title);
  json.member("on", dsl::to_string(date));
  json.member("outcome", engine::to_string(report.outcome));
  CaseWriter writer(json, snapshot, procedure);
  writer.options(report);
  writer.steps(report);
  write_missing(json, snapshot, report.missing);
  if (!report.refer_to.empty()) json.texts("refer_to", report.refer_to);
  json.member("state_revision", snapshot.revision);
  json.end_object();
}

}  // namespace bylaw::api
