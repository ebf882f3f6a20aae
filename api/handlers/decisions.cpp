// Questions asked: one, or many in one request.
#include "api/access/ask_rights.hpp"
#include "api/access/redact_decision.hpp"
#include "api/answer_question.hpp"
#include "api/batch_time.hpp"
#include "api/durability.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/moment.hpp"
#include "api/past.hpp"
#include "api/write_json.hpp"

namespace bylaw::api {
namespace {

constexpr std::size_t longest_batch = 1000;

// The service that a question is put to: this one, or what it was at the moment that the question names.
std::expected<std::shared_ptr<Service>, Problem> service_asked(Service& now, Sight const& sight,
                                                               JsonValue const& request) {
  auto const* moment = request.member("known_at");
  if (!moment || moment->is_null()) return std::shared_ptr<Service>(std::shared_ptr<void>(), &now);
  if (!sight.is_whole()) return std::unexpected(past_is_whole());
  InputFault const fault{"/known_at", "bad_moment", std::string(moment_wanted)};
  return now.past->at(now, moment->text() ? *moment->text() : std::string(), fault);
}

// Answers and logs one question over the snapshot given, or that of an earlier moment where it names one. `sent` is
// called for the request's text when it is logged; `logged` hears when that is durable.
std::expected<std::string, Problem> answer_one(Service& service, Sight& sight,
                                               std::shared_ptr<engine::Snapshot const> const& snapshot,
                                               JsonValue const& request, auto const& sent, DurableReply& logged) {
  auto const start = std::chrono::steady_clock::now();
  auto const now = service.clock();
  auto const asked = service_asked(service, sight, request);
  if (!asked) return std::unexpected(asked.error());
  auto const& then = **asked;
  auto answered = answer_question(*then.program, &then == &service ? snapshot : then.store.snapshot(), request,
                                  {service.ids.next(milliseconds_of(now)), rfc3339(now)}, then.texts, &sight);
  if (!answered) return std::unexpected(invalid(answered.error()));
  if (auto problem = check_asked(sight, answered->asked)) return std::unexpected(*std::move(problem));
  if (answered->asked.record) logged.log(service.store, log_entry(*answered, sent()));
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

Problem too_long() {
  return {ProblemType::unavailable, std::string(BatchTime::refusal), {}, {}};
}

}  // namespace

Reply post_decision(Service& service, Call const& call) {
  auto const request = parse_json(call.request.body);
  if (!request) return std::unexpected(malformed(request.error()));
  auto sight = sight_of(service, call);
  DurableReply logged;
  auto json = answer_one(
      service, sight, service.store.snapshot(), *request, [&] { return call.request.body; }, logged);
  if (!json) return std::unexpected(std::move(json.error()));
  return logged.hold(json_reply(*std::move(json)));
}

Reply post_decision_batch(Service& service, Call const& call) {
  auto const batch = parse_json(call.request.body, {.bytes = call.request.body.size(), .values = 1'000'000});
  if (!batch) return std::unexpected(malformed(batch.error()));
  auto const requests = requests_of(*batch);
  if (!requests) return std::unexpected(requests.error());
  auto const snapshot = service.store.snapshot();
  auto sight = sight_of(service, call);
  DurableReply logged;
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("responses");
  json.begin_list();
  BatchTime const time(service);
  for (auto const& request : **requests) {
    if (time.is_up()) {
      json.raw(problem_json(too_long()));
      continue;
    }
    auto const answer = answer_one(
        service, sight, snapshot, request, [&] { return json_text(request); }, logged);
    json.raw(answer ? *answer : problem_json(answer.error()));
  }
  json.end_list();
  json.end_object();
  return logged.hold(json_reply(std::move(out)));
}

}  // namespace bylaw::api
