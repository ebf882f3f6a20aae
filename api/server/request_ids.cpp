#include "api/server/request_ids.hpp"

#include <algorithm>
#include <random>

namespace bylaw::api {
namespace {

bool is_harmless(std::string_view id) {
  constexpr std::string_view others = "._-";
  return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || others.contains(c);
  });
}

void append_hex(std::string& text, std::uint64_t number, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) text.push_back("0123456789abcdef"[number >> shift & 15]);
}

}  // namespace

RequestIds::RequestIds() {
  std::random_device random;
  start_ = std::uint64_t{random()} << 32 | random();
}

void RequestIds::give(HttpRequest& request) {
  if (const auto given = request.header("X-Request-Id"); given && is_harmless(*given)) {
    request.request_id = *given;
    return;
  }
  append_hex(request.request_id, start_, 16);
  request.request_id.push_back('-');
  append_hex(request.request_id, ++count_, 10);
}

}  // namespace bylaw::api
