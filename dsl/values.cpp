#include "dsl/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <limits>

namespace bylaw::dsl {
namespace {

constexpr int first_year = 1, last_year = 9999;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

// `text` holds digits only; nothing when the number does not fit.
std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::int64_t power_of_ten(int digits) {
  std::int64_t value = 1;
  for (int i = 0; i < digits; ++i) value *= 10;
  return value;
}

// `12.5` as 1250 for two digits: never rounded, so more decimals than `digits` are refused.
std::optional<std::int64_t> scaled(std::string_view text, int digits) {
  auto const point = text.find('.');
  auto const whole_text = text.substr(0, point);
  auto const part_text = point == text.npos ? std::string_view{} : text.substr(point + 1);
  if (!all_digits(whole_text)) return std::nullopt;
  if (point != text.npos && (!all_digits(part_text) || part_text.size() > static_cast<std::size_t>(digits)))
    return std::nullopt;
  auto const whole = number(whole_text);
  if (!whole) return std::nullopt;
  std::int64_t result = 0;
  if (__builtin_mul_overflow(*whole, power_of_ten(digits), &result)) return std::nullopt;
  if (part_text.empty()) return result;
  auto const part = *number(part_text) * power_of_ten(digits - static_cast<int>(part_text.size()));
  if (__builtin_add_overflow(result, part, &result)) return std::nullopt;
  return result;
}

// The digits of a scaled number, with all its decimals.
std::string unscaled(std::int64_t value, int digits) {
  // Negating the lowest number overflows, so the digits are taken from the unsigned magnitude.
  auto const magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  auto text = std::to_string(magnitude);
  auto const wanted = static_cast<std::size_t>(digits);
  if (text.size() <= wanted) text.insert(0, wanted + 1 - text.size(), '0');
  if (digits > 0) text.insert(text.size() - wanted, 1, '.');
  return value < 0 ? "-" + text : text;
}

// `1234567.50` as `1,234,567.50`.
std::string grouped(std::string_view text) {
  auto const whole = std::min(text.find('.'), text.size());
  std::string out;
  for (std::size_t i = 0; i < whole; ++i) {
    if (i > 0 && (whole - i) % 3 == 0 && is_digit(out.back())) out += ',';
    out += text[i];
  }
  return out.append(text.substr(whole));
}

std::string counted(std::int64_t count, std::string_view unit) {
  return std::to_string(count) + " " + std::string(unit) + (count == 1 || count == -1 ? "" : "s");
}

struct Digits {
  std::string_view code;
  int digits;
};
// ISO 4217, table A.1: every currency whose minor unit is not a hundredth. Codes without a minor unit (gold, special
// drawing rights, testing) have no decimals.
constexpr std::array other_digits = std::to_array<Digits>({
    {"BHD", 3}, {"BIF", 0}, {"CLF", 4}, {"CLP", 0}, {"DJF", 0}, {"GNF", 0}, {"IQD", 3}, {"ISK", 0},
    {"JOD", 3}, {"JPY", 0}, {"KMF", 0}, {"KRW", 0}, {"KWD", 3}, {"LYD", 3}, {"OMR", 3}, {"PYG", 0},
    {"RWF", 0}, {"TND", 3}, {"UGX", 0}, {"UYI", 0}, {"UYW", 4}, {"VND", 0}, {"VUV", 0}, {"XAF", 0},
    {"XAG", 0}, {"XAU", 0}, {"XBA", 0}, {"XBB", 0}, {"XBC", 0}, {"XBD", 0}, {"XDR", 0}, {"XOF", 0},
    {"XPD", 0}, {"XPF", 0}, {"XPT", 0}, {"XSU", 0}, {"XTS", 0}, {"XUA", 0}, {"XXX", 0},
});

std::optional<Date> moved_by(Date date, std::int32_t days) {
  static std::int32_t const first = make_date(first_year, 1, 1)->days, last = make_date(last_year, 12, 31)->days;
  auto const moved = std::int64_t{date.days} + days;
  if (moved < first || moved > last) return std::nullopt;
  return Date{static_cast<std::int32_t>(moved)};
}

}  // namespace

std::optional<Date> make_date(int year, unsigned month, unsigned day) {
  if (year < first_year || year > last_year || month > 12 || day > 31) return std::nullopt;
  std::chrono::year_month_day const date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

YearMonthDay split(Date date) {
  std::chrono::year_month_day const parts{std::chrono::sys_days(std::chrono::days(date.days))};
  return {static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()), static_cast<unsigned>(parts.day())};
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto const year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8, 2);
  if (!all_digits(year) || !all_digits(month) || !all_digits(day)) return std::nullopt;
  return make_date(static_cast<int>(*number(year)), static_cast<unsigned>(*number(month)),
                   static_cast<unsigned>(*number(day)));
}

