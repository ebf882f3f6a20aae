// Signing in with a secret of one's own, for pages: a token that lasts for a working day, in a cookie no script sees.
#include "api/handlers/handlers.hpp"
#include "api/json_text.hpp"
#include "api/json_writer.hpp"

namespace bylaw::api {
namespace {

constexpr std::chrono::hours session_length{8};

std::string cookie_text(Service const& service, std::string_view value, std::chrono::seconds age) {
  return service.door.cookie_name(session_cookie) + '=' + std::string(value) + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" +
         std::to_string(age.count()) + (service.door.secure_cookies ? "; Secure" : "");
}

struct Credentials {
  std::string person, secret;
};

std::expected<Credentials, Problem> read_credentials(Call const& call) {
  auto const body = parse_json(call.request.body);
  if (!body) return std::unexpected(malformed(body.error()));
  InputFaults faults;
  Place const root;
  Credentials read;
  auto const text = [&](std::string_view key, std::string& into) {
    auto const* member = body->member(key);
    if (!member || !member->text())
      faults.add(Place(root, key), member ? "wrong_type" : "missing", "The " + std::string(key) + " must be given, as text.");
    else
      into = *member->text();
  };
  text("person", read.person);
  text("secret", read.secret);
  if (read.secret.size() > longest_secret)
    faults.add(Place(root, "secret"), "too_long", "A secret has at most " + std::to_string(longest_secret) + " bytes.");
  if (!faults.empty()) return std::unexpected(invalid(faults));
  return read;
}

void write_caller(JsonWriter& json, Service const& service, Caller const& caller) {
  json.begin_object();
  json.member("name", caller.name);
  json.text_or_null("role", caller.role == dsl::none ? "" : service.rulebook->roles[caller.role].name);
  json.text_or_null("person", caller.holder);
  json.key("scopes");
  json.begin_list();
  for (std::size_t i = 0; i < dsl::access_scopes; ++i)
    if (caller.reach(static_cast<dsl::AccessScope>(i)) != dsl::Reach::nothing) json.text(dsl::access_scope_names[i]);
  json.end_list();
  json.text_or_null("expires_at", caller.expires_at);
  json.end_object();
}

HttpResponse session_reply(Service const& service, Caller const& caller, int status) {
  std::string out;
  JsonWriter json(out);
  write_caller(json, service, caller);
  return json_reply(std::move(out), status);
}

}  // namespace

// Wrong names and wrong secrets are one answer: who has a secret here is nobody's business.
Reply post_session(Service& service, Call const& call) {
  auto const credentials = read_credentials(call);
  if (!credentials) return std::unexpected(credentials.error());
  auto const now = service.clock();
  auto& sign_in = service.door.sign_in;
  if (auto const wait = sign_in.wait(credentials->person, now))
    return std::unexpected(Problem{ProblemType::too_many, "This was tried too often; wait before the next attempt.", {},
                                   {{"Retry-After", std::to_string(wait->count())}}});
  auto const role = sign_in.check(credentials->person, credentials->secret, now);
  if (!role)
    return std::unexpected(Problem{ProblemType::unauthenticated, "The person or the secret is wrong.", {},
                                   {{"WWW-Authenticate", R"(Bearer realm="bylaw")"}}});
  auto const made = service.door.tokens.make({std::string(session_kind), "session", *role, credentials->person, "",
                                              credentials->person, now + session_length},
                                             now);
  auto response = session_reply(service, service.door.caller_of(made.token), 201);
  response.headers.emplace_back("Set-Cookie", cookie_text(service, made.text, session_length));
  return response;
}

Reply get_current_session(Service& service, Call const& call) { return session_reply(service, call.caller, 200); }

// Only a session ends here; any other token is revoked by whoever manages tokens.
Reply delete_current_session(Service& service, Call const& call) {
  auto const token = service.door.tokens.find(call.caller.token);
  if (!token || token->kind != session_kind) return not_found("This is no session.");
  service.door.tokens.revoke(token->id, call.caller.name, service.clock());
  return HttpResponse{204, "", "", {{"Set-Cookie", cookie_text(service, "", std::chrono::seconds(0))}}};
}

}  // namespace bylaw::api
