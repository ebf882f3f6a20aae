#include "api/secrets/secrets.hpp"

#include <sodium.h>

#include <stdexcept>

namespace bylaw::api::secrets {
namespace {

// Safe to call as often as one likes, from any thread.
void start() {
  if (sodium_init() < 0) throw std::runtime_error("The library for secrets cannot be started.");
}

}  // namespace

Bytes32 random_bytes() {
  start();
  Bytes32 bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string hex(std::span<unsigned char const> bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

std::optional<Bytes32> bytes_of(std::string_view hex) {
  Bytes32 bytes;
  std::size_t length = 0;
  if (hex.size() != bytes.size() * 2) return {};
  if (sodium_hex2bin(bytes.data(), bytes.size(), hex.data(), hex.size(), nullptr, &length, nullptr) != 0) return {};
  return length == bytes.size() ? std::optional(bytes) : std::nullopt;
}

Bytes32 keyed_hash(std::span<unsigned char const> message, Bytes32 const& key) {
  start();
  Bytes32 hash;
  crypto_generichash(hash.data(), hash.size(), message.data(), message.size(), key.data(), key.size());
  return hash;
}

std::array<unsigned char, 4> checksum(std::span<unsigned char const> message) {
  start();
  Bytes32 hash;
  crypto_generichash(hash.data(), hash.size(), message.data(), message.size(), nullptr, 0);
  return {hash[0], hash[1], hash[2], hash[3]};
}

bool same(Bytes32 const& left, Bytes32 const& right) { return sodium_memcmp(left.data(), right.data(), left.size()) == 0; }

std::string password_hash(std::string_view secret) {
  start();
  std::string hash(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(hash.data(), secret.data(), secret.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::runtime_error("There is not enough memory to hash a secret.");
  hash.resize(hash.find('\0'));
  return hash;
}

bool fits_password(std::string const& hash, std::string_view secret) {
  start();
  return crypto_pwhash_str_verify(hash.c_str(), secret.data(), secret.size()) == 0;
}

}  // namespace bylaw::api::secrets
