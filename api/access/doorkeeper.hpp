// From a request to its caller: a bearer token, the cookie of a session, or nobody.
#pragma once
#include <expected>
#include <memory>

#include "api/access/access.hpp"
#include "api/access/caller.hpp"
#include "api/access/sign_in.hpp"
#include "api/access/token_book.hpp"
#include "api/problem.hpp"
#include "api/server/http_types.hpp"

namespace bylaw::api {

class Doorkeeper {
 public:
  Doorkeeper(std::shared_ptr<dsl::Rulebook const> rulebook, engine::Store& store)
      : tokens(store), sign_in(store), rulebook_(std::move(rulebook)) {}

  // Who asks; a 401 where nobody is known by what was sent, a 403 where another site's page may have sent it.
  std::expected<Caller, Problem> caller(HttpRequest const& request, Time now);
  // What a cookie is called here: where it goes over TLS only, browsers hold it to this host by its name.
  std::string cookie_name(std::string_view name) const;
  // Whoever comes in by a token.
  Caller caller_of(engine::AccessToken const& token) const;

  TokenBook tokens;
  SignIn sign_in;
  bool dev = false;             // every caller on this machine may do everything
  bool secure_cookies = false;  // cookies go over TLS only

 private:
  std::shared_ptr<dsl::Rulebook const> rulebook_;
};

// 403: the caller is known, and may not.
Problem forbidden(std::string detail);
// What the caller lacks for a route; nothing when nothing.
std::optional<Problem> check_access(Access access, Caller const& caller);

inline constexpr std::string_view session_cookie = "bylaw_session";

}  // namespace bylaw::api
