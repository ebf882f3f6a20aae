#include "api/moment.hpp"

#include <algorithm>

#include "api/clock.hpp"

namespace bylaw::api {
namespace {

// What the clock can say in nanoseconds, and a little less: from 1700 to 2200.
constexpr dsl::Date first_day{-98'615}, last_day{84'006};

// Exactly this many digits off the front.
std::optional<int> take_number(std::string_view& rest, std::size_t digits) {
  if (rest.size() < digits) return std::nullopt;
  int number = 0;
  for (char const c : rest.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  rest.remove_prefix(digits);
  return number;
}

bool take(std::string_view& rest, char c) {
  if (!rest.starts_with(c)) return false;
  rest.remove_prefix(1);
  return true;
}

std::optional<int> take_two(std::string_view& rest, int most) {
  auto const number = take_number(rest, 2);
  return number && *number <= most ? number : std::nullopt;
}

// ".123456", cut after the milliseconds; 0 where there is no fraction.
std::optional<int> take_milliseconds(std::string_view& rest) {
  if (!take(rest, '.')) return 0;
  int milliseconds = 0, digits = 0;
  for (; !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; rest.remove_prefix(1), ++digits)
    if (digits < 3) milliseconds = milliseconds * 10 + (rest.front() - '0');
  if (digits == 0) return std::nullopt;
  for (; digits < 3; ++digits) milliseconds *= 10;
  return milliseconds;
}

// "Z" or "+01:00", in minutes.
std::optional<int> take_offset(std::string_view& rest) {
  if (take(rest, 'Z') || take(rest, 'z')) return 0;
  bool const behind = rest.starts_with('-');
  if (!take(rest, '+') && !take(rest, '-')) return std::nullopt;
  auto const hours = take_two(rest, 23);
  auto const minutes = hours && take(rest, ':') ? take_two(rest, 59) : std::nullopt;
  if (!minutes) return std::nullopt;
  return (behind ? -1 : 1) * (*hours * 60 + *minutes);
}

}  // namespace

std::optional<std::string> read_moment(std::string_view text) {
  using namespace std::chrono;
  auto const day = dsl::parse_date(text.substr(0, 10));
  if (!day || *day < first_day || last_day < *day) return std::nullopt;
  Time const midnight{duration_cast<Time::duration>(days(day->days))};
  if (text.size() == 10) return rfc3339(midnight + days(1) - milliseconds(1));
  auto rest = text.substr(10);
  if (!take(rest, 'T') && !take(rest, 't')) return std::nullopt;
  auto const hour = take_two(rest, 23);
  auto const minute = hour && take(rest, ':') ? take_two(rest, 59) : std::nullopt;
  auto const second = minute && take(rest, ':') ? take_two(rest, 60) : std::nullopt;
  auto const fraction = second ? take_milliseconds(rest) : std::nullopt;
  auto const offset = fraction ? take_offset(rest) : std::nullopt;
  if (!offset || !rest.empty()) return std::nullopt;
  return rfc3339(midnight + hours(*hour) + minutes(*minute - *offset) + seconds(*second) + milliseconds(*fraction));
}

}  // namespace bylaw::api
