// What rules come to, and what that makes of the answer.
#include <gtest/gtest.h>

#include "decide_library.hpp"

namespace bylaw::engine {
namespace {

using library::answer;

struct Row {
  char const* what;
  char const* rules;
  char const* question;
  char const* expected;
  Explain explain = Explain::none;
};
void PrintTo(Row const& row, std::ostream* out) { *out << row.what; }

class Answers : public testing::TestWithParam<Row> {};
TEST_P(Answers, AreAsWritten) {
  auto const& row = GetParam();
  EXPECT_EQ(answer(row.rules, row.question, row.explain), row.expected) << row.what;
}

constexpr auto step =
    "rule r.step \"Ask\" norm lib/1/must on borrow when a reader must ask before action "
    "done when b refer to desk when c undetermined when d because \"Nobody knows.\" waiting when p1 unless p2 end";
constexpr auto should_step =
    "rule r.step \"Ask\" norm lib/1/should on borrow when a reader should ask before action done when b end";
constexpr auto ban = "rule r.ban \"No\" norm lib/1/must_not on borrow when a reader must not act unless b end";

INSTANTIATE_TEST_SUITE_P(
    Steps, Answers,
    testing::Values(
        Row{"not applicable", step, "when borrow on 2023-05-04 with a false", "clear"},
        Row{"not applicable, shown in full", step, "when borrow on 2023-05-04 with a false",
            "clear | r.step not_applicable", Explain::full},
        Row{"outstanding", step, "when borrow on 2023-05-04 with a true, b false, c false, d false, p1 false, p2 false",
            "action_required | r.step outstanding"},
        Row{"late", step,
            "when borrow on 2023-05-04 already done with a true, b false, c false, d false, p1 false, p2 false",
            "breach | r.step late"},
        Row{"waiting", step, "when borrow on 2023-05-04 with a true, b false, c false, d false, p1 true, p2 false",
            "pending | r.step pending"},
        Row{"undetermined by its clause", step,
            "when borrow on 2023-05-04 with a true, b false, c false, d true, p1 true, p2 false",
            "undetermined | r.step undetermined"},
        Row{"referred", step, "when borrow on 2023-05-04 with a true, b false, c true, d true, p1 true, p2 false",
            "refer | r.step refer"},
        Row{"satisfied", step, "when borrow on 2023-05-04 with a true, b true, c true, d true, p1 true, p2 false",
            "clear | r.step satisfied"},
        Row{"lifted", step, "when borrow on 2023-05-04 with a true, b true, p2 true", "clear | r.step lifted",
            Explain::full},
        Row{"lifted, not shown", step, "when borrow on 2023-05-04 with a true, b true, p2 true", "clear"},
        Row{"requested", should_step, "when borrow on 2023-05-04 with a true, b false",
            "action_requested | r.step outstanding"},
        Row{"missed", should_step, "when borrow on 2023-05-04 already done with a true, b false",
            "missed | r.step late"},
        Row{"done or not, it is satisfied or does not apply: nothing is asked", step,
            "when borrow on 2023-05-04 with b true, p2 false", "clear"},
        Row{"the same, in full", should_step, "when borrow on 2023-05-04 with b true", "clear | r.step undetermined",
            Explain::full}));

INSTANTIATE_TEST_SUITE_P(
    Kinds, Answers,
    testing::Values(
        Row{"prohibited", ban, "when borrow on 2023-05-04 with a true, b false", "not_permitted | r.ban prohibited"},
        Row{"done against a prohibition", ban, "when borrow on 2023-05-04 already done with a true, b false",
            "breach | r.ban prohibited"},
        Row{"may be prohibited", ban, "when borrow on 2023-05-04 with b false",
            "undetermined | r.ban undetermined | missing a"},
        Row{"may be lifted", ban, "when borrow on 2023-05-04 with a true",
            "undetermined | r.ban undetermined | missing b"},
        Row{"advised", "rule r.tip \"Tip\" norm lib/1/should on borrow when a reader should ask done when b end",
            "when borrow on 2023-05-04 with a true, b false", "advice | r.tip advised"},
        Row{"advice taken", "rule r.tip \"Tip\" norm lib/1/should on borrow when a reader should ask done when b end",
            "when borrow on 2023-05-04 with a true, b true", "clear | r.tip satisfied"},
        Row{"advice that may apply says nothing",
            "rule r.tip \"Tip\" norm lib/1/should on borrow when a reader should ask done when b end",
            "when borrow on 2023-05-04 with a true", "clear"},
        Row{"advice that may apply, in full",
            "rule r.tip \"Tip\" norm lib/1/should on borrow when a reader should ask end", "when borrow on 2023-05-04",
            "clear", Explain::full},
        Row{"discouraged", "rule r.do_not \"No\" norm lib/1/should_not on borrow when a reader should not act end",
            "when borrow on 2023-05-04 with a true", "discouraged | r.do_not discouraged"},
        Row{"may be discouraged",
            "rule r.do_not \"No\" norm lib/1/should_not on borrow when a reader should not act end",
            "when borrow on 2023-05-04", "undetermined | r.do_not undetermined | missing a"},
        Row{"permitted", "rule r.may \"May\" norm lib/1/may on borrow when a reader may act end",
            "when borrow on 2023-05-04 with a true", "clear | r.may permitted"},
        Row{"may be permitted", "rule r.may \"May\" norm lib/1/may on borrow when a reader may act end",
            "when borrow on 2023-05-04", "clear"},
        Row{"referral", "rule r.ask \"Ask\" norm lib/1/may on borrow when a refer to desk reading r \"So.\" end",
            "when borrow on 2023-05-04 with a true", "refer | r.ask refer"},
        Row{"without a condition", "rule r.ban \"No\" norm lib/1/must_not on borrow reader must not act end",
            "when borrow on 2023-05-04", "not_permitted | r.ban prohibited"},
        Row{"on every action",
            "rule r.ban \"No\" norm lib/1/must_not on every action when already_done reader must not act end",
            "when leave on 2023-05-04 already done", "breach | r.ban prohibited | assumed elsewhere#0"}));

constexpr auto order =
    "rule a.tip \"1\" norm lib/1/should on borrow reader should read end "
    "rule b.refer \"2\" norm lib/1/may on borrow refer to desk reading r \"So.\" end "
    "rule c.request \"3\" norm lib/1/should on borrow reader should ask before action end "
    "rule d.request \"4\" norm lib/1/should on borrow reader should write before action end "
    "rule e.demand \"5\" norm lib/1/must on borrow reader must ask before action waiting when a end "
    "rule f.ban \"6\" norm lib/1/must_not on borrow when a reader must not act end";
TEST(Order, IsByWhatAFindingDoesThenByName) {
  EXPECT_EQ(answer(order, "when borrow on 2023-05-04 with a true"),
            "not_permitted | f.ban prohibited, e.demand pending, c.request outstanding, d.request outstanding, b.refer "
            "refer, "
            "a.tip advised");
  EXPECT_EQ(answer(order, "when borrow on 2023-05-04 with a false"),
            "action_required | e.demand outstanding, c.request outstanding, d.request outstanding, b.refer refer, "
            "a.tip advised");
  auto const asked = library::make_case(order, "when borrow on 2023-05-04 with a true");
  auto const decision = decide(*compile(asked.rulebook), *asked.snapshot, asked.question);
  EXPECT_EQ(decision.required, (std::vector<std::size_t>{1, 2, 3}));
}

// a lifts b, b lifts c.
constexpr auto chain =
    "rule a.first \"1\" norm lib/1/may on borrow when a reader may act overrides b.second end "
    "rule b.second \"2\" norm lib/1/must_not on borrow when b reader must not act overrides c.third end "
    "rule c.third \"3\" norm lib/1/must on borrow when c reader must ask before action end";
INSTANTIATE_TEST_SUITE_P(
    Overrides, Answers,
    testing::Values(Row{"nobody lifts", chain, "when borrow on 2023-05-04 with a false, b false, c true",
                        "action_required | c.third outstanding"},
                    Row{"b lifts c", chain, "when borrow on 2023-05-04 with a false, b true, c true",
                        "not_permitted | b.second prohibited"},
                    Row{"a lifts b, which then does not lift c", chain,
                        "when borrow on 2023-05-04 with a true, b true, c true",
                        "action_required | c.third outstanding, a.first permitted"},
                    Row{"shown in full with who lifted", chain, "when borrow on 2023-05-04 with a true, b true, c true",
                        "action_required | c.third outstanding, a.first permitted, b.second lifted (by a.first)",
                        Explain::full},
                    // Either there is something to be done first, or it is not permitted at all: no less than the
                    // weaker is certain.
                    Row{"whether a lifts b is not known", chain, "when borrow on 2023-05-04 with b true, c true",
                        "action_required | b.second undetermined, c.third undetermined | missing a"},
                    Row{"whether b lifts c is not known", chain, "when borrow on 2023-05-04 with a false, c true",
                        "action_required | b.second undetermined, c.third undetermined | missing b"},
                    Row{"only on the same action",
                        "rule a.first \"1\" norm lib/1/may on leave reader may act overrides b.second end "
                        "rule b.second \"2\" norm lib/1/must_not on every action reader must not act end",
                        "when borrow on 2023-05-04", "not_permitted | b.second prohibited"},
                    Row{"an exception lifts the one that overrides",
                        "rule a.first \"1\" norm lib/1/may on borrow reader may act unless a overrides b.second end "
                        "rule b.second \"2\" norm lib/1/must_not on borrow reader must not act end",
                        "when borrow on 2023-05-04 with a true", "not_permitted | b.second prohibited"}));

constexpr auto ask_at_branch = "rule r.ban \"No\" norm lib/1/must_not on stay when at_branch reader must not act end";
INSTANTIATE_TEST_SUITE_P(
    Assumptions, Answers,
    testing::Values(Row{"a branch is named", ask_at_branch,
                        "given branch \"x\" when stay on 2023-05-04 with branch \"x\"",
                        "not_permitted | r.ban prohibited | assumed at_branch#0"},
                    Row{"nobody is named", ask_at_branch, "when stay on 2023-05-04", "clear | assumed at_branch#1"},
                    Row{"neither holds", ask_at_branch,
                        "given member \"m\" has joined 2020-01-01 when stay on 2023-05-04 with reader \"m\"",
                        "undetermined | r.ban undetermined | missing at_branch"},
                    Row{"given, so nothing is assumed", ask_at_branch,
                        "given branch \"x\" when stay on 2023-05-04 with branch \"x\", at_branch false", "clear"},
                    Row{"listed though no rule reads it",
                        "rule r.ban \"No\" norm lib/1/must_not on leave when already_done reader must not act end",
                        "when leave on 2023-05-04", "clear | assumed elsewhere#0"},
                    Row{"an assumed fact is not known",
                        "rule r.ban \"No\" norm lib/1/must_not on stay when at_branch and at_branch is not known "
                        "reader must not act end",
                        "given branch \"x\" when stay on 2023-05-04 with branch \"x\"",
                        "not_permitted | r.ban prohibited | assumed at_branch#0"}));

constexpr auto evidence =
    "rule r.step \"Ask\" norm lib/1/must on borrow reader must ask before action "
    "done when some loan l with l.member is reader and l.paid waiting when a or count(loan l with l.member is reader) "
    ">= 2 end";
INSTANTIATE_TEST_SUITE_P(
    Evidence, Answers,
    testing::Values(
        Row{"of what was done", evidence,
            "given member \"m\" has joined 2020-01-01 given loan \"l1\" has member \"m\", on 2023-01-01, paid true "
            "given loan \"l2\" has member \"m\", on 2023-01-01, paid true given loan \"l3\" has member \"m\", on "
            "2023-01-01, paid false "
            "when borrow on 2023-05-04 with reader \"m\"",
            "clear | r.step satisfied (loan/l1, loan/l2)"},
        Row{"of what is waited for", evidence,
            "given member \"m\" has joined 2020-01-01 given member \"n\" has joined 2020-01-01 "
            "given loan \"l1\" has member \"m\", on 2023-01-01, paid false given loan \"l2\" has member \"m\", on "
            "2023-01-01, paid false "
            "given loan \"l3\" has member \"n\", on 2023-01-01, paid true when borrow on 2023-05-04 with reader \"m\", "
            "a false",
            "pending | r.step pending (loan/l1, loan/l2)"},
        Row{"of an exception",
            "rule r.ban \"No\" norm lib/1/must_not on borrow reader must not act unless some loan l with l.paid unless "
            "a end",
            "given loan \"l1\" has on 2023-01-01, paid true when borrow on 2023-05-04 with a true",
            "clear | r.ban lifted (loan/l1)", Explain::full},
        Row{"a field that is not recorded is asked for", evidence,
            "given member \"m\" has joined 2020-01-01 given loan \"l1\" has member \"m\", on 2023-01-01, paid false "
            "given loan \"l3\" has on 2023-01-01, paid true when borrow on 2023-05-04 with reader \"m\", a false",
            "undetermined | r.step undetermined | missing loan/l3.member"}));

TEST(InForce, IsAskedOfTheDocumentsAndTheRules) {
  auto const at = [](char const* rules, char const* question) {
    auto const asked = library::make_case(rules, question);
    auto const decision = decide(*compile(asked.rulebook), *asked.snapshot, asked.question);
    auto const reference = decide_by_reference(*asked.rulebook, *asked.snapshot, asked.question);
    EXPECT_EQ(decision.in_force, reference.in_force);
    EXPECT_EQ(decision.until, reference.until);
    return std::string(decision.in_force ? "in force" : "not in force") +
           (decision.until ? " until " + dsl::to_string(*decision.until) : "");
  };
  constexpr auto rule = "rule r.ban \"No\" norm lib/1/must_not on borrow reader must not act end ";
  EXPECT_EQ(at(rule, "when borrow on 2025-12-31"), "in force until 2025-12-31");
  EXPECT_EQ(at(rule, "when borrow on 2026-01-01"), "not in force");
  EXPECT_EQ(at(rule, "when borrow on 2019-12-31"), "not in force");
  EXPECT_EQ(at(rule, "when leave on 2019-12-31"), "in force");
  auto const shorter =
      std::string(rule) +
      "rule r.other \"No\" norm lib/1/must_not on borrow reader must not act in force 2021-01-01 to 2022-12-31 end";
  EXPECT_EQ(at(shorter.c_str(), "when borrow on 2022-01-01"), "in force until 2022-12-31");
  EXPECT_EQ(at(shorter.c_str(), "when borrow on 2020-06-01"), "not in force");
}

}  // namespace
}  // namespace bylaw::engine
