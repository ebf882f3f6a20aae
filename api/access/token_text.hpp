// How a token looks: "bylaw_", 64 hexadecimal digits of randomness, 8 of checksum. A leaked one is found by searching
// for bylaw_[0-9a-f]{72}, and a mistyped one is recognised without asking anything.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "api/secrets/secrets.hpp"

namespace bylaw::api {

std::string token_text(secrets::Bytes32 const& secret);
// Nothing where the prefix, the length, the digits or the checksum are wrong.
std::optional<secrets::Bytes32> secret_of_token(std::string_view text);

}  // namespace bylaw::api
