// The truth tables of the language, one condition at a time.
#include <gtest/gtest.h>

#include "decide_library.hpp"

namespace bylaw::engine {
namespace {

using library::truth;

struct Row {
  char const* condition;
  char const* question;
  char const* expected;
};

class Conditions : public testing::TestWithParam<Row> {};
TEST_P(Conditions, ComeToTheirTruth) {
  auto const& [condition, question, expected] = GetParam();
  EXPECT_EQ(truth(condition, question), expected) << condition << "\n" << question;
}

constexpr auto plain = "when borrow on 2023-05-04 with a true, b false";
// c and d are not given.
INSTANTIATE_TEST_SUITE_P(
    Junctions, Conditions,
    testing::Values(Row{"a and a", plain, "yes"}, Row{"a and b", plain, "no"}, Row{"a and c", plain, "unknown"},
                    Row{"b and c", plain, "no"}, Row{"c and b", plain, "no"}, Row{"c and d", plain, "unknown"},
                    Row{"b or b", plain, "no"}, Row{"a or b", plain, "yes"}, Row{"c or a", plain, "yes"},
                    Row{"c or b", plain, "unknown"}, Row{"c or d", plain, "unknown"}, Row{"not a", plain, "no"},
                    Row{"not b", plain, "yes"}, Row{"not c", plain, "unknown"}, Row{"not (c and b)", plain, "yes"},
                    Row{"a and (b or c) and not d", plain, "unknown"}));

constexpr auto values =
    "when borrow on 2023-05-04 with number 3, amount USD 100,000, day 2023-01-31, genre atlas, share 0.5, word "
    "\"owl\", "
    "tags (\"sea\", \"sky\"), genres ()";
INSTANTIATE_TEST_SUITE_P(
    Comparisons, Conditions,
    testing::Values(
        Row{"number is 3", values, "yes"}, Row{"number is not 3", values, "no"}, Row{"number < 3", values, "no"},
        Row{"number <= 3", values, "yes"}, Row{"number > 2", values, "yes"}, Row{"number >= 4", values, "no"},
        Row{"other is 3", values, "unknown"}, Row{"other is not 3", values, "unknown"},
        Row{"number + 2 is 5", values, "yes"}, Row{"number - 4 < 0", values, "yes"},
        Row{"number + other > 0", values, "unknown"}, Row{"amount > USD 100,000", values, "no"},
        Row{"amount + USD 0.01 > USD 100,000", values, "yes"}, Row{"amount >= USD 100,000.00", values, "yes"},
        Row{"amount - USD 0.01 < USD 100,000", values, "yes"}, Row{"genre is atlas", values, "yes"},
        Row{"genre in (novel, score)", values, "no"}, Row{"genre not in (novel, score)", values, "yes"},
        Row{"share < 0.500000001", values, "yes"}, Row{"word is \"owl\"", values, "yes"},
        Row{"word is \"cat\"", values, "no"}, Row{"word in tags", values, "no"}, Row{"\"sea\" in tags", values, "yes"},
        Row{"some t in tags with t is \"sky\"", values, "yes"}, Row{"every t in tags has t is \"sky\"", values, "no"},
        Row{"no t in tags with t is \"sun\"", values, "yes"}, Row{"every g in genres has g is novel", values, "yes"},
        Row{"some g in genres", values, "no"}, Row{"word is setting loans.word", values, "unknown"},
        Row{"number < setting loans.most", values, "no"}, Row{"setting loans.word is recorded", values, "no"},
        Row{"setting loans.most is recorded", values, "yes"}, Row{"other otherwise 7 is 7", values, "yes"},
        Row{"number otherwise 7 is 3", values, "yes"}, Row{"already_done", values, "no"},
        Row{"number is known", values, "yes"}, Row{"other is not known", values, "yes"}));

INSTANTIATE_TEST_SUITE_P(Dates, Conditions,
                         testing::Values(Row{"day + 1 month is 2023-02-28", values, "yes"},
                                         Row{"day + 1 month + 1 month is 2023-03-28", values, "yes"},
                                         Row{"day + 2 months is 2023-03-31", values, "yes"},
                                         Row{"day - 2 months is 2022-11-30", values, "yes"},
                                         Row{"day + 13 months is 2024-02-29", values, "yes"},
                                         Row{"day + 30 days is 2023-03-02", values, "yes"},
                                         Row{"day + days(setting loans.most) is 2023-02-03", values, "yes"},
                                         Row{"day < date", values, "yes"}, Row{"year(date) is 2023", values, "yes"},
                                         Row{"year(day + 12 months) > 2023", values, "yes"},
                                         Row{"day + months(number) is 2023-04-30", values, "yes"},
                                         Row{"last > date", values, "unknown"}));

constexpr auto loans = R"(
given member "m1" has joined 2020-01-01, left 2023-05-04, level 1
given member "m2" has joined 2020-01-01, left 2023-05-05
given member "m3" has joined 2020-01-01, until 2023-01-01, friend "m1", level 3
given loan "l1" has member "m1", on 2023-01-01, copies 2, fee USD 10, genre novel, paid true
given loan "l2" has member "m1", on 2023-02-01, copies 3, fee USD 20
given loan "l3" has member "m2", on 2023-06-01, copies 9, fee USD 90, genre score
given loan "l4" has on 2023-03-01, fee USD 5, genre atlas, copies 1, paid false
given note "n1"
when borrow on 2023-05-04 with reader "m1", number 3)";
INSTANTIATE_TEST_SUITE_P(
    Quantifiers, Conditions,
    testing::Values(
        Row{"some loan l", loans, "yes"}, Row{"some loan l with l.genre is score", loans, "unknown"},
        Row{"some loan l with l.genre is novel", loans, "yes"}, Row{"some loan l with l.copies > 5", loans, "no"},
        Row{"no loan l with l.copies > 5", loans, "yes"}, Row{"no loan l with l.genre is score", loans, "unknown"},
        Row{"no loan l with l.genre is novel", loans, "no"}, Row{"every loan l has l.copies < 5", loans, "yes"},
        Row{"every loan l has l.genre is novel", loans, "no"},
        Row{"every loan l with l.copies > 1 has l.genre is novel", loans, "unknown"},
        Row{"every loan l with l.copies > 5 has l.genre is novel", loans, "yes"},
        Row{"every loan l with l.paid has l.copies is 2", loans, "unknown"},
        Row{"some loan l with l.member is reader", loans, "yes"},
        Row{"some loan l with l.member is reader and l.copies is 1", loans, "unknown"},
        Row{"some loan l with l.member is who", loans, "unknown"},
        Row{"some loan l with l.member is reader and l.copies is 9", loans, "no"},
        Row{"some loan l with l.member.level is 1", loans, "yes"}, Row{"some branch x", loans, "no"},
        Row{"every branch x has a", loans, "yes"}, Row{"some note n", loans, "yes"},
        Row{"some note n with n.about.copies is 1", loans, "unknown"},
        Row{"some loan l with some loan k with k.copies > l.copies and k.member is l.member", loans, "yes"}));
INSTANTIATE_TEST_SUITE_P(
    Aggregates, Conditions,
    testing::Values(Row{"count(loan l) is 3", loans, "yes"}, Row{"count(loan l with l.copies > 1) is 2", loans, "yes"},
                    Row{"count(loan l with l.genre is novel) > 0", loans, "yes"},
                    Row{"count(loan l with l.genre is novel) > 2", loans, "no"},
                    Row{"count(loan l with l.genre is novel) is 1", loans, "unknown"},
                    Row{"count(loan l with l.genre is novel) is 3", loans, "no"},
                    Row{"count(loan l with l.genre is novel) is not 4", loans, "yes"},
                    Row{"1 <= count(loan l with l.genre is novel)", loans, "yes"},
                    Row{"3 < count(loan l with l.genre is novel)", loans, "no"},
                    Row{"count(loan l) is number", loans, "yes"}, Row{"count(loan l) + 1 is 4", loans, "yes"},
                    Row{"count(loan l with l.genre is novel) + 1 > 2", loans, "unknown"},
                    Row{"sum(l.copies for loan l) is 6", loans, "yes"},
                    Row{"sum(l.fee for loan l) is USD 35", loans, "yes"},
                    Row{"sum(l.fee for loan l with l.copies > 7) is USD 0", loans, "yes"},
                    Row{"sum(l.fee for loan l with l.genre is novel) > USD 12", loans, "unknown"},
                    Row{"copies_of(latest(loan l by l.on)) is 1", loans, "yes"},
                    Row{"copies_of(earliest(loan l by l.on)) is 2", loans, "yes"},
                    Row{"copies_of(latest(loan l by l.on with l.member is reader)) is 3", loans, "unknown"},
                    Row{"copies_of(latest(loan l by l.on with l.copies > 1)) is 3", loans, "yes"},
                    Row{"copies_of(earliest(loan l by l.on with l.member is reader)) is 2", loans, "yes"},
                    Row{"copies_of(latest(loan l by l.on with l.copies > 7)) is 3", loans, "unknown"},
                    Row{"latest(loan l by l.on with l.copies > 7) is recorded", loans, "no"},
                    Row{"latest(loan l by l.on) is recorded", loans, "yes"},
                    Row{"is_called(latest(member m by m.joined), \"m3\")", loans, "yes"},
                    Row{"is_called(earliest(member m by m.joined), \"m3\")", loans, "yes"},
                    Row{"is_called(latest(member m by m.left), \"m3\")", loans, "yes"}));
INSTANTIATE_TEST_SUITE_P(
    Recorded, Conditions,
    testing::Values(Row{"some member m with m.left is recorded", loans, "yes"},
                    Row{"some member m with m.id is \"m2\" and m.left is recorded", loans, "no"},
                    Row{"some member m with m.id is \"m2\" and m.left > 9999-12-31", loans, "yes"},
                    Row{"some member m with m.id is \"m1\" and m.left is 2023-05-04", loans, "yes"},
                    Row{"some member m with m.id is \"m1\" and m.until >= 9999-12-31", loans, "yes"},
                    Row{"some member m with m.id is \"m1\" and m.until is recorded", loans, "no"},
                    Row{"some member m with m.id is \"m3\" and m.until is recorded", loans, "yes"},
                    Row{"some member m with m.id is \"m2\" and m.level is recorded", loans, "no"},
                    Row{"some member m with m.id is \"m2\" and m.level is 1", loans, "unknown"},
                    Row{"some member m with m.id is \"m2\" and m.level otherwise 7 is 7", loans, "yes"},
                    Row{"some member m with m.id is \"m2\" and m.left otherwise date is date", loans, "yes"},
                    Row{"some member m with m.friend is recorded", loans, "yes"},
                    Row{"some member m with m.friend.level is 2", loans, "unknown"},
                    Row{"some member m with m.id is \"m3\" and m.friend.level is 1", loans, "yes"},
                    Row{"reader.left is recorded", loans, "yes"}, Row{"who.left is recorded", loans, "unknown"}));

constexpr auto money = R"(
given exchange_rate "EUR@2023-01-01" has currency "EUR", date 2023-01-01, usd 1.25
given exchange_rate "EUR@2023-05-04" has currency "EUR", date 2023-05-04, usd 1.10
given exchange_rate "EUR@2023-05-05" has currency "EUR", date 2023-05-05, usd 2
given exchange_rate "JPY@2023-01-01" has currency "JPY", date 2023-01-01, usd 0.009
given exchange_rate "GBP@2023-01-01" has currency "GBP", date 2023-01-01
given loan "l1" has on 2023-01-01, fee EUR 10
given loan "l2" has on 2023-01-01, fee USD 1
)";
std::string with_amount(char const* amount) {
  return std::string(money) + "when borrow on 2023-05-04 with amount " + amount;
}

