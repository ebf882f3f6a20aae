#include "api/pages/page.hpp"

#include <algorithm>

#include "api/access/write_rights.hpp"
#include "api/compliance/sweep_at.hpp"
#include "api/pages/embedded.hpp"
#include "api/routes.hpp"
#include "dsl/sha256.hpp"

namespace bylaw::api::pages {
namespace {

std::string encoded(std::string_view text, std::string_view kept) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (char c : text) {
    bool const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || kept.contains(c);
    if (plain) {
      result += c;
      continue;
    }
    auto const byte = static_cast<unsigned char>(c);
    result += '%';
    result += digits[byte >> 4];
    result += digits[byte & 15];
  }
  return result;
}

std::string fingerprint(std::string_view name) { return dsl::sha256_hex(embedded_file(name)).substr(0, 12); }

struct Place {
  std::string_view key, path;
  Access access;
};
using enum dsl::AccessScope;
Place const places[] = {{"nav.todo", "/todo", Access::any_caller()},  {"nav.check", "/check", decide},
                        {"nav.mine", "/mine", read_records},          {"nav.groups", "/groups", read_records},
                        {"nav.cases", "/cases", read_cases},          {"nav.dashboard", "/dashboard", read_compliance},
                        {"nav.outlook", "/outlook", read_compliance}, {"nav.rules", "/rulebook", read_rules}};

// The places that the caller may go to; their own only where they have one.
List navigation(PageCall const& call) {
  List items;
  for (auto const& [key, path, access] : places) {
    if (!call.signed_in || !call.may(access) || (path == "/mine" && call.viewer.groups().empty())) continue;
    bool const here = call.request.path == path || call.request.path.starts_with(std::string(path) + '/');
    items.push_back(model({{"label", call.texts().get(key)}, {"path", std::string(path)}, {"here", here}}));
  }
  return items;
}

List languages(PageCall const& call) {
  List items;
  for (auto const language : all_languages) {
    auto query = call.request.method == "POST" ? NamedValues{} : call.request.query;
    std::erase_if(query, [](auto const& parameter) { return parameter.first == "language"; });
    query.emplace_back("language", code_of(language));
    items.push_back(model({{"code", std::string(code_of(language))},
                           {"name", Texts::in(language).get("language.name")},
                           {"path", address(call.request.path, query)},
                           {"here", language == call.language}}));
  }
  return items;
}

List trail_of(std::vector<Crumb> const& trail) {
  List items;
  for (auto const& crumb : trail) items.push_back(model({{"title", crumb.title}, {"path", crumb.path}}));
  return items;
}

// Who is signed in, and as what.
void set_caller(PageCall const& call, Model& values) {
  auto const& caller = call.caller;
  values.set("signed_in", call.signed_in);
  values.set("chooses", caller.unrestricted);
  values.set("session", caller.session);
  values.set("looking_as", call.viewer.known() ? call.viewer.name : caller.name);
  values.set("somebody", call.viewer.known() || !caller.unrestricted);
  values.set("has_role", caller.role != dsl::none);
  values.set("role_title", caller.role == dsl::none ? "" : call.rulebook().roles[caller.role].title);
  values.set("may_decide", call.may(decide));
  values.set("may_read_records", call.may(read_records));
  values.set("may_read_cases", call.may(read_cases));
  values.set("may_read_compliance", call.may(read_compliance));
  values.set("may_read_rules", call.may(read_rules));
}

NamedValues headers() {
  return {{"Content-Security-Policy",
           "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri "
           "'none'; frame-ancestors 'none'"},
          {"X-Content-Type-Options", "nosniff"},
          {"Referrer-Policy", "same-origin"},
          {"Cross-Origin-Opener-Policy", "same-origin"},
          {"Cache-Control", "no-store"}};
}

}  // namespace

std::string PageCall::given(std::string_view name) const {
  auto const found = std::ranges::find(values(), name, &NamedValues::value_type::first);
  return found == values().end() ? std::string() : found->second;
}

