// The routes as data, and the one place that takes a request to its handler: path, method, media types, query
// parameters and the presence of a body are checked here, and whatever goes wrong becomes a problem document.
#pragma once
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/access/access.hpp"
#include "api/access/caller.hpp"
#include "api/problem.hpp"
#include "api/server/http_types.hpp"
#include "api/service.hpp"

namespace bylaw::api {

using Reply = std::expected<HttpResponse, Problem>;

// A request that fits its route. `captured` are the values of the {names} in the pattern, in order.
struct Call {
  HttpRequest const& request;
  std::vector<std::string> captured;
  Caller const& caller;
};

// Parameters beyond the fixed ones that a list can be filtered by.
enum class Filters { none, question_parameters, record_fields, findings, case_fields };

struct Route {
  std::string_view method, pattern;
  Access access;  // whoever adds a route has to say who may use it
  std::string_view summary;
  Reply (*handler)(Service&, Call const&);
  std::size_t body_limit = 0;                // 0: takes no body; else one of JSON is needed
  std::vector<std::string_view> query = {};  // besides `on`, which every read takes
  Filters filters = Filters::none;
  std::string_view takes = {}, gives = {};  // schemas of the bodies, for the description of the interface
  std::string_view produces = "application/json";
  std::vector<std::string_view> also_produces = {};
  bool all_malformed = false;  // a body of another type is as malformed as any (400), as AuthZEN wants
  bool secret = false;         // what is sent or answered is a secret and never kept: sent again, it is another request
};

std::span<Route const> route_table();
// Whether it can be asked what it would have answered at an earlier moment.
bool takes_known_at(Route const& route);

// What the interface for programs answers this caller. For pages, which so have no rules of access of their own. Throws
// where the storage fails.
Reply route_reply(Service& service, HttpRequest const& request, Caller const& caller);

// Never throws. Any thread.
HttpResponse dispatch(Service& service, HttpRequest const& request);
// The most bytes a body may have; for the server, which refuses longer ones before they are read.
std::size_t body_limit(std::string_view method, std::string_view path);

}  // namespace bylaw::api
