#include "api/pages/forms.hpp"

#include <algorithm>
#include <random>

#include "api/server/request_target.hpp"
#include "dsl/sha256.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t most_fields = 500;

int digit_of(char c) {
  auto const at = std::string_view("0123456789abcdef").find(static_cast<char>(c >= 'A' && c <= 'F' ? c + 32 : c));
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

std::optional<std::string> decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      result += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    int const high = i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
    int const low = i + 2 < text.size() ? digit_of(text[i + 2]) : -1;
    if (high < 0 || low < 0) return std::nullopt;
    result += static_cast<char>(high * 16 + low);
    i += 2;
  }
  bool const clean = std::ranges::none_of(result, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f;
  });
  return clean && is_utf8(result) ? std::optional(std::move(result)) : std::nullopt;
}

std::string random_text() {
  std::random_device source;
  std::string text;
  for (int i = 0; i < 4; ++i) text += std::to_string(source()) + '-';
  return dsl::sha256_hex(text).substr(0, 32);
}

}  // namespace

std::optional<NamedValues> read_form(std::string_view body) {
  NamedValues fields;
  while (!body.empty()) {
    auto const part = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(body.size(), part.size() + 1));
    auto const equals = std::min(part.find('='), part.size());
    auto name = decoded(part.substr(0, equals));
    auto value = decoded(part.substr(std::min(equals + 1, part.size())));
    if (!name || !value || fields.size() == most_fields) return std::nullopt;
    fields.emplace_back(*std::move(name), *std::move(value));
  }
  return fields;
}

std::string new_form_cookie() { return random_text(); }

std::string form_key_of(std::string const& cookie) {
  static std::string const secret = random_text() + random_text();
  return dsl::sha256_hex(secret + cookie + secret);
}

bool is_from_us(HttpRequest const& request, Doorkeeper const& door, NamedValues const& form) {
  auto const site = request.header("Sec-Fetch-Site");
  if (site && *site != "same-origin" && *site != "none") return false;
  auto const origin = request.header("Origin"), host = request.header("Host");
  if (origin && host && !origin->ends_with("//" + std::string(*host))) return false;
  auto const own = cookie(request, door, form_cookie);
  auto const sent = std::ranges::find(form, "form_key", &NamedValues::value_type::first);
  return !own.empty() && sent != form.end() && sent->second == form_key_of(own);
}

std::string cookie(HttpRequest const& request, Doorkeeper const& door, std::string_view name) {
  auto const full = door.cookie_name(name);
  auto rest = request.header("Cookie").value_or("");
  while (!rest.empty()) {
    auto part = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    while (part.starts_with(' ')) part.remove_prefix(1);
    if (part.starts_with(full) && part.substr(full.size()).starts_with('='))
      return std::string(part.substr(full.size() + 1));
  }
  return {};
}

std::pair<std::string, std::string> set_cookie(Doorkeeper const& door, std::string_view name, std::string_view value,
                                               int seconds) {
  return {"Set-Cookie", door.cookie_name(name) + '=' + std::string(value) +
                            "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(seconds) +
                            (door.secure_cookies ? "; Secure" : "")};
}

}  // namespace bylaw::api::pages