bool PageCall::was_given(std::string_view name) const {
  return std::ranges::find(values(), name, &NamedValues::value_type::first) != values().end();
}

dsl::Date PageCall::day() const { return dsl::parse_date(given("on")).value_or(today); }

bool PageCall::may_write(dsl::Index record, std::string_view key) const {
  if (!may(dsl::AccessScope::write_records) || rulebook().records[record].in_rulebook) return false;
  return !check_write(sight->sight(), record, key);
}

StandingRows PageCall::findings(dsl::Date day) const {
  if (may(dsl::AccessScope::read_compliance)) return rows_seen(service, *sight, everything, day);
  return std::make_shared<engine::StandingTable const>(everything, day, std::span<engine::StandingRow const>());
}

std::vector<std::string> PageCall::details(engine::StandingRow const& row, dsl::Date day, engine::Row of) const {
  if (!sight->details(*everything, row)) return {};
  return of == dsl::none ? engine::details_of(*service.program, *everything, day, row)
                         : engine::details_of(*service.program, *everything, day, row, of);
}

std::expected<HttpResponse, Problem> ask(PageCall const& call, std::string const& method, std::string const& path,
                                         NamedValues query, std::string body, NamedValues headers) {
  auto request = call.request;
  request.method = method;
  request.path = path;
  request.target = address(path, query);
  request.query = std::move(query);
  request.headers = std::move(headers);
  if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
  request.body = std::move(body);
  return route_reply(call.service, request, call.caller);
}

std::optional<JsonValue> read(PageCall const& call, std::string const& path, NamedValues query) {
  auto const reply = ask(call, "GET", path, std::move(query));
  if (!reply || reply->status != 200) return std::nullopt;
  auto json = parse_json(reply->body, {.bytes = 64 << 20, .values = 5'000'000});
  return json ? std::optional(*std::move(json)) : std::nullopt;
}

HttpResponse page(PageCall const& call, std::string_view name, PageHead const& head, Model values) {
  static std::string const style = "/assets/bylaw.css?v=" + fingerprint("assets/bylaw.css"),
                           script = "/assets/bylaw.js?v=" + fingerprint("assets/bylaw.js");
  values.set("language", std::string(code_of(call.language)));
  values.set("heading", head.title);
  values.set("page_title", (head.faulty ? call.texts().get("error.prefix") : "") + head.title);
  values.set("trail", trail_of(head.trail));
  values.set("has_trail", !head.trail.empty());
  values.set("navigation", navigation(call));
  values.set("languages", languages(call));
  set_caller(call, values);
  values.set("at_front", call.request.path == "/");
  values.set("at_account", call.request.path == "/account");
  values.set("form_key", call.form_key);
  values.set("rulebook_title", call.rulebook().title);
  values.set("style", style);
  values.set("script", script);
  return {head.status, "text/html; charset=utf-8", render(call.language, name, values), headers()};
}

HttpResponse redirect(std::string const& path) {
  return {303, "", "", {{"Location", path}, {"Cache-Control", "no-store"}}};
}

HttpResponse refusal_page(PageCall const& call, int status, std::string const& said) {
  return page(call, "refusal", {call.texts().get("refusal.title"), {}, status}, model({{"said", said}}));
}

HttpResponse not_found_page(PageCall const& call) {
  return page(call, "refusal", {call.texts().get("not_found.title"), {}, 404},
              model({{"said", call.texts().get("not_found.said")}}));
}

std::string path_segment(std::string_view text) { return encoded(text, "-._~@"); }

std::string address(std::string_view path, NamedValues const& query) {
  std::string result = encoded(path, "/-._~@");
  char before = '?';
  for (auto const& [name, value] : query) {
    result += before;
    result += encoded(name, "-._~") + '=' + encoded(value, "-._~@,");
    before = '&';
  }
  return result;
}

}  // namespace bylaw::api::pages
