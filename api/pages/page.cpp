#include "api/pages/page.hpp"

#include <algorithm>

#include "api/pages/embedded.hpp"
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
};
constexpr Place places[] = {{"nav.todo", "/todo"},         {"nav.check", "/check"}, {"nav.groups", "/groups"},
                            {"nav.dashboard", "/dashboard"}, {"nav.rules", "/rulebook"}};

List navigation(PageCall const& call) {
  List items;
  for (auto const& [key, path] : places) {
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
  values.set("looking_as", call.viewer.name);
  values.set("somebody", call.viewer.known());
  values.set("at_front", call.request.path == "/");
  values.set("form_key", call.form_key);
  values.set("rulebook_title", call.rulebook().title);
  values.set("style", style);
  values.set("script", script);
  return {head.status, "text/html; charset=utf-8", render(call.language, name, values), headers()};
}

HttpResponse redirect(std::string const& path) { return {303, "", "", {{"Location", path}, {"Cache-Control", "no-store"}}}; }

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
