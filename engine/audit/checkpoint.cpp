#include "engine/audit/checkpoint.hpp"

#include <sodium.h>

#include <charconv>
#include <vector>

#include "engine/audit/library.hpp"

namespace bylaw::audit {
namespace {

constexpr std::string_view private_mark = "PRIVATE+KEY+";
constexpr std::string_view signature_mark = "\u2014 ";
constexpr char ed25519 = 1;

using Signature = std::array<unsigned char, crypto_sign_BYTES>;

std::string key_id(std::string const& name, Hash const& key) {
  std::string bytes = name + '\n' + ed25519;
  bytes += bytes_of(key);
  return std::string(bytes_of(sha256(bytes)).substr(0, 4));
}

std::string tagged(Hash const& key) { return base64(ed25519 + std::string(bytes_of(key))); }

struct NamedKey {
  std::string name;
  Hash key;
};

// "name+1a2b3c4d+base64": the parts, where the base64 holds a key of our kind.
std::optional<NamedKey> parts_of(std::string_view text) {
  auto const first = text.find('+');
  if (first == std::string_view::npos || text.size() < first + 10 || text[first + 9] != '+') return std::nullopt;
  auto const bytes = bytes_of_base64(text.substr(first + 10));
  if (!bytes || bytes->size() != 33 || bytes->front() != ed25519) return std::nullopt;
  return NamedKey{std::string(text.substr(0, first)), *hash_of_bytes(std::string_view(*bytes).substr(1))};
}

std::string text_of(NamedKey const& named, std::string const& id) {
  return named.name + '+' + hex(id) + '+' + tagged(named.key);
}

std::string_view trimmed(std::string_view text) {
  while (text.ends_with('\n') || text.ends_with('\r') || text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

Hash public_of(Hash const& seed) {
  Hash key;
  std::array<unsigned char, 64> secret;
  crypto_sign_seed_keypair(key.data(), secret.data(), seed.data());
  return key;
}

std::string note_text(Checkpoint const& checkpoint) {
  return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' + base64(bytes_of(checkpoint.root)) + '\n';
}

// A line up to its end, taken off the front.
std::optional<std::string_view> next_line(std::string_view& rest) {
  auto const end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  auto const line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

}  // namespace

std::optional<Checkpoint> read_checkpoint(std::string_view note) {
  auto const origin = next_line(note), size = next_line(note), root = next_line(note);
  if (!root || origin->empty()) return std::nullopt;
  Checkpoint checkpoint{std::string(*origin), 0, {}};
  auto const [end, error] = std::from_chars(size->data(), size->data() + size->size(), checkpoint.size);
  auto const hash = hash_of_base64(*root);
  if (error != std::errc{} || end != size->data() + size->size() || !hash) return std::nullopt;
  if (std::to_string(checkpoint.size) != *size) return std::nullopt;
  checkpoint.root = *hash;
  return checkpoint;
}

PublicKey::PublicKey(std::string name, Hash const& key) : name_(std::move(name)), key_(key), id_(key_id(name_, key_)) {}

std::optional<PublicKey> PublicKey::parse(std::string_view text) {
  auto parts = parts_of(trimmed(text));
  if (!parts || parts->name.empty()) return std::nullopt;
  PublicKey key(std::move(parts->name), parts->key);
  return key.text() == trimmed(text) ? std::optional(std::move(key)) : std::nullopt;
}

std::string PublicKey::text() const { return text_of({name_, key_}, id_); }

std::optional<Checkpoint> PublicKey::open(std::string_view note) const {
  auto const blank = note.find("\n\n");
  if (blank == std::string_view::npos) return std::nullopt;
  auto const signed_text = note.substr(0, blank + 1);
  auto rest = note.substr(blank + 2);
  std::optional<Checkpoint> opened;
  while (auto const line = next_line(rest)) {
    if (!line->starts_with(signature_mark)) return std::nullopt;
    if (is_signature(*line, signed_text)) opened = read_checkpoint(note);
  }
  return rest.empty() ? opened : std::nullopt;
}

bool PublicKey::is_signature(std::string_view line, std::string_view text) const {
  auto const mark = std::string(signature_mark) + name_ + ' ';
  if (!line.starts_with(mark)) return false;
  auto const bytes = bytes_of_base64(line.substr(mark.size()));
  if (!bytes || bytes->size() != 4 + crypto_sign_BYTES || !bytes->starts_with(id_)) return false;
  return crypto_sign_verify_detached(reinterpret_cast<unsigned char const*>(bytes->data()) + 4,
                                     reinterpret_cast<unsigned char const*>(text.data()), text.size(),
                                     key_.data()) == 0;
}

SigningKey::SigningKey(std::string name, Hash const& seed) : seed_(seed), public_(std::move(name), public_of(seed)) {
  Hash key;
  crypto_sign_seed_keypair(key.data(), secret_.data(), seed_.data());
}

SigningKey SigningKey::make(std::string name) {
  start_library();
  Hash seed;
  randombytes_buf(seed.data(), seed.size());
  return {std::move(name), seed};
}

std::optional<SigningKey> SigningKey::parse(std::string_view text) {
  text = trimmed(text);
  if (!text.starts_with(private_mark)) return std::nullopt;
  start_library();
  auto parts = parts_of(text.substr(private_mark.size()));
  if (!parts || parts->name.empty()) return std::nullopt;
  SigningKey key(std::move(parts->name), parts->key);
  return key.text() == text ? std::optional(std::move(key)) : std::nullopt;
}

std::string SigningKey::text() const {
  return std::string(private_mark) + text_of({public_.name(), seed_}, public_.id());
}

std::string SigningKey::sign(Checkpoint const& checkpoint) const {
  auto const text = note_text(checkpoint);
  Signature signature;
  crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<unsigned char const*>(text.data()), text.size(),
                       secret_.data());
  auto bytes = public_.id();
  bytes.append(reinterpret_cast<char const*>(signature.data()), signature.size());
  return text + '\n' + std::string(signature_mark) + public_.name() + ' ' + base64(bytes) + '\n';
}

}  // namespace bylaw::audit
