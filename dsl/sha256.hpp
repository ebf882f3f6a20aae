// SHA-256 (FIPS 180-4) of bytes in memory, for the revision of a rulebook: a fingerprint, not a secret.
#pragma once
#include <string>
#include <string_view>

namespace bylaw::dsl {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace bylaw::dsl
