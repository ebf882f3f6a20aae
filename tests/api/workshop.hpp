// A public workshop: a rulebook made for the tests of reading, writing and answering, with every kind of value, and a
// service over it that is asked without sockets.
#pragma once
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "api/routes.hpp"
#include "dsl/rulebook.hpp"
#include "engine/snapshot.hpp"
#include "engine/store.hpp"

namespace bylaw::api::workshop {

using Json = nlohmann::json;

extern std::string const text;      // of the rulebook
extern std::string const state;     // records, as JSON
extern std::string const question;  // a question over them, as JSON: asked for on bench b-1, no permit yet

std::shared_ptr<dsl::Rulebook const> rulebook();
// Over `state`.
std::shared_ptr<engine::Snapshot const> snapshot();

// As the server hands it over, from this machine. `target` may have a query (written plainly, not encoded).
HttpRequest request_of(std::string const& method, std::string const& target, std::string const& body,
                       NamedValues headers);

// A service over an empty database in memory, its clock standing at 2024-05-06T07:08:09.010Z.
class Desk {
 public:
  explicit Desk(std::shared_ptr<dsl::Rulebook const> rules = rulebook());

  // Bodies are sent as JSON. `target` may have a query (written plainly, not encoded).
  HttpResponse ask(std::string const& method, std::string const& target, std::string const& body = {},
                   NamedValues headers = {});
  HttpResponse get(std::string const& target, NamedValues headers = {}) {
    return ask("GET", target, {}, std::move(headers));
  }
  HttpResponse post(std::string const& target, std::string const& body) { return ask("POST", target, body); }
  // Imports `state`.
  void fill();

  std::unique_ptr<engine::Store> store;
  Service service;
};

// What a problem's `errors` say: "/facts/cost wrong_type".
std::vector<std::string> faults_of(HttpResponse const& response);

}  // namespace bylaw::api::workshop
