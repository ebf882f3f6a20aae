// How a receiver knows that a message is ours, and not an old one: the signature of Standard Webhooks.
#pragma once
#include <string>
#include <string_view>

namespace bylaw::api {

// "whsec_" and 24 random bytes in base64.
std::string new_secret();
// "v1," and the HMAC-SHA256 of id, time (seconds) and body, in base64.
std::string webhook_signature(std::string_view secret, std::string_view id, std::string_view timestamp,
                              std::string_view body);

std::string base64(std::string_view bytes);
// HMAC (RFC 2104) with SHA-256: 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view message);

}  // namespace bylaw::api
