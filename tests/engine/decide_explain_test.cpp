// Explanations: which conditions were read, what they came to, and where the values came from.
#include <gtest/gtest.h>

#include "decide_library.hpp"
#include "engine/name_of.hpp"

namespace bylaw::engine {
namespace {

constexpr auto rules =
    "rule r.step \"Ask\" norm lib/1/must on borrow when a and number > setting loans.most reader must ask before "
    "action "
    "done when some loan l with l.member is reader and l.paid waiting when b unless d and c end "
    "rule s.ban \"No\" norm lib/1/must_not on borrow when amount > USD 1 and date > 2020-01-01 reader must not act end";
constexpr auto question =
    "given exchange_rate \"EUR@2023-01-01\" has usd 1.1 given member \"m\" has joined 2020-01-01 "
    "given loan \"l1\" has member \"m\", on 2023-01-01, paid false given loan \"l2\" has member \"m\", on 2023-01-01 "
    "when borrow on 2023-05-04 with reader \"m\", a true, number 4, b true, d false, amount EUR 0.5";

std::string told(library::Case const& asked, Decision const& decision, Finding const& finding) {
  static constexpr char const* truths[]{"no", "unknown", "yes"};
  static constexpr char const* origins[]{"request", "record", "setting", "assumed", "question"};
  std::string text = asked.rulebook->rules[finding.rule].name + "\n";
  for (auto const& because : finding.because) {
    text += std::string(because.clause) + " " + truths[static_cast<int>(because.truth)] + ":";
    for (auto const& reading : decision.readings_of(because))
      text += " " + name_of(*asked.rulebook, *asked.snapshot, asked.question.date, reading.where) + (reading.value.is_unknown() ? "?" : "") + "<" +
              origins[static_cast<int>(reading.origin)];
    text += "\n";
  }
  return text;
}

std::string explained(Explain explain) {
  auto const asked = library::make_case(rules, question);
  std::string text;
  auto const decision = decide(*compile(asked.rulebook), *asked.snapshot, asked.question, explain);
  for (auto const& finding : decision.findings) text += told(asked, decision, finding);
  return text;
}

constexpr auto step =
    "r.step\n"
    "when yes: a<request\n"
    "when yes: number<request loans.most<setting\n"
    "unless no: d<request\n"
    "unless unknown: c?<request\n"
    "done unknown: reader<request loan/l1.member<record loan/l1.paid<record loan/l2.member<record "
    "loan/l2.paid?<record\n"
    "waiting yes: b<request\n";

TEST(Explanation, TellsEachConditionWithWhatItRead) { EXPECT_EQ(explained(Explain::why), step); }

TEST(Explanation, IsGivenForRulesThatDoNotApplyOnlyInFull) {
  EXPECT_EQ(explained(Explain::full), std::string(step) + "s.ban\nwhen no: amount<request\nwhen yes: date<question\n");
}

TEST(Explanation, IsLeftOutOtherwise) { EXPECT_EQ(explained(Explain::none), "r.step\n"); }

// Of many records only those that match are told of, in the order of their keys.
TEST(Explanation, PassesOverRecordsThatDoNotMatch) {
  auto const told_of = [](int loans) {
    std::string state = "given member \"m\" ";
    for (int i = loans; i > 0; --i)
      state += "given loan \"l" + std::to_string(i) + "\" has member \"m\", on 2023-01-01, copies " +
               std::to_string(i % 3) + " ";
    auto const asked = library::make_case(
        "rule r.ban \"No\" norm lib/1/must_not on borrow when some loan l with l.copies > 1 reader must not act end",
        state + "when borrow on 2023-05-04");
    auto const decision = decide(*compile(asked.rulebook), *asked.snapshot, asked.question, Explain::why);
    return told(asked, decision, decision.findings.front());
  };
  EXPECT_EQ(told_of(3), "r.ban\nwhen yes: loan/l1.copies<record loan/l2.copies<record loan/l3.copies<record\n");
  EXPECT_EQ(told_of(8), "r.ban\nwhen yes: loan/l2.copies<record loan/l5.copies<record loan/l8.copies<record\n");
}

TEST(Explanation, SaysWhatWasAssumed) {
  auto const asked =
      library::make_case("rule r.ban \"No\" norm lib/1/must_not on stay when at_branch reader must not act end",
                         "given branch \"x\" when stay on 2023-05-04 with branch \"x\"");
  auto const decision = decide(*compile(asked.rulebook), *asked.snapshot, asked.question, Explain::why);
  EXPECT_EQ(told(asked, decision, decision.findings.front()), "r.ban\nwhen yes: at_branch<assumed\n");
}

}  // namespace
}  // namespace bylaw::engine
