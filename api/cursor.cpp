#include "api/cursor.hpp"

namespace bylaw::api {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";  // base64url

}  // namespace

std::string encode_cursor(std::string_view key) {
  std::string cursor;
  unsigned bits = 0, count = 0;
  for (unsigned char byte : key) {
    bits = bits << 8 | byte;
    for (count += 8; count >= 6; count -= 6) cursor += alphabet[bits >> (count - 6) & 63];
    bits &= (1u << count) - 1;
  }
  if (count) cursor += alphabet[bits << (6 - count) & 63];
  return cursor;
}

std::optional<std::string> decode_cursor(std::string_view cursor) {
  std::string key;
  unsigned bits = 0, count = 0;
  for (char c : cursor) {
    auto const digit = alphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<unsigned>(digit);
    count += 6;
    if (count >= 8) key += static_cast<char>(bits >> (count -= 8) & 255);
    bits &= (1u << count) - 1;
  }
  return encode_cursor(key) == cursor && !key.empty() ? std::optional(key) : std::nullopt;
}

}  // namespace bylaw::api
