// Tokens over HTTP, for whoever manages them. What a token is worth is told once, when it is made or rotated.
#include "api/access/doorkeeper.hpp"
#include "api/access/token_wish.hpp"
#include "api/access/write_token.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_text.hpp"
#include "api/query.hpp"

namespace bylaw::api {
namespace {

std::unexpected<Problem> no_such_token(Call const& call) {
  return not_found("There is no token " + in_quotes(call.captured[0]) + " that holds.");
}

Reply token_reply(Service const& service, MadeToken const& made, int status) {
  std::string out;
  JsonWriter json(out);
  write_token(json, made.token, rfc3339(service.clock()), made.text);
  return json_reply(std::move(out), status);
}

}  // namespace

Reply post_token(Service& service, Call const& call) {
  auto const body = parse_json(call.request.body);
  if (!body) return std::unexpected(malformed(body.error()));
  InputFaults faults;
  auto const request = read_token_request(*body, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  auto const now = service.clock();
  auto const wish = token_wish(*service.store.snapshot(), request, call.caller.name, now);
  if (!wish) return std::unexpected(invalid(wish.error()));
  if (!is_within(*service.rulebook, call.caller, wish->role, wish->scopes))
    return std::unexpected(forbidden("A token can be given no more than " + call.caller.name + " may do with this one."));
  auto const made = service.door.tokens.make(*wish, now);
  log_line(call.request.request_id + " token " + made.token.id + " made for " + made.token.role + " by " +
           call.caller.name);
  return token_reply(service, made, 201);
}

Reply get_tokens(Service& service, Call const&) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  for (auto const& token : service.door.tokens.all())
    if (token.kind == token_kind) write_token(json, token, rfc3339(service.clock()));
  json.end_list();
  json.key("next");
  json.null();
  json.end_object();
  return json_reply(std::move(out));
}

Reply delete_token(Service& service, Call const& call) {
  if (!service.door.tokens.revoke(call.captured[0], call.caller.name, service.clock())) return no_such_token(call);
  log_line(call.request.request_id + " token " + call.captured[0] + " revoked by " + call.caller.name);
  return HttpResponse{204, "", "", {}};
}

Reply post_token_rotation(Service& service, Call const& call) {
  InputFaults faults;
  auto const days = read_number(call, "grace_days", 0, most_grace_days, usual_grace_days, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  auto const token = service.door.tokens.find(call.captured[0]);
  if (token && !is_within(*service.rulebook, call.caller, token->role, token->scopes))
    return std::unexpected(forbidden("This token may do more than " + call.caller.name + " may with this one."));
  auto const now = service.clock();
  auto const made = service.door.tokens.rotate(call.captured[0], now + std::chrono::days(days), call.caller.name, now);
  if (!made) return no_such_token(call);
  log_line(call.request.request_id + " token " + made->token.id + " rotated by " + call.caller.name);
  return token_reply(service, *made, 200);
}

}  // namespace bylaw::api
