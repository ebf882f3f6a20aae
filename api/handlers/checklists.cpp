// Checklists: standing rules that are asked of one record, such as what a person should read.
#include <algorithm>

#include "api/compliance/sweep_at.hpp"
#include "api/compliance/write_finding.hpp"
#include "api/handlers/handlers.hpp"
#include "api/nearest.hpp"
#include "api/query.hpp"
#include "api/write_state.hpp"

namespace bylaw::api {
namespace {

std::vector<std::string_view> checklist_names(dsl::Rulebook const& rulebook) {
  std::vector<std::string_view> names;
  for (auto const& rule : rulebook.standing)
    if (rule.of_record != dsl::none) names.push_back(rule.name);
  return names;
}

void write_checklist(JsonWriter& json, dsl::Rulebook const& rulebook, dsl::Standing const& rule) {
  json.begin_object();
  json.member("name", rule.name);
  json.member("title", rule.title);
  json.member("of", rulebook.records[rule.of_record].name);
  json.member("norm", rulebook.norms[rule.norm].id);
  json.end_object();
}

}  // namespace

Reply get_checklists(Service& service, Call const&) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  for (auto const& rule : service.rulebook->standing)
    if (rule.of_record != dsl::none) write_checklist(json, *service.rulebook, rule);
  json.end_list();
  json.key("next");
  json.null();
  json.end_object();
  return json_reply(std::move(out));
}

Reply get_checklist(Service& service, Call const& call) {
  auto const& rulebook = *service.rulebook;
  auto const& name = call.captured[0];
  auto const rule = std::ranges::find(rulebook.standing, name, &dsl::Standing::name);
  if (rule == rulebook.standing.end() || rule->of_record == dsl::none)
    return not_found("There is no checklist " + in_quotes(name) + nearest_hint(name, checklist_names(rulebook)) + '.');
  auto const snapshot = service.store.snapshot();
  auto const of = snapshot->find(rule->of_record, call.captured[1]);
  auto const no_such_subject = [&] {
    return not_found("There is no " + rulebook.records[rule->of_record].name + ' ' + in_quotes(call.captured[1]) + '.');
  };
  if (!of) return no_such_subject();
  auto const date = day_asked(service, call);
  auto const index = static_cast<dsl::Index>(rule - rulebook.standing.begin());
  auto const sight = finding_sight(service, call);
  // What a role has only of its own is about the record that is asked about.
  bool const limited = call.caller.reach(dsl::AccessScope::read_compliance) == dsl::Reach::own;
  if (!sight->sight().row(*snapshot, rule->of_record, *of) ||
      (limited && !sight->sight().owns(*snapshot, rule->of_record, *of)))
    return no_such_subject();
  FindingWriter const writer(*service.program, *snapshot, date, *sight);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("title", rule->title);
  json.key("data");
  json.begin_list();
  for (auto const& row : engine::checklist(*service.program, *snapshot, date, index, *of)) {
    json.begin_object();
    json.key("finding");
    writer.write_json(json, row, *of);
    json.key("item");
    write_record(json, rulebook, rule->record, engine::record_of(*snapshot, rule->record, row.subject));
    json.end_object();
  }
  json.end_list();
  json.key("next");
  json.null();
  write_sweep_members(json, {service.program, snapshot, date, nullptr, nullptr});
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
