#include "api/webhooks/signature.hpp"

#include <random>

#include "dsl/sha256.hpp"

namespace bylaw::api {
namespace {

constexpr std::string_view prefix = "whsec_";
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t secret_bytes = 24, block = 64;

std::string bytes_of(std::string_view hexadecimal) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hexadecimal.size(); i += 2)
    bytes += static_cast<char>(digits.find(hexadecimal[i]) << 4 | digits.find(hexadecimal[i + 1]));
  return bytes;
}
std::string sha256(std::string_view bytes) { return bytes_of(dsl::sha256_hex(bytes)); }

std::string from_base64(std::string_view text) {
  std::string bytes;
  unsigned bits = 0, count = 0;
  for (char const letter : text) {
    auto const digit = alphabet.find(letter);
    if (digit == std::string_view::npos) break;
    bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xFFFF;
    count += 6;
    if (count >= 8) bytes += static_cast<char>(bits >> (count -= 8) & 255);
  }
  return bytes;
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string text;
  unsigned bits = 0, count = 0;
  for (unsigned char const byte : bytes) {
    bits = (bits << 8 | byte) & 0xFFFF;
    for (count += 8; count >= 6; count -= 6) text += alphabet[bits >> (count - 6) & 63];
  }
  if (count) text += alphabet[bits << (6 - count) & 63];
  while (text.size() % 4) text += '=';
  return text;
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
  std::string padded = key.size() > block ? sha256(key) : std::string(key);
  padded.resize(block, '\0');
  std::string inner = padded, outer = padded;
  for (auto& byte : inner) byte = static_cast<char>(byte ^ 0x36);
  for (auto& byte : outer) byte = static_cast<char>(byte ^ 0x5c);
  return sha256(outer + sha256(inner.append(message)));
}

std::string new_secret() {
  std::random_device random;
  std::string bytes;
  while (bytes.size() < secret_bytes) bytes += static_cast<char>(random() & 255);
  return std::string(prefix) + base64(bytes);
}

std::string webhook_signature(std::string_view secret, std::string_view id, std::string_view timestamp,
                              std::string_view body) {
  std::string signed_text(id);
  signed_text.append(".").append(timestamp).append(".").append(body);
  return "v1," + base64(hmac_sha256(from_base64(secret.substr(prefix.size())), signed_text));
}

}  // namespace bylaw::api