std::string to_string(Date date) {
  auto const [year, month, day] = split(date);
  auto const padded = [](auto value, std::size_t width) {
    auto text = std::to_string(value);
    return std::string(width - std::min(width, text.size()), '0') + text;
  };
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

std::optional<Date> add(Date date, Duration duration) {
  if (duration.months == 0) return moved_by(date, duration.days);
  auto [year, month, day] = split(date);
  auto const months = std::int64_t{year} * 12 + (static_cast<int>(month) - 1) + duration.months;
  if (months < first_year * 12 || months >= (last_year + 1) * 12) return std::nullopt;
  auto const last =
      static_cast<unsigned>(std::chrono::year_month_day_last(std::chrono::year(static_cast<int>(months / 12)) /
                                                             static_cast<int>(months % 12 + 1) / std::chrono::last)
                                .day());
  auto const moved =
      make_date(static_cast<int>(months / 12), static_cast<unsigned>(months % 12 + 1), std::min(day, last));
  if (!moved) return std::nullopt;
  return moved_by(*moved, duration.days);
}

Duration operator-(Duration duration) {
  // The lowest number has no opposite; no date is that far away, so the highest does as well.
  auto const negated = [](std::int32_t value) {
    using Limits = std::numeric_limits<std::int32_t>;
    return value == Limits::min() ? Limits::max() : -value;
  };
  return {negated(duration.months), negated(duration.days)};
}

std::optional<Currency> parse_currency(std::string_view code) {
  if (code.size() != 3 || !std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; })) return std::nullopt;
  std::uint32_t packed = 0;
  for (char const c : code) packed = packed << 8 | static_cast<unsigned char>(c);
  return Currency{packed};
}

std::string to_string(Currency currency) {
  if (currency.packed == 0) return {};
  return {static_cast<char>(currency.packed >> 16 & 0xFF), static_cast<char>(currency.packed >> 8 & 0xFF),
          static_cast<char>(currency.packed & 0xFF)};
}

int minor_digits(Currency currency) {
  auto const code = to_string(currency);
  auto const found = std::ranges::lower_bound(other_digits, std::string_view(code), {}, &Digits::code);
  return found != other_digits.end() && found->code == code ? found->digits : 2;
}

std::optional<Money> parse_money(std::string_view amount, Currency currency) {
  auto const minor = scaled(amount, minor_digits(currency));
  if (!minor) return std::nullopt;
  return Money{*minor, currency};
}

std::string amount_text(Money const& money) { return unscaled(money.minor, minor_digits(money.currency)); }

std::string to_string(Money const& money) {
  auto text = amount_text(money);
  if (auto const point = text.find('.'); point != text.npos && text.find_first_not_of('0', point + 1) == text.npos)
    text.erase(point);
  return to_string(money.currency) + " " + grouped(text);
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  auto const negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  auto const value = scaled(text, 9);
  if (!value) return std::nullopt;
  return Decimal{negative ? -*value : *value};
}

std::string to_string(Decimal decimal) {
  auto text = unscaled(decimal.scaled, 9);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string to_string(Duration duration) {
  if (duration.months == 0) return counted(duration.days, "day");
  if (duration.days == 0) return counted(duration.months, "month");
  return counted(duration.months, "month") + " and " + counted(duration.days, "day");
}

}  // namespace bylaw::dsl