TEST(Currencies, CompareByTheRateOfTheDay) {
  EXPECT_EQ(truth("amount > USD 110", with_amount("EUR 100")), "no");
  EXPECT_EQ(truth("amount > USD 110", with_amount("EUR 100.01")), "yes");
  EXPECT_EQ(truth("amount is USD 110", with_amount("EUR 100")), "yes");
  EXPECT_EQ(truth("amount > EUR 100", with_amount("USD 110.01")), "yes");
  EXPECT_EQ(truth("amount < USD 0.01", with_amount("JPY 1")), "yes");
  EXPECT_EQ(truth("amount > EUR 1", with_amount("JPY 122")), "no");
  EXPECT_EQ(truth("amount > EUR 1", with_amount("JPY 123")), "yes");
  EXPECT_EQ(truth("amount > USD 1", with_amount("CHF 100")), "unknown");
  EXPECT_EQ(truth("amount > USD 1", with_amount("CHF 0")), "no");
  EXPECT_EQ(truth("amount > USD 1", with_amount("GBP 100")), "unknown");
  EXPECT_EQ(truth("amount + USD 1 is USD 111", with_amount("EUR 100")), "yes");
  EXPECT_EQ(truth("sum(l.fee for loan l) is USD 12", with_amount("EUR 100")), "yes");
  EXPECT_EQ(truth("sum(l.fee for loan l) + amount > USD 122.00", with_amount("EUR 100.01")), "yes");
}

TEST(Arithmetic, BeyondItsLimitsIsUnknown) {
  EXPECT_EQ(truth("number + 9223372036854775807 > 0", "when borrow on 2023-05-04 with number 1"), "unknown");
  EXPECT_EQ(truth("day + 120000 months > date", "when borrow on 2023-05-04 with day 2023-01-01"), "unknown");
}

}  // namespace
}  // namespace bylaw::engine
