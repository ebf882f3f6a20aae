// Moments as people and programs write them: RFC 3339, or a day.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace bylaw::api {

// In UTC with milliseconds, as everything that is kept is; a day means its end, in UTC. Nothing for anything else.
std::optional<std::string> read_moment(std::string_view text);

}  // namespace bylaw::api
