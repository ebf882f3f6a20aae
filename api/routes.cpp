#include "api/routes.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "api/handlers/handlers.hpp"
#include "api/idempotency.hpp"
#include "api/moment.hpp"
#include "api/past.hpp"
#include "api/pages/site.hpp"
#include "api/query.hpp"
#include "api/route_match.hpp"

namespace bylaw::api {
namespace {

struct Match {
  std::size_t index = 0;  // in the route table
  std::vector<std::string> captured;
};

// The routes that name a path outright, by it: what is asked most is found without a look at all others.
std::unordered_map<std::string_view, std::vector<Match>> routes_by_path() {
  std::unordered_map<std::string_view, std::vector<Match>> by_path;
  auto const routes = route_table();
  for (std::size_t i = 0; i < routes.size(); ++i)
    if (!routes[i].pattern.contains('{')) by_path[routes[i].pattern].push_back({i, {}});
  return by_path;
}

// The routes whose pattern fits best: one that names a path outright goes before one that captures parts of it.
std::vector<Match> matching_routes(std::string_view path) {
  static auto const by_path = routes_by_path();
  if (auto const outright = by_path.find(path); outright != by_path.end()) return outright->second;
  std::vector<Match> matches;
  auto const routes = route_table();
  for (std::size_t i = 0; i < routes.size(); ++i) {
    auto captured = match_path(routes[i].pattern, path);
    if (!captured) continue;
    if (!matches.empty() && captured->size() > matches.front().captured.size()) continue;
    if (!matches.empty() && captured->size() < matches.front().captured.size()) matches.clear();
    matches.push_back({i, *std::move(captured)});
  }
  return matches;
}

std::string allowed_methods(std::vector<Match> const& matches) {
  std::set<std::string_view> methods = {"OPTIONS"};
  for (auto const& match : matches) methods.insert(route_table()[match.index].method);
  if (methods.contains("GET")) methods.insert("HEAD");
  std::string text;
  for (auto const method : methods) (text += text.empty() ? "" : ", ") += method;
  return text;
}

std::optional<Problem> check_media(Route const& route, HttpRequest const& request) {
  auto const accepted = request.header("Accept");
  bool const fits = accepts(accepted, route.produces) ||
                    std::ranges::any_of(route.also_produces, [&](auto type) { return accepts(accepted, type); });
  if (!fits) {
    std::string types(route.produces);
    for (auto const type : route.also_produces) types.append(" or ").append(type);
    return Problem{ProblemType::not_acceptable, "The answer is " + types + '.', {}, {}};
  }
  if (route.body_limit == 0 && !request.body.empty()) {
    return malformed({"", "unexpected_body", "This takes no body."});
  }
  if (route.body_limit == 0) return std::nullopt;
  if (request.body.empty()) return malformed({"", "not_json", "The body is empty; JSON is needed."});
  if (!is_json(request.header("Content-Type").value_or(""))) {
    auto const type = route.all_malformed ? ProblemType::malformed : ProblemType::unsupported_media;
    return Problem{type, "The body must be sent as application/json in UTF-8.", {}, {}};
  }
  return std::nullopt;
}

Reply run(Service& service, Route const& route, Call const& call) {
  if (auto problem = check_media(route, call.request)) return std::unexpected(*std::move(problem));
  if (auto const faults = check_query(service, route, call); !faults.empty()) return std::unexpected(invalid(faults));
  auto const known_at = call.request.parameter("known_at");
  if (!known_at) return run_once(service, route, call);
  if (!sight_of(service, call).is_whole()) return std::unexpected(past_is_whole());
  auto const then = service.past->at(
      service, *known_at,
      {"/query/known_at", "bad_moment", std::string(moment_wanted)});
  if (!then) return std::unexpected(then.error());
  return route.handler(**then, call);
}

// The one place where exceptions end. They are failures of storage, or faults of the program; never of the input.
HttpResponse run_safely(Service& service, Route const& route, Call const& call) {
  try {
    auto reply = run(service, route, call);
    return reply ? *std::move(reply) : problem_response(reply.error());
  } catch (engine::StorageError const& error) {
    log_line(call.request.request_id + " storage: " + error.what());
    return problem_response({ProblemType::unavailable, "The records cannot be read or written at the moment.", {}, {}});
  } catch (std::exception const& error) {
    log_line(call.request.request_id + " failed on " + call.request.method + ' ' + call.request.path + ": " +
             error.what());
    return problem_response({ProblemType::internal, "The request could not be answered; the log says why.", {}, {}});
  }
}

HttpResponse options(std::vector<Match> const& matches) { return {204, "", "", {{"Allow", allowed_methods(matches)}}}; }

bool is_open(std::vector<Match> const& matches, std::string_view method) {
  return std::ranges::any_of(matches, [&](Match const& match) {
    auto const& route = route_table()[match.index];
    return route.access.open && route.method == method;
  });
}

// Nobody is told anything before it is known who asks, not even which paths there are.
HttpResponse answer(Service& service, HttpRequest const& request, std::size_t& counted_as) {
  auto const matches = matching_routes(request.path);
  auto const method = request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
  auto const caller = is_open(matches, method) ? Caller{} : service.door.caller(request, service.clock());
  if (matches.empty())
    if (auto page = pages::answer_page(service, request, caller)) return *std::move(page);
  if (!caller) return problem_response(caller.error());
  if (matches.empty())
    return problem_response(
        {ProblemType::unknown_path, "There is nothing at " + in_quotes(request.path) + '.', {}, {}});
  if (request.method == "OPTIONS") return options(matches);
  auto const match =
      std::ranges::find_if(matches, [&](Match const& m) { return route_table()[m.index].method == method; });
  if (match == matches.end()) {
    auto const allowed = allowed_methods(matches);
    return problem_response(
        {ProblemType::method_not_allowed, "This path takes " + allowed + '.', {}, {{"Allow", allowed}}});
  }
  counted_as = match->index;
  auto const& route = route_table()[match->index];
  if (auto const problem = check_access(route.access, *caller)) return problem_response(*problem);
  return run_safely(service, route, {request, match->captured, *caller});
}

}  // namespace

bool takes_known_at(Route const& route) {
  return route.method == "GET" &&
         (route.pattern.starts_with("/v1/compliance/") || route.pattern.starts_with("/v1/checklists") ||
          route.pattern.starts_with("/v1/succession/cases"));
}

Reply route_reply(Service& service, HttpRequest const& request, Caller const& caller) {
  auto const matches = matching_routes(request.path);
  auto const match = std::ranges::find_if(
      matches, [&](Match const& m) { return route_table()[m.index].method == request.method; });
  if (match == matches.end()) return std::unexpected(Problem{ProblemType::unknown_path, "There is no such route.", {}, {}});
  auto const& route = route_table()[match->index];
  if (auto problem = check_access(route.access, caller)) return std::unexpected(*std::move(problem));
  return run(service, route, {request, match->captured, caller});
}

HttpResponse dispatch(Service& service, HttpRequest const& request) {
  std::size_t counted_as = route_table().size();
  auto response = answer(service, request, counted_as);
  service.metrics.count_request(counted_as, response.status);
  return response;
}

std::size_t body_limit(std::string_view method, std::string_view path) {
  // Where no body is taken, what is sent is answered with a problem, not cut off.
  auto const matches = matching_routes(path);
  auto limit = std::max<std::size_t>(1024, matches.empty() ? pages::form_limit(method, path) : 0);
  for (auto const& match : matches) {
    auto const& route = route_table()[match.index];
    if (route.method == method) limit = std::max(limit, route.body_limit);
  }
  return limit;
}

}  // namespace bylaw::api
