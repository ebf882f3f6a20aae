// Days made of years. Both evaluators use this: it is arithmetic, not meaning.
#pragma once
#include <algorithm>
#include <string_view>

#include "engine/decide/program.hpp"

namespace bylaw::engine {

inline constexpr std::int64_t first_year = 1, last_year = 9999;

inline Value day_or_unknown(std::int64_t year, unsigned month, unsigned day) {
  if (year < first_year || year > last_year) return Value::unknown();
  auto const date = dsl::make_date(static_cast<int>(year), month, day);
  return date ? Value::date(*date) : Value::unknown();
}

// 1 January or 31 December; unknown beyond the years that dates have.
inline Value border_of_year(std::int64_t year, Op op) {
  return op == Op::year_start ? day_or_unknown(year, 1, 1) : day_or_unknown(year, 12, 31);
}

// "MM-DD" in that year; 29 February is the 28th where there is none.
inline Value day_in_year(std::string_view month_day, std::int64_t year) {
  auto const digit = [&](std::size_t at) { return static_cast<unsigned>(month_day[at] - '0'); };
  auto const two = [&](std::size_t at) { return digit(at) * 10 + digit(at + 1); };
  if (month_day.size() != 5) return Value::unknown();
  auto const day = day_or_unknown(year, two(0), two(3));
  return day.is_unknown() && month_day == "02-29" ? day_or_unknown(year, 2, 28) : day;
}

}  // namespace bylaw::engine
