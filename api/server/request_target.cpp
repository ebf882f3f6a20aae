#include "api/server/request_target.hpp"

#include <cstdint>
#include <optional>

namespace bylaw::api {
namespace {

constexpr std::size_t most_parameters = 128;

std::unexpected<Refusal> bad(std::string_view detail) { return std::unexpected(Refusal{400, detail}); }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// RFC 3986: the characters of a path segment.
bool fits_path(char c) { return is_alphanumeric(c) || std::string_view("/-._~!$&'()*+,;=:@%").contains(c); }

// Browsers leave more characters as they are in a query than the RFC has there; these can do no harm.
bool fits_query(char c) { return c > 0x20 && c < 0x7f && !std::string_view("\"#<>").contains(c); }

// Decodes one component; nothing when an escape is broken or a control character comes out.
std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
      if (is_control(c)) return std::nullopt;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    decoded.push_back(c);
  }
  return is_utf8(decoded) ? std::optional(std::move(decoded)) : std::nullopt;
}

// Slashes that were escaped would move the borders between segments.
bool hides_a_slash(std::string_view path) {
  for (auto at = path.find('%'); at != std::string_view::npos; at = path.find('%', at + 1)) {
    const auto escape = path.substr(at + 1, 2);
    if (escape == "2f" || escape == "2F" || escape == "5c" || escape == "5C") return true;
  }
  return false;
}

bool has_odd_segment(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    if (segment == "." || segment == ".." || (segment.empty() && !path.empty())) return true;
  }
  return false;
}

std::expected<std::string, Refusal> parse_path(std::string_view text) {
  if (!text.starts_with('/')) return bad("The request target has to be a path.");
  for (char c : text)
    if (!fits_path(c)) return bad("The path has a character that has to be percent-encoded.");
  if (hides_a_slash(text)) return bad("The path has an encoded slash or backslash.");
  auto path = decode(text, false);
  if (!path) return bad("The path has a broken escape, a control character or is not UTF-8.");
  if (has_odd_segment(*path)) return bad("The path has an empty segment or a dot segment.");
  return *std::move(path);
}

std::expected<NamedValues, Refusal> parse_query(std::string_view text) {
  NamedValues query;
  for (char c : text)
    if (!fits_query(c)) return bad("The query has a character that has to be percent-encoded.");
  while (!text.empty()) {
    const auto piece = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), piece.size() + 1));
    if (piece.empty()) continue;
    if (query.size() == most_parameters) return bad("The query has too many parameters.");
    const auto equals = piece.find('=');
    auto name = decode(piece.substr(0, equals), true);
    auto value = decode(equals == std::string_view::npos ? "" : piece.substr(equals + 1), true);
    if (!name || !value) return bad("The query has a broken escape, a control character or is not UTF-8.");
    query.emplace_back(*std::move(name), *std::move(value));
  }
  return query;
}

// The length of the well-formed sequence that starts here; 0 when there is none.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) return 0;
  std::uint32_t code = lead & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0) != 0x80) return 0;
    code = code << 6 | (next & 0x3f);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  return overlong || surrogate || code > 0x10ffff ? 0 : length;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::expected<RequestTarget, Refusal> parse_target(std::string_view target) {
  const auto mark = target.find('?');
  auto path = parse_path(target.substr(0, mark));
  if (!path) return std::unexpected(path.error());
  auto query = parse_query(mark == std::string_view::npos ? "" : target.substr(mark + 1));
  if (!query) return std::unexpected(query.error());
  return RequestTarget{*std::move(path), *std::move(query)};
}

}  // namespace bylaw::api
