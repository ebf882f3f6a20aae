#include "dsl/values.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bylaw::dsl {
namespace {

Date day(std::string const& text) { return parse_date(text).value(); }
Currency code(std::string const& text) { return parse_currency(text).value(); }

struct Shift {
  std::string from;
  Duration by;
  std::string to;  // empty: outside the years 1 to 9999
};

TEST(Values, MonthsClampToTheEndOfTheMonth) {
  Shift const rows[] = {{"2023-01-31", {1, 0}, "2023-02-28"},
                        {"2024-01-31", {1, 0}, "2024-02-29"},
                        {"2024-01-30", {1, 0}, "2024-02-29"},
                        {"2024-01-29", {1, 0}, "2024-02-29"},
                        {"2023-01-29", {1, 0}, "2023-02-28"},
                        {"2024-02-29", {12, 0}, "2025-02-28"},
                        {"2024-02-29", {48, 0}, "2028-02-29"},
                        {"2024-02-29", {-12, 0}, "2023-02-28"},
                        {"2024-03-31", {-1, 0}, "2024-02-29"},
                        {"2023-03-31", {-1, 0}, "2023-02-28"},
                        {"2023-03-31", {1, 0}, "2023-04-30"},
                        {"2023-05-31", {1, 0}, "2023-06-30"},
                        {"2023-08-31", {1, 0}, "2023-09-30"},
                        {"2023-10-31", {1, 0}, "2023-11-30"},
                        {"2023-08-31", {6, 0}, "2024-02-29"},
                        {"2023-12-31", {2, 0}, "2024-02-29"},
                        {"2023-12-31", {-10, 0}, "2023-02-28"},
                        {"2023-02-28", {1, 0}, "2023-03-28"},
                        {"2024-02-29", {1, 0}, "2024-03-29"},
                        {"2023-11-30", {3, 0}, "2024-02-29"},
                        {"2023-12-15", {1, 0}, "2024-01-15"},
                        {"2023-01-15", {-1, 0}, "2022-12-15"},
                        {"2021-01-01", {60, 0}, "2026-01-01"},
                        {"1900-01-31", {1, 0}, "1900-02-28"},
                        {"2000-01-31", {1, 0}, "2000-02-29"},
                        {"2023-07-31", {0, 0}, "2023-07-31"},
                        {"2023-01-01", {-1, 0}, "2022-12-01"},
                        {"9999-12-31", {1, 0}, ""},
                        {"0001-01-01", {-1, 0}, ""},
                        {"2023-01-01", {2'000'000'000, 0}, ""},
                        {"2023-01-01", {-2'000'000'000, 0}, ""}};
  for (auto const& [from, by, to] : rows) {
    auto const sum = add(day(from), by);
    EXPECT_EQ(sum ? to_string(*sum) : "", to) << from << " + " << to_string(by);
  }
}

TEST(Values, DaysAreCountedExactly) {
  Shift const rows[] = {{"2024-02-28", {0, 1}, "2024-02-29"},
                        {"2023-02-28", {0, 1}, "2023-03-01"},
                        {"2024-01-01", {0, 366}, "2025-01-01"},
                        {"2023-01-01", {0, 365}, "2024-01-01"},
                        {"2024-03-01", {0, -1}, "2024-02-29"},
                        {"1970-01-01", {0, 0}, "1970-01-01"},
                        {"9999-12-31", {0, 1}, ""},
                        {"0001-01-01", {0, -1}, ""},
                        {"2024-01-31", {1, 1}, "2024-03-01"},
                        {"2023-01-01", {0, 2'147'483'647}, ""}};
  for (auto const& [from, by, to] : rows) {
    auto const sum = add(day(from), by);
    EXPECT_EQ(sum ? to_string(*sum) : "", to) << from << " + " << to_string(by);
  }
}

TEST(Values, DatesAreReadInOneFormOnly) {
  for (auto const* text : {"2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2023-04-30"})
    EXPECT_EQ(to_string(day(text)), text);
  for (auto const* text :
       {"2023-02-29", "1900-02-29", "2023-04-31", "2023-13-01", "2023-00-10",  "2023-01-00",  "0000-01-01",
        "2023-1-01",  "2023-01-1",  "23-01-01",   "2023/01/01", "2023-01-01 ", " 2023-01-01", "2023-01-01T00:00",
        "+023-01-01", "2023-+1-01", "20230101",   "",           "2023-01-0x",  "10000-01-01"})
    EXPECT_FALSE(parse_date(text)) << text;
  EXPECT_EQ(day("1970-01-01").days, 0);
  EXPECT_EQ(day("1969-12-31").days, -1);
  EXPECT_EQ(day("2000-03-01").days, 11017);
  EXPECT_FALSE(make_date(2023, 0, 1));
  EXPECT_FALSE(make_date(2023, 257, 1)) << "not month 1 by wrapping round";
  EXPECT_FALSE(make_date(2023, 1, 257));
}

// Every day of the calendar comes back from its parts, and the day after it is one more.
TEST(Values, EveryDaySplitsAndComesBack) {
  auto const last = make_date(9999, 12, 31)->days;
  for (auto days = make_date(1, 1, 1)->days; days <= last; days += 17) {
    auto const [year, month, number] = split(Date{days});
    ASSERT_EQ(make_date(year, month, number), Date{days});
  }
}

TEST(Values, LengthsOfTimePrintAsTheyAreWritten) {
  EXPECT_EQ(to_string(Duration{1, 0}), "1 month");
  EXPECT_EQ(to_string(Duration{24, 0}), "24 months");
  EXPECT_EQ(to_string(Duration{0, 1}), "1 day");
  EXPECT_EQ(to_string(Duration{0, 30}), "30 days");
  EXPECT_EQ(to_string(Duration{0, 0}), "0 days");
  EXPECT_EQ(-(Duration{3, 0}), (Duration{-3, 0}));
  EXPECT_EQ(-(Duration{0, 7}), (Duration{0, -7}));
}

TEST(Values, CurrenciesAreThreeCapitals) {
  EXPECT_EQ(to_string(code("USD")), "USD");
  EXPECT_NE(code("USD"), code("EUR"));
  EXPECT_EQ(to_string(Currency{}), "");
  for (auto const* text : {"", "US", "USDX", "usd", "US1", "U D",
                           "\xC3\x84"
                           "B"})
    EXPECT_FALSE(parse_currency(text)) << text;
}

TEST(Values, MinorUnitsFollowIso4217) {
  auto const expect = [](std::vector<std::string> const& codes, int digits) {
    for (auto const& text : codes) EXPECT_EQ(minor_digits(code(text)), digits) << text;
  };
  expect({"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
          "XOF", "XPF"},
         0);
  expect({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}, 3);
  expect({"CLF", "UYW"}, 4);
  expect({"XAU", "XDR", "XXX"}, 0);
  expect({"USD", "EUR", "CHF", "GBP", "AED", "ZWL", "AAA", "ZZZ", "BHE", "JPX"}, 2);
}

TEST(Values, AmountsAreExactOrRefused) {
  struct Row {
    std::string currency, text;
    std::optional<std::int64_t> minor;
  };
  auto const none = std::nullopt;
  Row const rows[] = {{"USD", "250000.00", 25'000'000},
                      {"USD", "250000", 25'000'000},
                      {"USD", "0.5", 50},
                      {"USD", "0.01", 1},
                      {"USD", "0", 0},
                      {"JPY", "1000", 1000},
                      {"KWD", "1.234", 1234},
                      {"CLF", "1.2345", 12345},
                      {"USD", "92233720368547758.07", 9'223'372'036'854'775'807},
                      {"USD", "92233720368547758.08", none},
                      {"USD", "99999999999999999999", none},
                      {"JPY", "9223372036854775807", 9'223'372'036'854'775'807},
                      {"JPY", "9223372036854775808", none},
                      {"USD", "1.234", none},
                      {"JPY", "1.5", none},
                      {"JPY", "1.", none},
                      {"USD", "1.", none},
                      {"USD", ".5", none},
                      {"USD", "-1", none},
                      {"USD", "+1", none},
                      {"USD", "1e5", none},
                      {"USD", "1,000", none},
                      {"USD", " 1", none},
                      {"USD", "1 ", none},
                      {"USD", "", none},
                      {"USD", "1.2.3", none},
                      {"USD", "0x10", none},
                      {"USD", "nan", none},
                      {"USD", "inf", none},
                      {"USD", "1.0\0", 100}};
  for (auto const& [currency, text, minor] : rows) {
    auto const money = parse_money(text, code(currency));
    EXPECT_EQ(money ? std::optional(money->minor) : std::nullopt, minor) << currency << " " << text;
  }
  EXPECT_FALSE(parse_money(std::string_view("1\0", 2), code("USD")));
}

TEST(Values, MoneyPrints) {
  struct Row {
    Money money;
    std::string amount, text;
  };
  Row const rows[] = {{{25'000'000, code("USD")}, "250000.00", "USD 250,000"},
                      {{1250, code("EUR")}, "12.50", "EUR 12.50"},
                      {{5, code("USD")}, "0.05", "USD 0.05"},
                      {{0, code("USD")}, "0.00", "USD 0"},
                      {{1000, code("JPY")}, "1000", "JPY 1,000"},
                      {{1234, code("KWD")}, "1.234", "KWD 1.234"},
                      {{100'00, code("USD")}, "100.00", "USD 100"},
                      {{100'000, code("USD")}, "1000.00", "USD 1,000"},
                      {{99'999'99, code("USD")}, "99999.99", "USD 99,999.99"},
                      {{INT64_MIN, code("JPY")}, "-9223372036854775808", "JPY -9,223,372,036,854,775,808"},
                      {{-100'000, code("JPY")}, "-100000", "JPY -100,000"}};
  for (auto const& [money, amount, text] : rows) {
    EXPECT_EQ(amount_text(money), amount);
    EXPECT_EQ(to_string(money), text);
  }
}

TEST(Values, DecimalsHaveNinePlaces) {
  struct Row {
    std::string text;
    std::optional<std::int64_t> scaled;
    std::string printed;
  };
  Row const rows[] = {{"1.09", 1'090'000'000, "1.09"},
                      {"2", 2'000'000'000, "2"},
                      {"0.000000001", 1, "0.000000001"},
                      {"-1.5", -1'500'000'000, "-1.5"},
                      {"+3.0", 3'000'000'000, "3"},
                      {"9223372036.854775807", INT64_MAX, "9223372036.854775807"},
                      {"9223372036.854775808", {}, ""},
                      {"0.0000000001", {}, ""},
                      {"1e3", {}, ""},
                      {"1,5", {}, ""},
                      {"", {}, ""},
                      {"-", {}, ""},
                      {"--1", {}, ""},
                      {"1.", {}, ""},
                      {".1", {}, ""},
                      {"9999999999999999999999", {}, ""}};
  for (auto const& [text, scaled, printed] : rows) {
    auto const decimal = parse_decimal(text);
    ASSERT_EQ(decimal ? std::optional(decimal->scaled) : std::nullopt, scaled) << text;
    EXPECT_EQ(decimal ? to_string(*decimal) : "", printed);
  }
}

}  // namespace
}  // namespace bylaw::dsl
