// Moments as people and programs write them: RFC 3339, or a day.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace bylaw::api {

// What to say where a text is none, or one that the clock cannot say.
inline constexpr std::string_view moment_wanted =
    "This must be a moment as in RFC 3339, or a day as YYYY-MM-DD, between the years 1700 and 2200.";

// In UTC with milliseconds, as everything that is kept is; a day means its end, in UTC. Nothing for anything else.
std::optional<std::string> read_moment(std::string_view text);

}  // namespace bylaw::api
