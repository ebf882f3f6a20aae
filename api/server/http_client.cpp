#include "api/server/http_client.hpp"

#include <httplib.h>

#include <algorithm>
#include <charconv>

namespace bylaw::api {
namespace {

bool is_host_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_port(std::string_view text) {
  int number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 1 && number <= 65535;
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  for (std::string_view const scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme)) continue;
    auto const rest = text.substr(scheme.size());
    auto const slash = std::min(rest.find('/'), rest.size());
    auto const authority = rest.substr(0, slash);
    auto const colon = std::min(authority.find(':'), authority.size());
    auto const host = authority.substr(0, colon);
    auto const port = authority.substr(std::min(colon + 1, authority.size()));
    bool const port_fits = colon == authority.size() || is_port(port);
    auto const path = rest.substr(slash);
    bool const plain = std::ranges::all_of(path, [](char c) { return c > ' ' && c < 0x7F && c != '#'; });
    if (host.empty() || !port_fits || !plain || !std::ranges::all_of(host, is_host_letter) ||
        !std::ranges::all_of(port, is_digit))
      return std::nullopt;
    return Url{std::string(scheme) + std::string(authority), std::string(host), path.empty() ? "/" : std::string(path)};
  }
  return std::nullopt;
}

std::expected<int, std::string> post_json(Url const& url, NamedValues const& headers, std::string const& body) {
  constexpr int seconds = 5;
  httplib::Client client(url.origin);
  client.set_connection_timeout(seconds);
  client.set_read_timeout(seconds);
  client.set_write_timeout(seconds);
  httplib::Headers sent;
  for (auto const& [name, value] : headers) sent.emplace(name, value);
  auto const result = client.Post(url.path, sent, body, "application/json");
  if (!result) return std::unexpected(httplib::to_string(result.error()));
  return result->status;
}

}  // namespace bylaw::api
