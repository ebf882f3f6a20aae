#include "dsl/literal.hpp"

#include <algorithm>
#include <charconv>

#include "dsl/words.hpp"

namespace bylaw::dsl {
namespace {

std::unexpected<Fault> fault(char const* begin, char const* end, std::string code, std::string message) {
  return std::unexpected(Fault{begin, end, std::move(code), std::move(message)});
}

std::string_view view(char const* begin, char const* end) { return {begin, static_cast<std::size_t>(end - begin)}; }
std::string quoted(char const* begin, char const* end) { return "'" + std::string(view(begin, end)) + "'"; }

char const* digits_end(char const* at, char const* last) { return std::find_if_not(at, last, is_digit); }

// The whole run a writer means as one date or number, for pointing at: digits, letters, dashes, points.
char const* run_end(char const* at, char const* last) {
  while (at != last && (is_word_letter(*at) || ((*at == '-' || *at == '.') && at + 1 != last && is_word_letter(at[1]))))
    ++at;
  return at;
}

std::optional<std::int64_t> whole_number(char const* begin, char const* end) {
  std::int64_t value = 0;
  auto const [stop, error] = std::from_chars(begin, end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

struct Unit {
  std::string_view text;
  bool months;
};
constexpr Unit units[] = {{"months", true}, {"month", true}, {"days", false}, {"day", false}};
constexpr std::string_view refused_units[] = {"year", "years", "week", "weeks", "quarter", "quarters", "hour", "hours"};

Read<syntax::Expression> finish_length(char const*& at, char const* number_end, char const* unit_end,
                                       Unit const& unit) {
  auto const count = whole_number(at, number_end);
  if (!count || *count > 1'000'000)
    return fault(at, unit_end, "bad_duration", "a length of time is at most 1000000 months or days");
  at = unit_end;
  auto const length = static_cast<std::int32_t>(*count);
  return syntax::Expression{syntax::DurationLiteral{{}, unit.months ? Duration{length, 0} : Duration{0, length}}};
}

// A whole number or decimal ends at `end`; a unit may follow, glued-on letters may not.
Read<syntax::Expression> finish_number(char const*& at, char const* end, char const* last, bool decimal) {
  if (end != last && is_word_letter(*end)) {
    auto const glued = word_end(end, last);
    return fault(at, glued, "bad_number", "expected a blank between " + quoted(at, end) + " and " + quoted(end, glued));
  }
  auto const word = skip_blanks(end, last);
  if (word != last && is_lower(*word)) {
    auto const unit_end = word_end(word, last);
    auto const text = view(word, unit_end);
    auto const unit = std::ranges::find(units, text, &Unit::text);
    if (decimal && unit != std::end(units))
      return fault(at, unit_end, "bad_duration", "a length of time is a whole number of months or days");
    if (unit != std::end(units)) return finish_length(at, end, unit_end, *unit);
    if (std::ranges::find(refused_units, text) != std::end(refused_units))
      return fault(at, unit_end, "bad_duration",
                   "a length of time is a number of months or days; " + quoted(word, unit_end) + " is neither");
  }
  auto const begin = at;
  if (decimal) {
    auto const value = parse_decimal(view(begin, end));
    if (!value) return fault(begin, end, "bad_number", "this decimal is too large, or has more than nine decimals");
    at = end;
    return syntax::Expression{syntax::DecimalLiteral{{}, *value}};
  }
  auto const value = whole_number(begin, end);
  if (!value) return fault(begin, end, "bad_number", "this number is too large; the largest is 9223372036854775807");
  at = end;
  return syntax::Expression{syntax::IntegerLiteral{{}, *value}};
}

bool looks_like_date(char const* at, char const* digits, char const* last) {
  return digits - at == 4 && last - digits >= 2 && digits[0] == '-' && is_digit(digits[1]);
}

// Removes the commas of `100,000`; nothing when they do not part groups of three.
std::optional<std::string> without_groups(std::string_view whole) {
  if (whole.find(',') == whole.npos) return std::string(whole);
  std::string digits;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    auto const comma_due = (whole.size() - i) % 4 == 0;
    if ((whole[i] == ',') != comma_due) return std::nullopt;
    if (!comma_due) digits += whole[i];
  }
  return digits.starts_with('0') ? std::nullopt : std::optional(digits);
}

// Digits, and commas or points that a digit follows.
char const* amount_end(char const* at, char const* last) {
  while (at != last && (is_digit(*at) || ((*at == ',' || *at == '.') && at + 1 != last && is_digit(at[1])))) ++at;
  return at;
}

Read<Money> read_amount(char const* code, char const*& at, char const* last, Currency currency) {
  auto end = amount_end(at, last);
  auto const text = view(at, end);
  auto const point = std::min(text.find('.'), text.size());
  if (end != last && (is_word_letter(*end) || *end == '.')) {
    end = *end == '.' && run_end(end, last) == end ? end + 1 : run_end(end, last);
    return fault(code, end, "bad_money", quoted(code, end) + " is not an amount; write it as USD 100,000 or EUR 12.50");
  }
  auto const whole = without_groups(text.substr(0, point));
  if (!whole)
    return fault(code, end, "bad_money", "the commas of an amount part groups of three digits, as in USD 100,000");
  auto const decimals = text.substr(std::min(point + 1, text.size()));
  if (decimals.find_first_not_of("0123456789") != decimals.npos)
    return fault(code, end, "bad_money", quoted(code, end) + " is not an amount; write it as USD 100,000 or EUR 12.50");
  if (auto const most = minor_digits(currency); decimals.size() > static_cast<std::size_t>(most))
    return fault(
        code, end, "bad_money",
        to_string(currency) + (most == 0 ? " has no decimals" : " has " + std::to_string(most) + " decimals at most"));
  auto const money = parse_money(*whole + (decimals.empty() ? "" : "." + std::string(decimals)), currency);
  if (!money) return fault(code, end, "bad_money", "this amount is too large");
  at = end;
  return *money;
}

// Behind the backslash at `at` and the whole character that follows it.
char const* escape_end(char const* at, char const* last) {
  if (++at != last && *at != '\n') ++at;
  while (at != last && (static_cast<unsigned char>(*at) & 0xC0) == 0x80) ++at;
  return at;
}

}  // namespace

Read<Date> read_date(char const*& at, char const* last) {
  auto const end = run_end(at, last);
  auto const text = view(at, end);
  auto const date = parse_date(text);
  if (!date) {
    auto const shape = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                       std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '-'; });
    if (shape) return fault(at, end, "no_such_day", "there is no day " + std::string(text));
    return fault(at, end, "bad_date", "a date is written year-month-day, as in 2025-12-31");
  }
  at = end;
  return *date;
}

