// Signing in with a person's secret, and out again. The session is the one of the interface for programs.
#include <algorithm>

#include "api/json_writer.hpp"
#include "api/pages/site.hpp"

namespace bylaw::api::pages {
namespace {

// A path of ours: nothing that a browser could take for another host or for a second header.
std::string safe_path(std::string const& path) {
  bool const plain = std::ranges::all_of(path, [](char c) { return c > 0x20 && c < 0x7f && c != '\\'; });
  bool const ours = path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/sign-");
  return plain && ours && path.size() < 2000 ? path : "/";
}

std::string credentials(PageCall const& call) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("person", call.given("person"));
  json.member("secret", call.given("secret"));
  json.end_object();
  return out;
}

HttpResponse shown(PageCall const& call, int status, std::string const& fault) {
  Model values = model({{"back", safe_path(call.given("back"))},
                        {"person", call.given("person")},
                        {"again", call.given("again") == "true" && fault.empty()},
                        {"faulty", !fault.empty()},
                        {"fault", fault}});
  return page(call, "sign_in", {call.texts().get("sign_in.title"), {}, status, !fault.empty()}, std::move(values));
}

// Others sign in at this moment; it is not that too many guesses were wrong.
bool is_short_wait(Problem const& problem) {
  return std::ranges::any_of(problem.headers, [](auto const& header) {
    return header.first == "Retry-After" && header.second.size() == 1;  // seconds
  });
}

void pass_cookies(HttpResponse const& from, HttpResponse& to) {
  for (auto const& header : from.headers)
    if (header.first == "Set-Cookie") to.headers.push_back(header);
}

}  // namespace

std::string sign_in_path(HttpRequest const& request, bool ended) {
  // What a form sent is lost with the session; the page that had the form is where to go on.
  auto const back = request.method == "GET" ? address(request.path, request.query) : address(request.path, {});
  NamedValues query;
  if (back != "/") query.emplace_back("back", back);
  if (ended) query.emplace_back("again", "true");
  return address("/sign-in", query);
}

HttpResponse sign_in_page(PageCall const& call) {
  if (call.caller.session) return redirect(safe_path(call.given("back")));
  return shown(call, 200, "");
}

HttpResponse sign_in(PageCall const& call) {
  auto const& texts = call.texts();
  if (call.given("person").empty() || call.given("secret").empty()) return shown(call, 422, texts.get("sign_in.empty"));
  auto const reply = ask(call, "POST", "/v1/sessions", {}, credentials(call));
  if (!reply && reply.error().type == ProblemType::too_many)
    return shown(call, 429, texts.get(is_short_wait(reply.error()) ? "sign_in.busy" : "sign_in.wait"));
  if (!reply) return shown(call, 401, texts.get("sign_in.wrong"));
  auto response = redirect(safe_path(call.given("back")));
  pass_cookies(*reply, response);
  return response;
}

HttpResponse sign_out(PageCall const& call) {
  auto response = redirect("/sign-in");
  if (auto const reply = ask(call, "DELETE", "/v1/sessions/current")) pass_cookies(*reply, response);
  return response;
}

}  // namespace bylaw::api::pages
