// Questions asked: one, or many in one request.
#include "api/access/redact_decision.hpp"
#include "api/answer_question.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/write_json.hpp"

namespace bylaw::api {
namespace {

constexpr std::size_t longest_batch = 1000;

// Answers and logs one question over the snapshot given. `sent` is called for the request's text when it is logged.
std::expected<std::string, Problem> answer_one(Service& service, Sight& sight,
                                               std::shared_ptr<engine::Snapshot const> const& snapshot,
                                               JsonValue const& request, auto const& sent) {
  auto const start = std::chrono::steady_clock::now();
  auto const now = service.clock();
  auto answered = answer_question(*service.program, snapshot, request,
                                  {service.ids.next(milliseconds_of(now)), rfc3339(now)}, service.conditions, &sight);
  if (!answered) return std::unexpected(invalid(answered.error()));
  if (answered->asked.record) service.store.log(log_entry(*answered, sent()));
  service.metrics.count_decision(answered->decision.outcome, std::chrono::steady_clock::now() - start);
  return sight.is_whole() ? std::move(answered->json) : redact_decision(sight, answered->json, true);
}

std::expected<JsonList const*, Problem> requests_of(JsonValue const& batch) {
  InputFaults faults;
  Place const root, place(root, "requests");
  auto const* member = batch.member("requests");
  auto const* requests = member ? member->list() : nullptr;
  if (!batch.object())
    faults.add(root, "wrong_type", "A batch must be an object, not " + std::string(batch.kind()) + '.');
  else if (!member)
    faults.add(place, "missing", "The list of requests is missing.");
  else if (!requests)
    faults.add(place, "wrong_type", "This must be a list, not " + std::string(member->kind()) + '.');
  else if (requests->size() > longest_batch)
    faults.add(place, "too_many", "A batch has at most 1,000 requests.");
  if (auto const* members = batch.object()) {
    for (auto const& [key, value] : *members) {
      if (key != "requests")
        faults.add(Place(root, key), "unknown_key",
                   "A batch has no " + in_quotes(key) + "; the nearest is \"requests\".");
    }
  }
  if (!faults.empty()) return std::unexpected(invalid(faults));
  return requests;
}

}  // namespace

Reply post_decision(Service& service, Call const& call) {
  auto const request = parse_json(call.request.body);
  if (!request) return std::unexpected(malformed(request.error()));
  auto sight = sight_of(service, call);
  auto json = answer_one(service, sight, service.store.snapshot(), *request, [&] { return call.request.body; });
  if (!json) return std::unexpected(std::move(json.error()));
  return json_reply(*std::move(json));
}

Reply post_decision_batch(Service& service, Call const& call) {
  auto const batch = parse_json(call.request.body, {.bytes = call.request.body.size(), .values = 1'000'000});
  if (!batch) return std::unexpected(malformed(batch.error()));
  auto const requests = requests_of(*batch);
  if (!requests) return std::unexpected(requests.error());
  auto const snapshot = service.store.snapshot();
  auto sight = sight_of(service, call);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("responses");
  json.begin_list();
  for (auto const& request : **requests) {
    auto const answer = answer_one(service, sight, snapshot, request, [&] { return json_text(request); });
    json.raw(answer ? *answer : problem_json(answer.error()));
  }
  json.end_list();
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
