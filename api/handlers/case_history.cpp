// How a case came to be what it is: every change of it and of what refers to it, newest first, with the steps that each
// record is evidence for.
#include <algorithm>
#include <map>
#include <set>

#include "api/access/seen_change.hpp"
#include "api/case_version.hpp"
#include "api/compliance/sweep_at.hpp"
#include "api/handlers/cases.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/query.hpp"

namespace bylaw::api {
namespace {

using Evidence = std::map<std::string, std::set<std::string>>;  // "record/key" to steps

Evidence evidence_of(Service const& service, CaseFound const& found, dsl::Date day) {
  Evidence evidence;
  auto const report = engine::report_case(*service.program, *found.snapshot, found.row, day);
  for (auto const& step : report.steps)
    for (auto const& [record, row] : step.evidence)
      evidence[service.rulebook->records[record].name + '/' + std::string(found.snapshot->key(record, row))].insert(
          service.rulebook->procedures[report.procedure].steps[step.step].name);
  return evidence;
}

std::vector<engine::ChangeEntry> changes_of(Service const& service, Sight& sight, CaseFound const& found,
                                             std::size_t limit) {
  std::vector<engine::ChangeEntry> changes;
  for (auto const& [record, row] : case_records(*found.snapshot, found.row)) {
    if (!sight.row(*found.snapshot, record, row)) continue;
    for (auto& change : service.store.history(record, found.snapshot->key(record, row), limit))
      changes.push_back(sight.is_whole() ? std::move(change) : seen_change(sight, record, std::move(change)));
  }
  auto const order = [](engine::ChangeEntry const& entry) { return std::tie(entry.record, entry.key); };
  std::ranges::sort(changes, [&](auto const& a, auto const& b) {
    return a.revision != b.revision ? a.revision > b.revision : order(a) < order(b);
  });
  changes.resize(std::min(changes.size(), limit));
  return changes;
}

void write_change(JsonWriter& json, engine::ChangeEntry const& entry, Evidence const& evidence) {
  auto const name = entry.record + '/' + entry.key;
  json.begin_object();
  json.member("revision", entry.revision);
  json.member("at", entry.at);
  json.member("who", entry.who);
  json.member("record", name);
  json.member("what", entry.before.empty() ? "added" : entry.after.empty() ? "deleted" : "changed");
  auto const steps = evidence.find(name);
  json.texts("steps", steps == evidence.end() ? std::set<std::string>() : steps->second);
  json.key("before");
  json.raw(entry.before.empty() ? "null" : entry.before);
  json.key("after");
  json.raw(entry.after.empty() ? "null" : entry.after);
  json.end_object();
}

}  // namespace

Reply get_case_history(Service& service, Call const& call) {
  auto sight = sight_of(service, call);
  auto const found = find_case(service, sight, call.captured[0], dsl::AccessScope::read_cases);
  if (!found) return std::unexpected(found.error());
  InputFaults faults;
  auto const page = read_page(call, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  auto const day = day_asked(service, call);
  auto const evidence = evidence_of(service, *found, day);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  for (auto const& entry : changes_of(service, sight, *found, page.limit)) write_change(json, entry, evidence);
  json.end_list();
  json.key("next");
  json.null();
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
