// What rows say besides their status, checklists, days made of years, and records that are part of the rulebook.
#include <gtest/gtest.h>

#include "standing_library.hpp"
#include "tests/support/sweep_text.hpp"

namespace bylaw::engine {
namespace {

using library::holds;
using library::shown;
using library::standing;

constexpr auto loans =
    "given member \"m1\" has level 1 given member \"m2\" has level 2 given member \"m3\" "
    "given loan \"l1\" has on 2023-01-01, member \"m1\", genre score, copies 2, fee USD 10.50 "
    "given loan \"l2\" has on 2023-02-01, member \"m1\", genre novel, copies 2, paid true "
    "given loan \"l3\" has on 2023-03-01, member \"m2\", genre novel, paid false "
    "given loan \"l4\" has on 2023-04-01, member \"m3\" "
    "given loan \"l5\" has on 2023-05-05, member \"m3\", genre atlas";

TEST(StandingDetails, ShowValuesInWords) {
  EXPECT_EQ(shown("count(loan l)", loans), "4");
  EXPECT_EQ(shown("setting loans.days", loans), "not recorded");
  EXPECT_EQ(shown("date", loans), "2023-05-04");
  EXPECT_EQ(standing("should", "for loan l else met detail \"{} for {} until {}.\", l.genre, l.fee, l.until",
                     "given loan \"l1\" has on 2023-01-01, genre atlas, fee USD 10.50"),
            "l1 met [an atlas for USD 10.50 until not recorded.]");
}

TEST(StandingDetails, ListDistinctValuesInTheirOrder) {
  EXPECT_EQ(shown("each l.genre for loan l", loans), "novel, score, not recorded");
  EXPECT_EQ(shown("each l.copies for loan l with l.genre is recorded", loans), "2, not recorded");
  EXPECT_EQ(shown("each l.genre for loan l with l.paid", loans), "novel");
  EXPECT_EQ(shown("each l.genre for loan l with l.copies > 5", loans), "none");
}

TEST(StandingDetails, CountWhatTheyTally) {
  EXPECT_EQ(shown("tally l.genre for loan l", loans), "novel 2, score 1, not recorded 1");
  EXPECT_EQ(shown("tally l.member.level for loan l", loans), "1 2, 2 1, not recorded 1");
}

TEST(StandingDetails, AreLeftOutUnlessTheirConditionHolds) {
  constexpr auto rule =
      "for loan l else met detail \"Paid.\" when l.paid detail \"Two: {}.\", l.copies when l.copies is 2";
  EXPECT_EQ(standing("should", rule, "given loan \"l1\" has on 2023-01-01, paid true, copies 2"),
            "l1 met [Paid.] [Two: 2.]");
  EXPECT_EQ(standing("should", rule, "given loan \"l1\" has on 2023-01-01, paid false"), "l1 met");
  EXPECT_EQ(standing("should", "for loan l each n from 1 to 2 else met detail \"Number {}.\", n",
                     "given loan \"l1\" has on 2023-01-01"),
            "l1 1 met [Number 1.]; l1 2 met [Number 2.]");
}

// Definitions of one record, asked of many rows that lead to it in different ways.
TEST(StandingRows, ShareWhatIsKnownOfARecord) {
  EXPECT_EQ(standing("should", "for loan l met when loans_of(l.member) is 2 and first_loan(l.member) is l", loans),
            "l1 met; l2 unmet; l3 unmet; l4 unmet");
  EXPECT_EQ(
      standing("should",
               "for loan l met when small(l) or some loan k with k.member is l.member and small(k) and k is not l",
               loans),
      "l1 met; l2 met; l3 unmet; l4 unknown");
  EXPECT_EQ(
      standing("should", "for member m met when loans_of(m) > 1 or loans_of(m.friend) > 1",
               "given member \"m1\" has friend \"m2\" given member \"m2\" has friend \"m1\" given member \"m3\" "
               "given loan \"l1\" has on 2023-01-01, member \"m2\" given loan \"l2\" has on 2023-01-01, member \"m2\""),
      "m1 met; m2 met; m3 unknown");
}

TEST(StandingRows, ComeRuleByRuleInTheOrderOfTheirNames) {
  EXPECT_EQ(library::rows("standing s.b \"B.\" norm lib/1/should bearer x for loan l else met end "
                          "standing s.a \"A.\" norm lib/1/may bearer x for loan l with l.paid else met end "
                          "standing s.c \"C.\" norm lib/1/power bearer x else refer end",
                          loans),
            "s.a l1 unknown; s.a l2 met; s.a l4 unknown; s.b l1 met; s.b l2 met; s.b l3 met; s.b l4 met; s.c refer");
}

struct Truth3 {
  char const* condition;
  char const* expected;
};
class BuiltIns : public testing::TestWithParam<Truth3> {};
TEST_P(BuiltIns, ComeToTheirTruth) { EXPECT_EQ(holds(GetParam().condition), GetParam().expected); }
INSTANTIATE_TEST_SUITE_P(Dates, BuiltIns,
                         testing::Values(Truth3{"later(2023-01-01, 2023-01-02) is 2023-01-02", "yes"},
                                         Truth3{"later(2023-01-02, 2023-01-01) is 2023-01-02", "yes"},
                                         Truth3{"earlier(2023-01-01, 2023-01-02) is 2023-01-01", "yes"},
                                         Truth3{"earlier(date, date) is date", "yes"},
                                         Truth3{"later(date, date - days(setting loans.days)) is date", "unknown"},
                                         Truth3{"earlier(date, date - days(setting loans.days)) is date", "unknown"},
                                         Truth3{"larger(2, 3) is 3", "yes"}, Truth3{"larger(3, 2) is 3", "yes"},
                                         Truth3{"smaller(2, 3) is 2", "yes"}, Truth3{"smaller(3, 3) is 3", "yes"},
                                         Truth3{"larger(3, setting loans.days) > 0", "unknown"},
                                         Truth3{"smaller(setting loans.days, 3) > 0", "unknown"}));
INSTANTIATE_TEST_SUITE_P(Years, BuiltIns,
                         testing::Values(Truth3{"on_day(\"03-31\", 2024) is 2024-03-31", "yes"},
                                         Truth3{"on_day(\"02-29\", 2024) is 2024-02-29", "yes"},
                                         Truth3{"on_day(\"02-29\", 2023) is 2023-02-28", "yes"},
                                         Truth3{"on_day(\"02-29\", 2000) is 2000-02-29", "yes"},
                                         Truth3{"on_day(\"02-29\", 2100) is 2100-02-28", "yes"},
                                         Truth3{"on_day(setting loans.day, 2023) is 2023-02-28", "unknown"},
                                         Truth3{"on_day(\"03-31\", setting loans.days) is date", "unknown"},
                                         Truth3{"on_day(\"03-31\", 10000) is date", "unknown"},
                                         Truth3{"year_start(2023) is 2023-01-01", "yes"},
                                         Truth3{"year_end(2023) is 2023-12-31", "yes"},
                                         Truth3{"year_start(0) is date", "unknown"},
                                         Truth3{"year_end(setting loans.days) > date", "unknown"},
                                         Truth3{"year_end(year(date) - 1) is 2022-12-31", "yes"}));

// A checklist is asked of one record and is no part of a sweep.
constexpr auto checklist_rule =
    "standing s.list \"Read it.\" norm lib/1/should of member m for paper p concerning member m bearer member "
    "when p.for_all or m.active met when some perusal r with r.member is m and r.paper is p.number "
    "detail \"{} for {}.\", p.title, m.level end";

std::string asked_of(std::string const& key, std::string_view given) {
  auto const asked = library::make_standing(checklist_rule, given);
  auto const program = compile(asked.rulebook);
  auto const date = dsl::parse_date("2023-05-04").value();
  auto const member = dsl::find_record(*asked.rulebook, "member");
  auto const of = asked.snapshot->find(member, key).value();
  std::string text;
  for (auto const& row : checklist(*program, *asked.snapshot, date, 0, of)) {
    text += told(*asked.snapshot, row);
    for (auto const& sentence : details_of(*program, *asked.snapshot, date, row, of)) text += " [" + sentence + "]";
    text += '\n';
  }
  return text;
}

TEST(Checklists, AreAskedOfOneRecord) {
  constexpr auto given =
      "given member \"m1\" has level 1, active true given member \"m2\" has active false "
      "given perusal \"r1\" has member \"m1\", paper 2";
  EXPECT_EQ(asked_of("m1", given),
            "s.list 1 unmet (member m1) [House rules for 1.]\n"
            "s.list 2 met (member m1) [Fire drill for 1.]\n"
            "s.list 3 unmet (member m1) [Opening hours for 1.]\n");
  EXPECT_EQ(asked_of("m2", given),
            "s.list 1 unmet (member m2) [House rules for not recorded.]\n"
            "s.list 2 not_applicable (member m2) [Fire drill for not recorded.]\n"
            "s.list 3 unknown (member m2) [Opening hours for not recorded.]\n");
}

TEST(Checklists, AreNoPartOfASweep) { EXPECT_EQ(library::rows(checklist_rule, "given member \"m1\""), ""); }

TEST(Entries, AreReadLikeAnyRecord) {
  EXPECT_EQ(shown("count(paper p)"), "3");
  EXPECT_EQ(shown("each p.title for paper p with p.for_all"), "House rules");
  EXPECT_EQ(standing("should", "for paper p met when p.for_all", ""), "1 met; 2 unmet; 3 unknown");
  EXPECT_EQ(holds("every paper p has p.number < 4"), "yes");
}

class EntriesOfTheRulebook : public testing::Test {
 protected:
  asked::Case case_ = library::make_standing("", "given member \"m1\"");
  Index paper_ = dsl::find_record(*case_.rulebook, "paper");

  State one_more() const {
    StateRecord row;
    row.fields = {Datum{std::int64_t{4}, {}}, Datum{std::string("Another"), {}}, std::nullopt};
    return {{paper_, {row}}};
  }
};

TEST_F(EntriesOfTheRulebook, AreNotExported) {
  auto const state = state_of(*case_.snapshot);
  EXPECT_EQ(std::ranges::count(state, paper_, &StateTable::record), 0);
  EXPECT_EQ(case_.snapshot->table(paper_).rows.size(), 3U);
}

TEST_F(EntriesOfTheRulebook, AreThereAfterAnyImport) {
  auto const made = make_snapshot(case_.rulebook, {});
  ASSERT_TRUE(made);
  EXPECT_TRUE((*made)->find(paper_, "2"));
}

TEST_F(EntriesOfTheRulebook, AreRefusedFromOutside) {
  auto const made = make_snapshot(case_.rulebook, one_more());
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().front().code, "part_of_rulebook");
  auto const laid = overlay(case_.snapshot, one_more());
  ASSERT_FALSE(laid);
  EXPECT_EQ(laid.error().front().code, "part_of_rulebook");
}

}  // namespace
}  // namespace bylaw::engine
