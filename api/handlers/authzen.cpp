// Questions in the words of AuthZEN 1.0: one, several, and where to ask them. A no is a 200 there.
#include "api/authzen/decide.hpp"
#include "api/authzen/request_body.hpp"
#include "api/batch_time.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"

namespace bylaw::api {
namespace {

using authzen::options_of;
using authzen::read_body;
using authzen::refused;
using authzen::Sought;

constexpr std::size_t most_evaluations = 1000;

Reply evaluate_one(Service& service, Call const& call, JsonValue const& body) {
  auto const sent = authzen::read_sent(body, nullptr, Sought::nothing);
  if (!sent) return std::unexpected(refused(sent.error()));
  auto sight = sight_of(service, call);
  auto evaluation = authzen::evaluate(service, sight, service.store.snapshot(), *sent, options_of(body));
  if (!evaluation) return std::unexpected(refused(evaluation.error()));
  return json_reply(std::move(evaluation->json));
}

// What goes wrong with one of several spoils no other.
authzen::Evaluation failed(int status, std::string_view message, std::string_view pointer) {
  authzen::Evaluation evaluation;
  JsonWriter json(evaluation.json);
  json.begin_object();
  json.member("decision", false);
  json.key("context");
  json.begin_object();
  json.key("error");
  json.begin_object();
  json.member("status", status);
  json.member("message", message);
  json.member("pointer", pointer);
  json.end_object();
  json.end_object();
  json.end_object();
  return evaluation;
}

authzen::Evaluation failed(InputFaults const& faults) {
  return failed(400, faults.all().front().message, faults.all().front().pointer);
}

// On which decision no further ones are made; nothing: on none.
std::expected<std::optional<bool>, Problem> semantics_of(JsonValue const& body) {
  Place const root, options_place(root, "options"), place(options_place, "evaluations_semantic");
  auto const* options = body.member("options");
  if (options && !options->is_null() && !options->object())
    return std::unexpected(refused(options_place, "wrong_type", "The options must be an object."));
  auto const* semantic = options ? options->member("evaluations_semantic") : nullptr;
  if (!semantic || semantic->is_null()) return std::nullopt;
  auto const* name = semantic->text();
  if (name && *name == "execute_all") return std::nullopt;
  if (name && *name == "deny_on_first_deny") return false;
  if (name && *name == "permit_on_first_permit") return true;
  return std::unexpected(
      refused(place, "unknown_value", "This is one of execute_all, deny_on_first_deny, permit_on_first_permit."));
}

Reply evaluate_all(Service& service, Call const& call, JsonValue const& body, JsonList const& questions,
                   std::optional<bool> last) {
  Place const root, place(root, "evaluations");
  auto const snapshot = service.store.snapshot();
  auto const options = options_of(body);
  auto sight = sight_of(service, call);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("evaluations");
  json.begin_list();
  BatchTime const time(service);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    Place const here(place, i);
    if (time.is_up()) {
      json.raw(failed(503, BatchTime::refusal, here.pointer()).json);
      continue;
    }
    auto const sent = authzen::read_sent(questions[i], &body, Sought::nothing, here);
    auto evaluation = sent ? authzen::evaluate(service, sight, snapshot, *sent, options, here)
                           : std::expected<authzen::Evaluation, InputFaults>(std::unexpected(sent.error()));
    if (!evaluation) evaluation = failed(evaluation.error());
    json.raw(evaluation->json);
    if (last && evaluation->decision == *last) break;
  }
  json.end_list();
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace

Reply post_evaluation(Service& service, Call const& call) {
  auto const body = read_body(call);
  if (!body) return std::unexpected(body.error());
  return evaluate_one(service, call, *body);
}

Reply post_evaluations(Service& service, Call const& call) {
  auto const body = read_body(call);
  if (!body) return std::unexpected(body.error());
  Place const root, place(root, "evaluations");
  auto const* questions = body->member("evaluations");
  if (!questions || questions->is_null()) return evaluate_one(service, call, *body);
  if (!questions->list())
    return std::unexpected(
        refused(place, "wrong_type", "This must be a list, not " + std::string(questions->kind()) + '.'));
  if (questions->list()->empty()) return evaluate_one(service, call, *body);
  if (questions->list()->size() > most_evaluations)
    return std::unexpected(refused(place, "too_many", "At most 1,000 evaluations can be asked for at once."));
  auto const last = semantics_of(*body);
  if (!last) return std::unexpected(last.error());
  return evaluate_all(service, call, *body, *questions->list(), *last);
}

Reply get_authzen_configuration(Service& service, Call const&) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("policy_decision_point", service.public_url);
  json.member("access_evaluation_endpoint", service.public_url + "/access/v1/evaluation");
  json.member("access_evaluations_endpoint", service.public_url + "/access/v1/evaluations");
  json.member("search_subject_endpoint", service.public_url + "/access/v1/search/subject");
  json.member("search_resource_endpoint", service.public_url + "/access/v1/search/resource");
  json.member("search_action_endpoint", service.public_url + "/access/v1/search/action");
  if (!service.rulebook->authzen.requests.empty()) {
    json.member("access_request_endpoint", service.public_url + "/access/v1/requests");
    json.texts("capabilities", std::vector<std::string>{"urn:openid:authzen:capability:access-request"});
  }
  json.texts("supported_obligations", std::vector<std::string>{"custom"});
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
