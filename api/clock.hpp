// The time of day, the one thing outside that answers depend on. Tests set it.
#pragma once
#include <chrono>
#include <functional>
#include <string>

#include "dsl/values.hpp"

namespace bylaw::api {

using Time = std::chrono::system_clock::time_point;
using Clock = std::function<Time()>;

// RFC 3339 in UTC with milliseconds: "2026-01-31T12:00:00.000Z".
std::string rfc3339(Time time);
// The day in UTC.
dsl::Date day_of(Time time);
std::uint64_t milliseconds_of(Time time);

}  // namespace bylaw::api
