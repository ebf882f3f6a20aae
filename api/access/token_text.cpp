#include "api/access/token_text.hpp"

namespace bylaw::api {
namespace {

constexpr std::string_view prefix = "bylaw_";
constexpr std::size_t secret_digits = 64, checksum_digits = 8;

}  // namespace

std::string token_text(secrets::Bytes32 const& secret) {
  return std::string(prefix) + secrets::hex(secret) + secrets::hex(secrets::checksum(secret));
}

std::optional<secrets::Bytes32> secret_of_token(std::string_view text) {
  if (!text.starts_with(prefix) || text.size() != prefix.size() + secret_digits + checksum_digits) return {};
  auto const secret = secrets::bytes_of(text.substr(prefix.size(), secret_digits));
  // Spelt in one way only: what is compared later is bytes.
  return secret && token_text(*secret) == text ? secret : std::nullopt;
}

}  // namespace bylaw::api
