// The hashes of the log: SHA-256 as RFC 6962 uses it for leaves and nodes, salted commitments for what has to stay
// erasable, and their text forms.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bylaw::audit {

using Hash = std::array<unsigned char, 32>;
// Without its salt a commitment tells nothing about a text that could be guessed.
using Salt = std::array<unsigned char, 16>;

Hash sha256(std::string_view bytes);
Hash empty_root();  // of a tree without leaves
Hash leaf_hash(std::string_view leaf);
Hash node_hash(Hash const& left, Hash const& right);
// BLAKE2b-256 over salt and text.
Hash commitment(Salt const& salt, std::string_view text);

// Fresh from the system's generator.
std::string random_hex(std::size_t bytes);

std::string hex(std::string_view bytes);
std::string base64(std::string_view bytes);
// Nothing unless it is written exactly as base64() writes.
std::optional<std::string> bytes_of_base64(std::string_view text);

// A hash as bytes, to be stored or written.
std::string_view bytes_of(Hash const& hash);
std::string_view bytes_of(Salt const& salt);
std::optional<Hash> hash_of_bytes(std::string_view bytes);
std::optional<Hash> hash_of_base64(std::string_view text);

}  // namespace bylaw::audit
