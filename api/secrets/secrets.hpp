// Randomness, hashes and comparisons that secrets need. Only this folder sees libsodium.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bylaw::api::secrets {

using Bytes32 = std::array<unsigned char, 32>;

Bytes32 random_bytes();
// Lower-case hexadecimal; nothing where the text is not exactly 32 bytes of it.
std::string hex(std::span<unsigned char const> bytes);
std::optional<Bytes32> bytes_of(std::string_view hex);

// BLAKE2b of 256 bits with a key: whoever has the hashes but not the key can test no guess.
Bytes32 keyed_hash(std::span<unsigned char const> message, Bytes32 const& key);
// Four bytes of BLAKE2b, against slips of the keyboard.
std::array<unsigned char, 4> checksum(std::span<unsigned char const> message);
// Takes as long wherever the first difference is.
bool same(Bytes32 const& left, Bytes32 const& right);

// Argon2id of a secret that a person chose, salt and cost included. About 64 MiB and a tenth of a second.
std::string password_hash(std::string_view secret);
bool fits_password(std::string const& hash, std::string_view secret);

// The key beside the database: read, or made (only its owner may read it). An exception with a sentence for people
// where it cannot be read, is none, or others may read it; or where it is missing and `make` is false.
Bytes32 key_of_file(std::string const& path, bool make);

}  // namespace bylaw::api::secrets
