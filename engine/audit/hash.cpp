#include "engine/audit/hash.hpp"

#include <sodium.h>

#include <algorithm>

#include "engine/audit/library.hpp"
#include "engine/audit/random.hpp"

namespace bylaw::audit {
namespace {

unsigned char const* data(std::string_view bytes) { return reinterpret_cast<unsigned char const*>(bytes.data()); }

template <class Bytes>
std::string_view view(Bytes const& bytes) {
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

constexpr auto base64_form = sodium_base64_VARIANT_ORIGINAL;

}  // namespace

void start_library() {
  // Cheap after the first time, and safe from any thread.
  if (sodium_init() < 0) throw LibraryFailure("The library for signatures does not start.");
}

Hash sha256(std::string_view bytes) {
  Hash hash;
  crypto_hash_sha256(hash.data(), data(bytes), bytes.size());
  return hash;
}

Hash empty_root() { return sha256(""); }

Hash leaf_hash(std::string_view leaf) {
  constexpr unsigned char mark = 0;
  Hash hash;
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  crypto_hash_sha256_update(&state, &mark, 1);
  crypto_hash_sha256_update(&state, data(leaf), leaf.size());
  crypto_hash_sha256_final(&state, hash.data());
  return hash;
}

Hash node_hash(Hash const& left, Hash const& right) {
  std::array<char, 65> bytes;
  bytes[0] = '\1';
  std::ranges::copy(left, bytes.begin() + 1);
  std::ranges::copy(right, bytes.begin() + 33);
  return sha256({bytes.data(), bytes.size()});
}

Hash commitment(Salt const& salt, std::string_view text) {
  Hash hash;
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  crypto_generichash_update(&state, salt.data(), salt.size());
  crypto_generichash_update(&state, data(text), text.size());
  crypto_generichash_final(&state, hash.data(), hash.size());
  return hash;
}

std::string random_bytes(std::size_t count) {
  start_library();
  std::string random(count, '\0');
  randombytes_buf(random.data(), random.size());
  return random;
}

std::string random_hex(std::size_t bytes) { return hex(random_bytes(bytes)); }

std::string hex(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), data(bytes), bytes.size());
  text.pop_back();
  return text;
}

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), base64_form), '\0');
  sodium_bin2base64(text.data(), text.size(), data(bytes), bytes.size(), base64_form);
  text.pop_back();
  return text;
}

std::optional<std::string> bytes_of_base64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  char const* end = nullptr;
  auto const failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                        text.size(), nullptr, &size, &end, base64_form);
  if (failed || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(size);
  return base64(bytes) == text ? std::optional(bytes) : std::nullopt;
}

std::string_view bytes_of(Hash const& hash) { return view(hash); }
std::string_view bytes_of(Salt const& salt) { return view(salt); }

std::optional<Hash> hash_of_bytes(std::string_view bytes) {
  Hash hash;
  if (bytes.size() != hash.size()) return std::nullopt;
  std::ranges::copy(bytes, hash.begin());
  return hash;
}

std::optional<Hash> hash_of_base64(std::string_view text) {
  auto const bytes = bytes_of_base64(text);
  return bytes ? hash_of_bytes(*bytes) : std::nullopt;
}

}  // namespace bylaw::audit
