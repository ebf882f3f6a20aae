#include "api/pages/site.hpp"

#include <algorithm>
#include <array>

#include "api/access/seen_snapshot.hpp"
#include "api/pages/embedded.hpp"
#include "api/pages/forms.hpp"
#include "api/route_match.hpp"
#include "dsl/sha256.hpp"

namespace bylaw::api::pages {
namespace {

using enum dsl::AccessScope;

std::array const routes = {
    PageRoute{"GET", "/", Access::any_caller(), front_page},
    PageRoute{"GET", "/sign-in", Access::everybody(), sign_in_page},
    PageRoute{"POST", "/sign-in", Access::everybody(), sign_in},
    PageRoute{"POST", "/sign-out", Access::any_caller(), sign_out},
    PageRoute{"GET", "/looking-as", Access::any_caller(), looking_as_page},
    PageRoute{"POST", "/looking-as", Access::any_caller(), look_as},
    PageRoute{"GET", "/accessibility", Access::everybody(), accessibility_page},
    PageRoute{"GET", "/about", Access::everybody(), about_page},
    PageRoute{"GET", "/account", Access::any_caller(), account_page},
    PageRoute{"POST", "/account", Access::any_caller(), change_own_secret},
    PageRoute{"GET", "/check", decide, check_choice_page},
    PageRoute{"GET", "/check/{action}", decide, check_page},
    PageRoute{"POST", "/check/{action}", decide, ask_check},
    PageRoute{"GET", "/decisions/{id}", read_decisions, decision_page},
    PageRoute{"GET", "/decisions/{id}/request/{rule}", write_records, request_page},
    PageRoute{"GET", "/cases", read_cases, case_list_page},
    PageRoute{"GET", "/cases/new", write_cases, new_case_page},
    PageRoute{"POST", "/cases/new", write_cases, new_case_page},
    PageRoute{"GET", "/cases/{id}", read_cases, case_page},
    PageRoute{"GET", "/cases/{id}/steps/{step}", write_cases, case_step_page},
    PageRoute{"POST", "/cases/{id}/steps/{step}", write_cases, case_step_page},
    PageRoute{"GET", "/todo", Access::any_caller(), todo_page},
    PageRoute{"GET", "/requests/{id}", read_records, access_request_page},
    PageRoute{"POST", "/requests/{id}", write_records, answer_access_request},
    PageRoute{"GET", "/dashboard", read_compliance, dashboard_page},
    PageRoute{"GET", "/dashboard/list", read_compliance, finding_list_page},
    PageRoute{"GET", "/dashboard/trend", read_compliance, trend_page},
    PageRoute{"GET", "/groups", read_records, groups_page},
    PageRoute{"GET", "/mine", read_records, own_groups_page},
    PageRoute{"GET", "/records/{record}", read_records, record_list_page},
    PageRoute{"GET", "/records/{record}/{id}", read_records, record_page},
    PageRoute{"GET", "/records/{record}/new", write_records, record_form_page},
    PageRoute{"POST", "/records/{record}/new", write_records, record_form_page},
    PageRoute{"GET", "/records/{record}/{id}/edit", write_records, record_form_page},
    PageRoute{"POST", "/records/{record}/{id}/edit", write_records, record_form_page},
    PageRoute{"POST", "/records/{record}/{id}/happened/{field}", write_records, record_happened},
    PageRoute{"GET", "/records/{record}/{id}/paper", read_records, letter_page},
    PageRoute{"GET", "/checklists/{name}/{id}", read_compliance, checklist_page},
    PageRoute{"GET", "/outlook", read_compliance, outlook_page},
    PageRoute{"GET", "/rulebook", read_rules, rulebook_page},
    PageRoute{"GET", "/rulebook/{name}", read_rules, rule_page},
    PageRoute{"GET", "/rulebook/tables/{record}", read_rules, table_page},
    PageRoute{"GET", "/administration", Access::any_caller(), administration_page},
    PageRoute{"GET", "/administration/settings", read_records, settings_page},
    PageRoute{"GET", "/administration/tokens", manage_tokens, tokens_page},
    PageRoute{"POST", "/administration/tokens", manage_tokens, make_token},
    PageRoute{"POST", "/administration/tokens/{id}", manage_tokens, change_token},
    PageRoute{"GET", "/administration/sign-ins", manage_tokens, sign_ins_page},
    PageRoute{"POST", "/administration/sign-ins", manage_tokens, give_sign_in},
    PageRoute{"GET", "/administration/import", import_records, import_page},
    PageRoute{"POST", "/administration/import", import_records, take_records_in, 16 * 1024 * 1024},
    PageRoute{"GET", "/administration/log", read_log, log_page},
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

Language language_of(Service const& service, HttpRequest const& request) {
  auto const chosen = cookie(request, service.door, language_cookie);
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
  return HttpResponse{
      200,
      std::string(type_of(request.path)),
      std::string(content),
      {{"Cache-Control", "public, max-age=31536000, immutable"}, {"X-Content-Type-Options", "nosniff"}}};
}

// `?language=fr` on any page is remembered, and left out of the address.
std::optional<HttpResponse> language_choice(Service const& service, HttpRequest const& request) {
  auto const chosen = request.parameter("language");
  if (!chosen || request.method != "GET") return std::nullopt;
  auto query = request.query;
  std::erase_if(query, [](auto const& parameter) { return parameter.first == "language"; });
  auto reply = redirect(address(request.path, query));
  for (auto const language : all_languages)
    if (*chosen == code_of(language))
      reply.headers.push_back(set_cookie(service.door, language_cookie, *chosen, 400 * 24 * 3600));
  return reply;
}

PageCall call_for(Service& service, HttpRequest const& request, Caller const& caller,
                  std::vector<std::string> captured) {
  auto const everything = service.store.snapshot();
  auto const today = day_of(service.clock());
  auto sight =
      std::make_shared<FindingSight>(service.standing_reads, Sight(*service.program, everything, today, caller));
  auto seen = seen_snapshot(sight->sight(), everything);
  PageCall call{service, request, caller, std::move(captured), everything, today, std::move(sight), std::move(seen)};
  call.language = language_of(service, request);
  auto const person = caller.unrestricted ? cookie(request, service.door, viewer_cookie) : caller.person;
  call.viewer = viewer_of(person, *call.snapshot, today);
  return call;
}

HttpResponse made(PageCall& call, Match const& match) {
  if (!match.route)
    return match.other_method ? refusal_page(call, 405, call.texts().get("refusal.method")) : not_found_page(call);
  if (!match.route->access.open && !call.may(match.route->access))
    return refusal_page(call, 403, call.texts().get("refusal.role"));
  if (match.route->method != "POST") {
    // Shown for another day than was asked for, a page would be taken for the answer.
    auto const day = call.given("on");
    if (!day.empty() && !dsl::parse_date(day)) return refusal_page(call, 422, call.texts().get("fault.date"));
    return match.route->made(call);
  }
  auto form = read_form(call.request.body);
  if (!form) return refusal_page(call, 400, call.texts().get("refusal.form"));
  if (!is_from_us(call.request, call.service.door, *form))
    return refusal_page(call, 403, call.texts().get("refusal.form_key"));
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

std::optional<HttpResponse> answer_page(Service& service, HttpRequest const& request,
                                        std::expected<Caller, Problem> const& who) {
  if (auto file = asset(request)) return file;
  auto const match = match_of(request.method, request.path);
  bool const wants_page = request.header("Accept").value_or("").contains("text/html");
  if (!wants_page && (!match.route || !who)) return std::nullopt;
  if (auto reply = language_choice(service, request)) return reply;
  // Nobody is told which pages there are before it is known who asks.
  bool const open = match.route && match.route->access.open;
  if (!who && who.error().type == ProblemType::unauthenticated && !open)
    return redirect(sign_in_path(request, !cookie(request, service.door, session_cookie).empty()));
  static Caller const nobody;
  auto call = call_for(service, request, who ? *who : nobody, match.captured);
  call.signed_in = who.has_value();
  auto form = cookie(request, service.door, form_cookie);
  bool const fresh = form.empty();
  if (fresh) form = new_form_cookie();
  call.form_key = form_key_of(form);
  bool const elsewhere = !who && who.error().type != ProblemType::unauthenticated;
  auto reply = elsewhere ? refusal_page(call, 403, call.texts().get("refusal.form_key")) : made_safely(call, match);
  if (fresh) reply.headers.push_back(set_cookie(service.door, form_cookie, form, 400 * 24 * 3600));
  return reply;
}

std::size_t form_limit(std::string_view method, std::string_view path) {
  auto const match = match_of(method, path);
  return match.route && match.route->method == "POST" ? match.route->body_limit : 0;
}

}  // namespace bylaw::api::pages
