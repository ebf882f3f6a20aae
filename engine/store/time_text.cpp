#include "engine/store/time_text.hpp"

#include <chrono>
#include <cstdio>

namespace bylaw::engine {

using namespace std::chrono;

std::string time_of(StoreOptions const& options) {
  if (options.now) return options.now();
  auto const now = floor<milliseconds>(system_clock::now());
  auto const day = floor<days>(now);
  hh_mm_ss const clock(now - day);
  char text[32];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d.%03dZ", static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                static_cast<int>(clock.subseconds().count()));
  return dsl::to_string(dsl::Date{static_cast<std::int32_t>(day.time_since_epoch().count())}) + text;
}

}  // namespace bylaw::engine
