#include "api/clock.hpp"

#include <cstdio>

namespace bylaw::api {

using namespace std::chrono;

dsl::Date day_of(Time time) { return {static_cast<std::int32_t>(floor<days>(time).time_since_epoch().count())}; }

std::uint64_t milliseconds_of(Time time) {
  return static_cast<std::uint64_t>(floor<milliseconds>(time).time_since_epoch().count());
}

std::string rfc3339(Time time) {
  hh_mm_ss const clock(floor<milliseconds>(time - floor<days>(time)));
  char text[32];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d.%03dZ", static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                static_cast<int>(clock.subseconds().count()));
  return dsl::to_string(day_of(time)) + text;
}

}  // namespace bylaw::api
