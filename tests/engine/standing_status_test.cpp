// Each clause of a standing rule by itself: what a row comes to, from which day, and for whom it is.
#include <gtest/gtest.h>

#include "standing_library.hpp"

namespace bylaw::engine {
namespace {

struct Row {
  char const* force;
  char const* clauses;
  char const* given;
  char const* expected;
};

class Clauses : public testing::TestWithParam<Row> {};
TEST_P(Clauses, ComeToTheirRows) {
  auto const& [force, clauses, given, expected] = GetParam();
  EXPECT_EQ(library::standing(force, clauses, given), expected) << force << ' ' << clauses << '\n' << given;
}

// Of the three loans one is paid, one is not, and of one it is not recorded.
constexpr auto three =
    "given loan \"l1\" has on 2023-01-01, paid true given loan \"l2\" has on 2023-01-01, paid false "
    "given loan \"l3\" has on 2023-01-01";
constexpr auto nothing = "";

INSTANTIATE_TEST_SUITE_P(
    Rows, Clauses,
    testing::Values(Row{"should", "else met", nothing, "met"}, Row{"should", "for loan l else met", nothing, ""},
                    Row{"should", "for loan l else met", three, "l1 met; l2 met; l3 met"},
                    // `with`: false, there is no row; unknown, there is one and nobody knows
                    Row{"should", "for loan l with l.paid else met", three, "l1 met; l3 unknown"},
                    Row{"should", "for loan l with not l.paid else met", three, "l2 met; l3 unknown"},
                    Row{"should", "for loan l with l.paid otherwise false else met", three, "l1 met"},
                    // `when`: false, it does not apply; unknown, nobody knows, unless it does not apply in any case
                    Row{"should", "for loan l when l.paid else met", three, "l1 met; l2 not_applicable; l3 unknown"},
                    Row{"should", "for loan l when l.paid not_applicable when l.paid is not recorded else met", three,
                        "l1 met; l2 not_applicable; l3 not_applicable"},
                    Row{"must", "for loan l when l.paid met when l.lost else overdue since l.on",
                        "given loan \"l1\" has on 2023-01-01, paid false, lost true", "l1 not_applicable"},
                    // a loan counts from its day on
                    Row{"should", "for loan l else met",
                        "given loan \"l1\" has on 2023-05-04 given loan \"l2\" has on 2023-05-05", "l1 met"},
                    Row{"should", "met when some loan l", "given loan \"l2\" has on 2023-05-05", "unmet"},
                    Row{"should", "met when some loan l", "given loan \"l2\" has on 2023-05-04", "met"}));

constexpr auto decided = "given loan \"l1\" has on 2023-01-01, paid true, lost true, copies 2";
constexpr auto lost = "given loan \"l1\" has on 2023-01-01, paid false, lost true";
constexpr auto half_known = "given loan \"l1\" has on 2023-01-01, lost true";
INSTANTIATE_TEST_SUITE_P(
    Order, Clauses,
    testing::Values(
        // the first that holds decides, as they are written
        Row{"should", "for loan l met when l.paid refer when l.lost", decided, "l1 met"},
        Row{"should", "for loan l refer when l.lost met when l.paid", decided, "l1 refer"},
        Row{"should", "for loan l met when l.paid refer when l.lost", lost, "l1 refer"},
        Row{"should", "for loan l unmet when l.paid met when l.lost", lost, "l1 met"},
        Row{"should", "for loan l unknown when l.lost met when l.paid", decided, "l1 unknown"},
        Row{"should", "for loan l not_applicable when l.lost met when l.paid", decided, "l1 not_applicable"},
        Row{"must", "for loan l due when l.paid overdue when l.lost else met", decided, "l1 due"},
        Row{"must", "for loan l overdue when l.lost due when l.paid else met", decided, "l1 overdue"},
        // one that is unknown leaves its status open; where the rest comes to the same, it is that
        Row{"should", "for loan l met when l.paid refer when l.lost", half_known, "l1 unknown"},
        Row{"should", "for loan l met when l.paid met when l.lost", half_known, "l1 met"},
        Row{"should", "for loan l refer when l.paid unmet when l.lost", half_known, "l1 unknown"},
        Row{"should", "for loan l refer when l.lost met when l.paid", half_known, "l1 refer"},
        Row{"should", "for loan l unmet when l.paid", half_known, "l1 unmet"},
        Row{"should", "for loan l met when l.paid", half_known, "l1 unknown"},
        Row{"should", "for loan l met when l.paid else met", half_known, "l1 met"},
        Row{"should", "for loan l met when l.paid and l.copies > 1", half_known, "l1 unknown"},
        Row{"should", "for loan l met when l.paid and l.copies > 1", "given loan \"l1\" has on 2023-01-01, copies 1",
            "l1 unmet"}));

INSTANTIATE_TEST_SUITE_P(
    Forces, Clauses,
    testing::Values(
        // nothing decides: what should be is not met, and of what is told or allowed no more can be said
        Row{"should", "for loan l met when l.paid", lost, "l1 unmet"},
        Row{"should_not", "for loan l met when l.paid", lost, "l1 unmet"},
        Row{"may", "for loan l met when l.paid", lost, "l1 unmet"},
        Row{"power", "for loan l met when l.paid", lost, "l1 unmet"},
        Row{"information", "for loan l met when l.paid", lost, "l1 unmet"},
        Row{"must", "for loan l met when l.paid else overdue", lost, "l1 overdue"},
        Row{"must_not", "for loan l met when l.paid else overdue", lost, "l1 overdue"}));

constexpr auto today = "given loan \"l1\" has on 2023-01-01, paid false, due 2023-05-04";
constexpr auto yesterday = "given loan \"l1\" has on 2023-01-01, paid false, due 2023-05-03";
constexpr auto paid_late = "given loan \"l1\" has on 2023-01-01, paid true, due 2023-05-03";
constexpr auto paid_perhaps = "given loan \"l1\" has on 2023-01-01, due 2023-05-03";
constexpr auto no_day = "given loan \"l1\" has on 2023-01-01, paid false";
INSTANTIATE_TEST_SUITE_P(
    Deadlines, Clauses,
    testing::Values(
        // on the day itself it can still be done, the day after it is late
        Row{"must", "for loan l met when l.paid by l.due", today, "l1 due due 2023-05-04"},
        Row{"must", "for loan l met when l.paid by l.due", yesterday, "l1 overdue since 2023-05-04 due 2023-05-03"},
        Row{"must_not", "for loan l met when l.paid by l.due", yesterday, "l1 overdue since 2023-05-04 due 2023-05-03"},
        Row{"should", "for loan l met when l.paid by l.due", today, "l1 not_applicable due 2023-05-04"},
        Row{"should", "for loan l met when l.paid by l.due", yesterday, "l1 unmet due 2023-05-03"},
        Row{"should_not", "for loan l met when l.paid by l.due", yesterday, "l1 unmet due 2023-05-03"},
        Row{"power", "for loan l met when l.paid by l.due", today, "l1 not_applicable due 2023-05-04"},
        Row{"may", "for loan l met when l.paid by l.due", yesterday, "l1 unmet due 2023-05-03"},
        // shown whatever the status, and no matter where a clause has decided
        Row{"must", "for loan l met when l.paid by l.due", paid_late, "l1 met due 2023-05-03"},
        Row{"must", "for loan l when l.paid met when l.lost by l.due", yesterday, "l1 not_applicable due 2023-05-03"},
        Row{"must", "for loan l by l.due", yesterday, "l1 overdue since 2023-05-04 due 2023-05-03"},
        // `else` decides before it
        Row{"must", "for loan l met when l.paid by l.due else refer", yesterday, "l1 refer due 2023-05-03"},
        Row{"must", "for loan l met when l.paid else overdue since l.on by l.due", today,
            "l1 overdue since 2023-01-01 due 2023-05-04"},
        // no day, and a day that never comes: nobody knows
        Row{"must", "for loan l met when l.paid by l.due", no_day, "l1 unknown"},
        Row{"should", "for loan l met when l.paid by l.due", no_day, "l1 unknown"},
        Row{"must", "for loan l met when l.paid by l.until", no_day, "l1 unknown"},
        Row{"must", "for loan l met when l.paid by l.on + days(setting loans.days)", no_day, "l1 unknown"},
        Row{"must", "for loan l met when l.paid by l.on + days(setting loans.days)",
            "given loan \"l1\" has on 2023-05-01, paid false given setting \"loans.days\" has value \"3\"",
            "l1 due due 2023-05-04"},
        // met, or not by the day: two ways
        Row{"must", "for loan l met when l.paid by l.due", paid_perhaps, "l1 unknown due 2023-05-03"}));

INSTANTIATE_TEST_SUITE_P(
    Days, Clauses,
    testing::Values(
        Row{"should", "for loan l met when l.paid since l.due", paid_late, "l1 met since 2023-05-03"},
        Row{"should", "for loan l refer when l.lost since l.on", lost, "l1 refer since 2023-01-01"},
        Row{"must", "for loan l met when l.paid else overdue since l.on + 1 month", lost,
            "l1 overdue since 2023-02-01"},
        // only a known day is shown, and only of the clause that decides
        Row{"should", "for loan l met when l.lost since l.due", lost, "l1 met"},
        Row{"should", "for loan l met when l.lost since l.until", lost, "l1 met"},
        Row{"should", "for loan l met when l.paid since l.on met when l.lost since l.due", half_known, "l1 met"},
        Row{"should", "for loan l met when l.paid since l.on", half_known, "l1 unknown"},
        // late: only where it is met, and certain
        Row{"should", "for loan l met when l.paid late when l.due < date", paid_late, "l1 met late"},
        Row{"should", "for loan l met when l.paid late when l.due > date", paid_late, "l1 met"},
        Row{"should", "for loan l met when l.paid late when l.until > date and l.lost", paid_late, "l1 met"},
        Row{"must", "for loan l met when l.paid by l.due late when l.due < date", yesterday,
            "l1 overdue since 2023-05-04 due 2023-05-03"},
        // an event counts from its day, an end never comes where it is not written
        Row{"should", "for loan l met when l.returned is recorded since l.returned",
            "given loan \"l1\" has on 2023-01-01, returned 2023-05-04", "l1 met since 2023-05-04"},
        Row{"should", "for loan l met when l.returned is recorded since l.returned",
            "given loan \"l1\" has on 2023-01-01, returned 2023-05-05", "l1 unmet"},
        Row{"should", "for loan l met when l.until > date", no_day, "l1 met"}));

constexpr auto from_to = "given loan \"l1\" has on 2023-01-01, from 2, to 4, copies 3";
INSTANTIATE_TEST_SUITE_P(
    Numbers, Clauses,
    testing::Values(Row{"should", "for loan l each n from l.from to l.to met when n < l.copies", from_to,
                        "l1 2 met; l1 3 unmet; l1 4 unmet"},
                    Row{"should", "each n from 2022 to year(date) met when n is 2022", nothing, "2022 met; 2023 unmet"},
                    Row{"should", "each n from 5 to 5 met when n is 5", nothing, "5 met"},
                    Row{"should", "each n from 5 to 4 met when n is 5", nothing, ""},
                    Row{"should", "for loan l each n from l.from to l.to met when n is 2",
                        "given loan \"l1\" has on 2023-01-01, from 2", "l1 unknown"},
                    Row{"should", "for loan l each n from l.from to l.to met when n is 2",
                        "given loan \"l1\" has on 2023-01-01, to 2", "l1 unknown"},
                    Row{"should", "for loan l each n from l.from to l.to with n is not 3 met when n is 2", from_to,
                        "l1 2 met; l1 4 unmet"},
                    Row{"should", "for loan l each n from l.from to l.to with n is 2 or l.paid met when n is 2",
                        from_to, "l1 2 met; l1 3 unknown; l1 4 unknown"},
                    Row{"must", "each n from 2022 to 2023 met when n is 2021 by on_day(\"05-03\", n)", nothing,
                        "2022 overdue since 2022-05-04 due 2022-05-03; 2023 overdue since 2023-05-04 due 2023-05-03"}));

TEST(Numbers, EndAfterAThousand) {
  auto const rows = library::standing("should", "each n from 1 to 9000 met when n is 1", "");
  EXPECT_EQ(std::ranges::count(rows, ';'), 1'000);
}

constexpr auto people =
    "given member \"m1\" has friend \"m2\" given member \"m2\" given branch \"b1\" given loan \"l1\" has on "
    "2023-01-01, "
    "member \"m1\", branch \"b1\" given loan \"l2\" has on 2023-01-01";
INSTANTIATE_TEST_SUITE_P(
    Concerns, Clauses,
    testing::Values(
        Row{"should", "for loan l concerning member l.member, branch l.branch else met", people,
            "l1 met (member m1) (branch b1); l2 met"},
        Row{"should", "for loan l concerning branch l.branch else met", people, "l1 met (branch b1); l2 met"},
        Row{"should", "for loan l concerning member l.member.friend else met", people, "l1 met (member m2); l2 met"},
        Row{"should", "for loan l concerning member l.member.friend.friend otherwise l.member else met", people,
            "l1 met (member m1); l2 met"}));

}  // namespace
}  // namespace bylaw::engine
