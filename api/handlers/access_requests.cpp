// The access request and approval profile of AuthZEN: what stands in the way can be asked for, waits in somebody's
// queue and is answered; then the question is asked again.
#include <algorithm>

#include "api/access/answer_rights.hpp"
#include "api/access/ask_rights.hpp"
#include "api/access/doorkeeper.hpp"
#include "api/access/write_rights.hpp"
#include "api/authzen/access_request.hpp"
#include "api/authzen/request_body.hpp"
#include "api/authzen/request_task.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/nearest.hpp"
#include "api/query.hpp"
#include "api/read_question.hpp"
#include "api/write_json.hpp"
#include "api/write_question.hpp"

namespace bylaw::api {
namespace {

using authzen::read_body;
using authzen::refused;
using authzen::request_problem;
using authzen::Sought;
using authzen::Task;

constexpr int most_attempts = 20;

// All that is asked, as one text; a question of the day on which it is asked is the same on any day.
std::string wording(AskedQuestion const& asked, std::string_view asked_on, std::string const& state) {
  auto json = parse_json(write_question(asked, {})).value();
  std::erase_if(std::get<JsonObject>(json.value), [&](JsonMember const& member) {
    return member.key == "date" && *member.value.text() == asked_on;
  });
  return json_text(json) + ' ' + state;
}

std::string state_in(JsonValue const& question) {
  auto const* state = question.member("state");
  return state ? json_text(*state) : std::string();
}

// Whether the decision was of this question: who, what, to what, and everything given with it.
bool is_of(engine::LoggedDecision const& logged, Service const& service, Sight& sight, AskedQuestion const& asked,
           authzen::Sent const& sent) {
  authzen::Posing posing(service.store.snapshot(), day_of(service.clock()), sight);
  if (!posing.lay_over(sent, Sought::nothing).empty()) return false;
  auto const then = parse_json(logged.request), now = parse_json(write_question(asked, posing.laid_over()));
  if (!then || !now) return false;
  auto const day = logged.decided_at.substr(0, logged.decided_at.find('T'));
  auto const question = read_question(service.store.snapshot(), *then);
  return question && wording(*question, day, state_in(*then)) ==
                         wording(asked, dsl::to_string(day_of(service.clock())), state_in(*now));
}

// The denial that the request speaks of, if it names one: it must be ours, recent, and of the same question.
std::optional<HttpResponse> check_denial(Service const& service, Sight& sight, JsonValue const& body,
                                         AskedQuestion const& asked, authzen::Sent const& sent) {
  auto const* denial = body.member("denial");
  auto const* id = denial ? denial->member("evaluation_id") : nullptr;
  if (!id || id->is_null()) return std::nullopt;
  auto const logged = id->text() ? service.store.find_decision(*id->text()) : std::nullopt;
  if (!logged || !is_of(*logged, service, sight, asked, sent))
    return request_problem(400, "invalid_denial_binding", "There was no such denial of this question.");
  if (logged->decided_at < rfc3339(service.clock() - authzen::denial_holds))
    return request_problem(410, "expired_denial", "The denial is too old: evaluate the question again.");
  return std::nullopt;
}

using Attempt = std::expected<std::optional<HttpResponse>, Problem>;

std::optional<HttpResponse> refuse_request(authzen::Requestable const& wanted) {
  if (!wanted.request)
    return request_problem(400, "not_requestable", "Nothing that stands in the way of this can be requested.");
  if (wanted.open) return request_problem(409, "duplicate_request", "It has been requested, and is not answered yet.");
  return std::nullopt;
}

// Nothing when somebody else wrote in the meantime.
Attempt store_request(Service& service, Sight& sight, Call const& call, AskedQuestion const& asked,
                      dsl::AccessRequest const& request) {
  auto const key = service.ids.next(milliseconds_of(service.clock()));
  auto row = authzen::request_record(asked, request, key);
  if (authzen::asks_for_another(*service.rulebook, request, row, call.caller))
    return std::unexpected(forbidden("It is for whoever wants to do this to ask for it."));
  if (auto problem = check_write(sight, request.record, key)) return std::unexpected(*std::move(problem));
  if (auto problem = check_new(service.store, sight, request.record, key, row))
    return std::unexpected(*std::move(problem));
  engine::State const state = {{request.record, {std::move(row)}}};
  auto const written = service.store.extend(state, asked.snapshot->revision, author_of(service, call));
  if (!written) {
    InputFaults faults;
    for (auto const& fault : written.error()) faults.add({"", fault.code, fault.message});
    return std::unexpected(refused(faults));
  }
  if (!*written) return std::optional<HttpResponse>();
  auto const task = authzen::task_of(*service.store.snapshot(), key);
  if (!task) return std::unexpected(Problem{ProblemType::conflict, "The request was changed meanwhile.", {}, {}});
  auto now = sight_of(service, call);  // of the records with the request among them
  auto reply = json_reply(authzen::task_json(service, now, *task), 202);
  reply.headers.emplace_back("Location", service.public_url + authzen::task_path(key));
  return std::optional(std::move(reply));
}

Attempt request_once(Service& service, Call const& call, JsonValue const& body, authzen::Sent const& sent) {
  auto sight = sight_of(service, call);
  authzen::Posing posing(service.store.snapshot(), day_of(service.clock()), sight);
  // What is sent of records counts for a decision, not for what is recorded: a request rests on the records.
  auto const posed = posing.pose(sent);
  if (!posed) return std::unexpected(refused(posed.error()));
  if (!*posed) return request_problem(400, "not_requestable", posed->error().message);
  auto const& asked = **posed;
  if (auto problem = check_asked(sight, asked)) return std::unexpected(*std::move(problem));
  if (auto refusal = check_denial(service, sight, body, asked, sent)) return refusal;
  auto const decision = engine::decide(*service.program, *asked.snapshot, asked.question);
  auto const wanted = authzen::requestable(*service.rulebook, decision);
  if (auto refusal = refuse_request(wanted)) return refusal;
  return store_request(service, sight, call, asked, *wanted.request);
}

Reply attempts(auto const& attempt) {
  for (int i = 0; i < most_attempts; ++i) {
    Attempt reply = attempt();
    if (!reply) return std::unexpected(std::move(reply.error()));
    if (*reply) return **std::move(reply);
  }
  return std::unexpected(Problem{ProblemType::unavailable, "Too many others are writing at the moment.", {}, {}});
}

HttpResponse unknown_task() { return request_problem(404, "unknown_task", "There is no such request."); }

std::expected<dsl::RequestAnswer const*, Problem> answer_in(JsonValue const& body, Task const& task) {
  Place const root, place(root, "answer");
  auto const* name = body.member("answer") ? body.member("answer")->text() : nullptr;
  if (!name) return std::unexpected(refused(place, "missing", "What is the answer? The request has to say."));
  auto const found = std::ranges::find(task.request->answers, *name, &dsl::RequestAnswer::name);
  if (found != task.request->answers.end()) return &*found;
  return std::unexpected(
      refused(place, "unknown_value",
              "There is no answer " + in_quotes(*name) + nearest_hint(*name, names_of(task.request->answers)) + '.'));
}

Attempt answer_once(Service& service, Call const& call, JsonValue const& body) {
  auto const snapshot = service.store.snapshot();
  auto sight = sight_of(service, call);
  auto const task = authzen::task_of(*snapshot, call.captured[0]);
  if (!task || !sight.row(task->request->record, task->key)) return unknown_task();
  auto const answer = answer_in(body, *task);
  if (!answer) return std::unexpected(answer.error());
  if (task->status() != authzen::RequestStatus::pending)
    return request_problem(409, "invalid_task_state", "The request has been answered already.");
  if (!authzen::answers_for_others(*service.rulebook, call.caller, *task->request))
    return request_problem(403, "not_eligible", "It is for others to answer such requests.");
  if (authzen::answers_own(*service.rulebook, *task, body) ||
      has_asked(service.store, *task->request, task->key, task->record, call.caller))
    return request_problem(403, "not_eligible", "This is your own request: it is for somebody else to answer it.");
  auto const record = authzen::answered_record(*service.rulebook, *task, **answer, day_of(service.clock()));
  engine::State const state = {{task->request->record, {record}}};
  auto const written = service.store.extend(state, snapshot->revision, author_of(service, call));
  if (!written) {
    InputFaults faults;
    for (auto const& fault : written.error()) faults.add({"", fault.code, fault.message});
    return std::unexpected(refused(faults));
  }
  if (!*written) return std::optional<HttpResponse>();
  auto const answered = authzen::task_of(*service.store.snapshot(), task->key);
  auto now = sight_of(service, call);
  return json_reply(authzen::task_json(service, now, answered ? *answered : *task));
}

}  // namespace

Reply post_access_request(Service& service, Call const& call) {
  auto const body = read_body(call);
  if (!body) return std::unexpected(body.error());
  auto const sent = authzen::read_sent(*body, nullptr, Sought::nothing);
  if (!sent) return std::unexpected(refused(sent.error()));
  return attempts([&] { return request_once(service, call, *body, *sent); });
}

Reply get_access_requests(Service& service, Call const& call) {
  auto sight = sight_of(service, call);
  auto const party = call.request.parameter("party").value_or("");
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  for (auto const& task : authzen::open_tasks(*service.store.snapshot(), party))
    if (sight.row(task.request->record, task.key)) json.raw(authzen::task_json(service, sight, task));
  json.end_list();
  json.key("next");
  json.null();
  json.end_object();
  return json_reply(std::move(out));
}

Reply get_access_request(Service& service, Call const& call) {
  auto sight = sight_of(service, call);
  auto const task = authzen::task_of(*service.store.snapshot(), call.captured[0]);
  if (!task || !sight.row(task->request->record, task->key)) return unknown_task();
  return json_reply(authzen::task_json(service, sight, *task));
}

Reply post_access_answer(Service& service, Call const& call) {
  auto const body = read_body(call);
  if (!body) return std::unexpected(body.error());
  return attempts([&] { return answer_once(service, call, *body); });
}

}  // namespace bylaw::api
