// A service with its door shut, over the project's own rulebook: two groups with their leaders, a member, and something
// confidential of everybody. Every confidential value has the word "hush" in it, or is the number `hushed`.
#pragma once
#include "tests/api/workshop.hpp"

namespace bylaw::api::gatehouse {

using workshop::Json;

inline constexpr int hushed = 41'234;
extern std::string const state;  // as JSON

std::shared_ptr<dsl::Rulebook const> rulebook();  // of the folder rules/

class Gatehouse {
 public:
  Gatehouse();

  // A token for the role; of the person, where the role is given to people.
  std::string token(std::string const& role, std::string const& person = {}, std::vector<std::string> scopes = {},
                    std::int64_t days = 90);
  // With the token as bearer; nobody without one.
  HttpResponse ask(std::string const& token, std::string const& method, std::string const& target,
                   std::string const& body = {}, NamedValues headers = {});
  HttpResponse get(std::string const& token, std::string const& target) { return ask(token, "GET", target); }
  // Puts `state` in place of whatever there is.
  void fill();

  Time now;
  std::unique_ptr<engine::Store> store;
  Service service;
};

}  // namespace bylaw::api::gatehouse
