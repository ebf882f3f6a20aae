#include "api/pages/site.hpp"

#include <algorithm>
#include <array>

#include "api/pages/embedded.hpp"
#include "api/pages/forms.hpp"
#include "api/route_match.hpp"
#include "dsl/sha256.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::array routes = {
    PageRoute{"GET", "/", front_page},
    PageRoute{"GET", "/looking-as", looking_as_page},
    PageRoute{"POST", "/looking-as", look_as},
    PageRoute{"GET", "/accessibility", accessibility_page},
    PageRoute{"GET", "/check", check_choice_page},
    PageRoute{"GET", "/check/{action}", check_page},
    PageRoute{"POST", "/check/{action}", ask_check},
    PageRoute{"GET", "/decisions/{id}", decision_page},
    PageRoute{"GET", "/todo", todo_page},
    PageRoute{"GET", "/dashboard", dashboard_page},
    PageRoute{"GET", "/dashboard/list", finding_list_page},
    PageRoute{"GET", "/dashboard/trend", trend_page},
    PageRoute{"GET", "/groups", groups_page},
    PageRoute{"GET", "/records/{record}", record_list_page},
    PageRoute{"GET", "/records/{record}/{id}", record_page},
    PageRoute{"GET", "/records/{record}/new", record_form_page},
    PageRoute{"POST", "/records/{record}/new", record_form_page},
    PageRoute{"GET", "/records/{record}/{id}/edit", record_form_page},
    PageRoute{"POST", "/records/{record}/{id}/edit", record_form_page},
    PageRoute{"GET", "/checklists/{name}/{id}", checklist_page},
    PageRoute{"GET", "/rulebook", rulebook_page},
    PageRoute{"GET", "/rulebook/{name}", rule_page},
    PageRoute{"GET", "/administration", administration_page},
    PageRoute{"GET", "/administration/settings", settings_page},
};

struct Match {
  PageRoute const* route = nullptr;
  std::vector<std::string> captured;
  bool other_method = false;  // the path is there, and takes another method
};

// A pattern that names a path outright goes before one that captures parts of it.
Match match_of(std::string_view method, std::string_view path) {
  Match best;
  if (method == "HEAD") method = "GET";
  for (auto const& route : routes) {
    auto captured = match_path(route.pattern, path);
    if (!captured) continue;
    if (route.method != method) {
      best.other_method = true;
      continue;
    }
    if (!best.route || captured->size() < best.captured.size())
      best.route = &route, best.captured = *std::move(captured);
  }
  return best;
}

Language language_of(HttpRequest const& request) {
  auto const chosen = cookie(request, language_cookie);
  for (auto const language : all_languages)
    if (chosen == code_of(language)) return language;
  auto const accepted = request.header("Accept-Language").value_or("");
  Language best = Language::english;
  auto first = std::string_view::npos;
  for (auto const language : all_languages) {
    auto const at = accepted.find(code_of(language));
    if (at < first) first = at, best = language;
  }
  return best;
}

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  return "image/svg+xml";
}

// Assets are asked for with a fingerprint in the query, so that they can be kept for good.
std::optional<HttpResponse> asset(HttpRequest const& request) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  auto const content = embedded_file(std::string_view(request.path).substr(1));
  if (content.empty()) return std::nullopt;
  return HttpResponse{200, std::string(type_of(request.path)), std::string(content),
                      {{"Cache-Control", "public, max-age=31536000, immutable"}, {"X-Content-Type-Options", "nosniff"}}};
}

// `?language=fr` on any page is remembered, and left out of the address.
std::optional<HttpResponse> language_choice(HttpRequest const& request) {
  auto const chosen = request.parameter("language");
  if (!chosen || request.method != "GET") return std::nullopt;
  auto query = request.query;
  std::erase_if(query, [](auto const& parameter) { return parameter.first == "language"; });
  auto reply = redirect(address(request.path, query));
  for (auto const language : all_languages)
    if (*chosen == code_of(language)) reply.headers.push_back(set_cookie(language_cookie, *chosen, 400 * 24 * 3600));
  return reply;
}

PageCall call_for(Service& service, HttpRequest const& request, Caller const& caller,
                  std::vector<std::string> captured) {
  PageCall call{service, request, caller, std::move(captured), service.store.snapshot(), day_of(service.clock())};
  call.language = language_of(request);
  call.viewer = viewer_of(request, *call.snapshot, call.today);
  return call;
}

HttpResponse made(PageCall& call, Match const& match) {
  if (!match.route) return match.other_method ? refusal_page(call, 405, call.texts().get("refusal.method")) : not_found_page(call);
  if (match.route->method != "POST") return match.route->made(call);
  auto form = read_form(call.request.body);
  if (!form) return refusal_page(call, 400, call.texts().get("refusal.form"));
  if (!is_from_us(call.request, *form)) return refusal_page(call, 403, call.texts().get("refusal.form_key"));
  call.form = *std::move(form);
  return match.route->made(call);
}

HttpResponse made_safely(PageCall& call, Match const& match) {
  try {
    return made(call, match);
  } catch (engine::StorageError const& error) {
    log_line(call.request.request_id + " storage: " + error.what());
    return refusal_page(call, 503, call.texts().get("refusal.storage"));
  } catch (std::exception const& error) {
    log_line(call.request.request_id + " failed on " + call.request.path + ": " + error.what());
    return refusal_page(call, 500, call.texts().get("refusal.internal"));
  }
}

}  // namespace

std::optional<HttpResponse> answer_page(Service& service, HttpRequest const& request, Caller const& caller) {
  if (auto file = asset(request)) return file;
  auto const match = match_of(request.method, request.path);
  auto const accepted = request.header("Accept").value_or("");
  if (!match.route && !accepted.contains("text/html")) return std::nullopt;
  if (auto reply = language_choice(request)) return reply;
  auto call = call_for(service, request, caller, match.captured);
  auto form = cookie(request, form_cookie);
  bool const fresh = form.empty();
  if (fresh) form = new_form_cookie();
  call.form_key = form_key_of(form);
  auto reply = made_safely(call, match);
  if (fresh) reply.headers.push_back(set_cookie(form_cookie, form, 400 * 24 * 3600));
  return reply;
}

std::size_t form_limit(std::string_view method, std::string_view path) {
  auto const match = match_of(method, path);
  return match.route && match.route->method == "POST" ? match.route->body_limit : 0;
}

}  // namespace bylaw::api::pages
