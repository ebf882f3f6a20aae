// Records brought in as a whole: first looked over, with every fault and its place, then taken in or left.
#include <algorithm>

#include "api/pages/json_reader.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t most_faults = 200;

std::string mode_of(PageCall const& call) { return call.given("mode") == "replace" ? "replace" : "merge"; }

List counts_of(PageCall const& call, JsonValue const& answer) {
  Words const words(*call.snapshot, call.language);
  List counts;
  auto const* records = at(answer, "records").object();
  for (auto const& [name, count] : records ? *records : JsonObject()) {
    auto const record = dsl::find_record(call.rulebook(), name);
    auto const* number = count.number();
    if (record != dsl::none && number)
      counts.push_back(model({{"kind", words.plural(record)}, {"count", number->text}}));
  }
  return counts;
}

HttpResponse shown(PageCall const& call, Model values, int status, bool faulty) {
  values.set("text", call.given("records"));
  values.set("replaces", mode_of(call) == "replace");
  return page(
      call, "import",
      {call.texts().get("import.title"), {{call.texts().get("nav.administration"), "/administration"}}, status, faulty},
      std::move(values));
}

HttpResponse faults_shown(PageCall const& call, Problem const& problem) {
  List faults;
  for (auto const& fault : problem.errors)
    if (faults.size() < most_faults)
      faults.push_back(model({{"place", fault.pointer.empty() ? "–" : fault.pointer}, {"said", fault.message}}));
  return shown(
      call,
      model({{"faulty", true},
             {"faults", faults},
             {"detail",
              problem.errors.empty() ? problem.detail : call.texts().counted("import.faults", problem.errors.size())}}),
      422, true);
}

}  // namespace

HttpResponse import_page(PageCall const& call) { return shown(call, model({{"fresh", true}}), 200, false); }

HttpResponse take_records_in(PageCall const& call) {
  bool const trial = call.given("do") != "import";
  auto const reply = ask(call, "POST", "/v1/import", {{"mode", mode_of(call)}, {"dry_run", trial ? "true" : "false"}},
                         call.given("records"));
  if (!reply) return faults_shown(call, reply.error());
  auto const answer = parse_json(reply->body);
  return shown(
      call, model({{"looked_over", trial}, {"done", !trial}, {"counts", answer ? counts_of(call, *answer) : List()}}),
      200, false);
}

}  // namespace bylaw::api::pages