Read<syntax::Expression> read_number(char const*& at, char const* last) {
  auto const digits = digits_end(at, last);
  if (looks_like_date(at, digits, last)) {
    auto const date = read_date(at, last);
    if (!date) return std::unexpected(date.error());
    return syntax::Expression{syntax::DateLiteral{{}, *date}};
  }
  if (last - digits >= 2 && *digits == '.' && is_digit(digits[1])) {
    auto const end = digits_end(digits + 1, last);
    if (last - end >= 2 && *end == '.' && is_word_letter(end[1]))
      return fault(at, run_end(at, last), "bad_number", quoted(at, run_end(at, last)) + " is not a number");
    return finish_number(at, end, last, true);
  }
  return finish_number(at, digits, last, false);
}

Read<syntax::Expression> read_money(char const*& at, char const* last) {
  auto const code_end = word_end(at, last);
  auto const currency = parse_currency(view(at, code_end));
  if (!currency) {
    auto const glued = code_end - at > 3 && parse_currency(view(at, at + 3)) && is_digit(at[3]);
    if (glued)
      return fault(at, code_end, "bad_money", "expected a blank between " + quoted(at, at + 3) + " and the amount");
    return fault(
        at, code_end, "bad_name",
        quoted(at, code_end) + " is no name: names are lower case; a currency has three letters, as in USD 100,000");
  }
  auto amount = skip_blanks(code_end, last);
  if (amount == last || !is_digit(*amount)) {
    syntax::Path path;
    path.parts.push_back({{}, to_string(*currency)});
    at = code_end;
    return syntax::Expression{std::move(path)};
  }
  auto const money = read_amount(at, amount, last, *currency);
  if (!money) return std::unexpected(money.error());
  at = amount;
  return syntax::Expression{syntax::MoneyLiteral{{}, *money}};
}

Read<std::string> read_text(char const*& at, char const* last) {
  std::string value;
  for (auto from = at + 1, to = from;; ++to) {
    if (to == last || *to == '\n' || *to == '\r')
      return fault(at, to, "unterminated_text", "this text has no closing '\"' on its line");
    if (*to != '"' && *to != '\\') continue;
    value.append(from, to);
    if (*to == '"') {
      at = to + 1;
      return value;
    }
    if (last - to < 2 || (to[1] != '"' && to[1] != '\\'))
      return fault(to, escape_end(to, last), "bad_escape", "in a text, '\\' stands only before '\"' and '\\'");
    value += *++to;
    from = to + 1;
  }
}

}  // namespace bylaw::dsl
