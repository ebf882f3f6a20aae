#include "api/access/doorkeeper.hpp"

#include <algorithm>

#include "api/access/token_text.hpp"
#include "api/query_list.hpp"

namespace bylaw::api {
namespace {

Problem unauthenticated(std::string detail, bool had_token) {
  auto challenge = std::string(R"(Bearer realm="bylaw")");
  if (had_token) challenge += R"(, error="invalid_token")";
  return {ProblemType::unauthenticated, std::move(detail), {}, {{"WWW-Authenticate", std::move(challenge)}}};
}

std::optional<std::string_view> bearer_token(HttpRequest const& request) {
  auto const header = request.header("Authorization");
  if (!header) return {};
  auto const blank = header->find(' ');
  if (blank == std::string_view::npos || !same_ignoring_case(header->substr(0, blank), "Bearer")) return "";
  return header->substr(std::min(header->find_first_not_of(' ', blank), header->size()));
}

std::optional<std::string_view> cookie(HttpRequest const& request, std::string_view name) {
  auto rest = request.header("Cookie").value_or("");
  while (!rest.empty()) {
    auto const end = std::min(rest.find(';'), rest.size());
    auto const pair = rest.substr(0, end);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return pair.substr(name.size() + 1);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  }
  return {};
}

// A browser sends cookies with what other sites make it send. It says so itself; where it is too old to, the origin has
// to be ours.
bool comes_from_elsewhere(HttpRequest const& request) {
  if (request.method == "GET" || request.method == "HEAD") return false;
  if (auto const site = request.header("Sec-Fetch-Site")) return *site != "same-origin" && *site != "none";
  auto const origin = request.header("Origin");
  if (!origin) return false;
  auto const host = origin->find("://");
  return host == std::string_view::npos || origin->substr(host + 3) != request.header("Host").value_or("");
}

bool is_this_machine(std::string_view address) {
  return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

// A name that leads to this machine and that nobody else can give to their own pages.
bool names_this_machine(std::string_view host) {
  if (host.starts_with('[')) return host.starts_with("[::1]");
  auto const name = host.substr(0, host.find(':'));
  return same_ignoring_case(name, "localhost") ||
         (name.starts_with("127.") && name.find_first_not_of("0123456789.") == std::string_view::npos);
}

}  // namespace

Problem forbidden(std::string detail) { return {ProblemType::forbidden, std::move(detail), {}, {}}; }

std::optional<Problem> check_access(Access access, Caller const& caller) {
  if (!access.scope || caller.reach(*access.scope) != dsl::Reach::nothing) return {};
  auto problem = forbidden("This needs the scope " + std::string(dsl::to_string(*access.scope)) + ", which " +
                           caller.name + " does not have here.");
  problem.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"bylaw\", error=\"insufficient_scope\", scope=\"" +
                                                       std::string(dsl::to_string(*access.scope)) + '"');
  return problem;
}

std::string Doorkeeper::cookie_name(std::string_view name) const {
  return (secure_cookies ? "__Host-" : "") + std::string(name);
}

Caller Doorkeeper::caller_of(engine::AccessToken const& token) const {
  Caller caller;
  caller.role = dsl::find_role(*rulebook_, token.role);
  caller.name = token.person.empty() ? token.label : token.person;
  caller.person = token.person;
  caller.session = token.kind == session_kind;
  caller.token = token.id;
  caller.expires_at = token.expires_at;
  if (caller.role == dsl::none) return caller;  // the rulebook has it no more: nothing is allowed
  auto const& role = rulebook_->roles[caller.role];
  if (role.holder != dsl::none) caller.holder = token.person;
  caller.may = role.may;
  if (token.scopes.empty()) return caller;
  auto const wanted = split_list(token.scopes);
  for (std::size_t i = 0; i < caller.may.size(); ++i)
    if (std::ranges::count(wanted, dsl::access_scope_names[i]) == 0) caller.may[i] = dsl::Reach::nothing;
  return caller;
}

std::expected<Caller, Problem> Doorkeeper::caller(HttpRequest const& request, Time now) {
  if (dev && is_this_machine(request.remote_address)) {
    // A page of another site can have its own name lead here, and would then be let in as this machine's user.
    if (auto const host = request.header("Host"); host && !names_this_machine(*host))
      return std::unexpected(forbidden("Under --dev the service answers to localhost and 127.0.0.1 only."));
    if (comes_from_elsewhere(request)) return std::unexpected(forbidden("This was sent from a page of another site."));
    Caller anybody;
    anybody.unrestricted = true;
    anybody.name = "local administrator";
    return anybody;
  }
  auto const bearer = bearer_token(request);
  auto const sent = bearer ? bearer : cookie(request, cookie_name(session_cookie));
  if (!sent) return std::unexpected(unauthenticated("This needs a token: Authorization: Bearer bylaw_...", false));
  auto const secret = secret_of_token(*sent);
  auto const token = secret ? tokens.use(*secret, now) : std::nullopt;
  if (!token) return std::unexpected(unauthenticated("This token is none of ours, or it is expired or revoked.", true));
  if (!bearer && comes_from_elsewhere(request))
    return std::unexpected(forbidden("This was sent from a page of another site."));
  return caller_of(*token);
}

}  // namespace bylaw::api
