// The plain values rule text can write down: dates by the day, exact money and decimals, lengths of time.
// Arithmetic follows the language reference: months clamp to the month's end, nothing is ever rounded.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bylaw::dsl {

// A calendar day, counted from 1970-01-01. Valid years are 0001 to 9999.
struct Date {
  std::int32_t days = 0;
  auto operator<=>(Date const&) const = default;
};

// A length of time: months or days, never both (the language does not compare the two).
struct Duration {
  std::int32_t months = 0;
  std::int32_t days = 0;
  auto operator<=>(Duration const&) const = default;
};

// Three upper-case letters of ISO 4217, packed so that a currency is a number; 0 is none.
struct Currency {
  std::uint32_t packed = 0;
  auto operator<=>(Currency const&) const = default;
};

// An amount in minor units (cents) of its currency.
struct Money {
  std::int64_t minor = 0;
  Currency currency;
  bool operator==(Money const&) const = default;
};

// An exact decimal number: `scaled` billionths (nine decimal places).
struct Decimal {
  std::int64_t scaled = 0;
  auto operator<=>(Decimal const&) const = default;
};
inline constexpr std::int64_t decimal_scale = 1'000'000'000;

struct YearMonthDay {
  int year = 1;
  unsigned month = 1, day = 1;
};

// The day, or nothing when there is no such day.
std::optional<Date> make_date(int year, unsigned month, unsigned day);
YearMonthDay split(Date date);
// `YYYY-MM-DD` exactly; nothing for anything else, impossible days included.
std::optional<Date> parse_date(std::string_view text);
std::string to_string(Date date);
// The same day of the month `months` later (or earlier), or that month's last day. Nothing outside years 1 to 9999.
std::optional<Date> add(Date date, Duration duration);
Duration operator-(Duration duration);

// Nothing unless `code` is three upper-case letters.
std::optional<Currency> parse_currency(std::string_view code);
std::string to_string(Currency currency);
// How many decimals ISO 4217 gives the currency's minor unit (2 for most, 0 for JPY, 3 for KWD).
int minor_digits(Currency currency);
// A plain decimal such as `250000.00` (no sign, no groups, no exponent, no more decimals than the currency has).
std::optional<Money> parse_money(std::string_view amount, Currency currency);
// The amount alone, with all its decimals: `250000.00`.
std::string amount_text(Money const& money);
// For people: `US$250,000` is not attempted; `USD 250,000.00` is, without decimals when they are zero.
std::string to_string(Money const& money);

// At most nine decimals, optional sign; nothing when it does not fit.
std::optional<Decimal> parse_decimal(std::string_view text);
std::string to_string(Decimal decimal);
std::string to_string(Duration duration);

}  // namespace bylaw::dsl
