// Where a list goes on, in a form that callers have no reason to take apart.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace bylaw::api {

std::string encode_cursor(std::string_view key);
// Nothing for what encode_cursor() never gives.
std::optional<std::string> decode_cursor(std::string_view cursor);

}  // namespace bylaw::api
