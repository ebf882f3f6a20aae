// Rules whose parts are missing, doubled, out of place, or at odds with their norm or with each other.
#include "tests/dsl/fault_cases.hpp"

namespace bylaw::dsl::club {
namespace {

using Rules = CheckFault;
TEST_P(Rules, AreReportedOnce) { expect_only(GetParam(), Severity::error); }

// A rule on lending with its own norm of the given force and a title; the clauses hold the duty.
std::string rule_of(std::string const& force, std::string const& clauses) {
  return "norm rules/9/own " + force +
         " \"word\" says \"What it says.\" end\nrule own.rule \"Own rule\" norm rules/9/own " + clauses + " end\n";
}

FaultCase const clauses[] = {
    {"NoNorm", "rule own.rule \"Own\" on lend leader should ask end", "missing_clause", "own.rule", "which norm", ""},
    {"NoAction", rule_of("should", "leader should ask"), "missing_clause", "own.rule", "which actions", ""},
    {"NoDuty", rule_of("should", "on lend"), "missing_clause", "own.rule", "who must, should or may do what", ""},
    {"NoTitle",
     "norm rules/9/own should \"word\" says \"It.\" end rule own.rule \"\" norm rules/9/own on lend leader should ask "
     "end",
     "missing_clause", "own.rule", "no title", ""},
    {"TwoNorms", rule_with("norm rules/2/clear-large"), "duplicate_clause", "norm rules/2/clear-large", "one 'norm'",
     "norm rules/9/case"},
    {"TwoActions", rule_with("on speak"), "duplicate_clause", "on speak", "one 'on'", "on lend"},
    {"TwoWhens", rule_with("when in_name when in_name"), "duplicate_clause", "when in_name", "one 'when'",
     "when in_name"},
    {"TwoDones", rule_with("done when in_name done when in_name"), "duplicate_clause", "done when in_name",
     "one 'done when'", "done when in_name"},
    {"TwoWaitings", rule_with("waiting when in_name waiting when in_name"), "duplicate_clause", "waiting when in_name",
     "one 'waiting when'", "waiting when in_name"},
    {"TwoRefers", rule_with("refer to office when in_name refer to office when in_name"), "duplicate_clause",
     "refer to office when in_name", "one 'refer to", "refer to office when in_name"},
    {"TwoUndetermined", rule_with("undetermined when in_name because \"a\" undetermined when in_name because \"a\""),
     "duplicate_clause", "undetermined when in_name because \"a\"", "one 'undetermined when'",
     "undetermined when in_name because \"a\""},
    {"TwoPeriods", rule_with("in force 2020-01-01 to 2020-12-31 in force 2020-01-01 to 2020-12-31"), "duplicate_clause",
     "in force 2020-01-01 to 2020-12-31", "one 'in force'", "in force 2020-01-01 to 2020-12-31"},
    {"TwoDuties", rule_with("leader should ask"), "duplicate_clause", "leader should ask", "one duty",
     "leader should contact office before action"},
    {"DutyAndReferral", rule_with("refer to office"), "duplicate_clause", "refer to office", "one duty",
     "leader should contact office before action"},
    {"TwoReadings", rule_with("reading a \"One.\" reading a \"Two.\""), "duplicate_reading", "a", "declared twice",
     "a"},
    {"PeriodEndsFirst", rule_with("in force 2021-01-01 to 2020-12-31"), "bad_period", "2020-12-31",
     "ends before it begins", "2021-01-01"},
    {"DoneOnProhibition", rule_of("must not", "on lend leader must not sell done when in_name"), "misplaced_clause",
     "done when in_name", "'done when'", ""},
    {"DoneOnPermission", rule_of("may", "on lend leader may sell done when in_name"), "misplaced_clause",
     "done when in_name", "'done when'", ""},
    {"WaitingOnAdvice", rule_of("should", "on lend leader should rest waiting when in_name"), "misplaced_clause",
     "waiting when in_name", "'waiting when'", ""},
    {"RemedyOnStep", rule_with("remedy rules/4/enjoy \"Enjoy.\""), "misplaced_clause",
     "remedy rules/4/enjoy \"Enjoy.\"", "'must not'", ""},
    {"ReferOnReferral", rule_of("must", "on lend refer to office refer to office when in_name"), "misplaced_clause",
     "refer to office when in_name", "refers already", ""},
    {"BeforeActionOnPermission", rule_of("may", "on lend leader may sell before action"), "misplaced_clause",
     "leader may sell before action", "'before action'", ""},
    {"NormTwice",
     "norm rules/9/own should \"word\" says \"It.\" end rule own.rule \"Own\" norm rules/9/own, rules/9/own on lend "
     "leader should ask end",
     "duplicate_norm", "rules/9/own", "named twice", ""},
    {"ActionTwice", rule_of("should", "on lend, lend leader should ask"), "duplicate_action", "lend", "named twice",
     ""},
};

FaultCase const forces[] = {
    {"MustForShould", rule_of("should", "on lend leader must ask before action"), "force_differs",
     "leader must ask before action", "the rule says 'must', its norm 'should'", "rules/9/own"},
    {"MayForMustNot", rule_of("must not", "on lend leader may sell"), "force_differs", "leader may sell",
     "its norm 'must not'", "rules/9/own"},
    {"ShouldForInformation", rule_of("information", "on lend leader should ask"), "force_differs", "leader should ask",
     "its norm 'information'", "rules/9/own"},
};

FaultCase const facts[] = {
    {"FactOfOtherAction", when("approach.in_writing"), "fact_not_of_action", "approach",
     "the action 'lend' does not have", "lend"},
    {"FactOfOneOfTwoActions", rule_of("should", "on lend, speak when amount > USD 5 leader should ask"),
     "fact_not_of_action", "amount", "the action 'speak' does not have", "speak"},
    {"FactOnEveryAction", rule_of("should", "on every action when in_name leader should ask"), "fact_not_of_action",
     "in_name", "bears on every action", ""},
    {"FactThroughDefinition", "define told() = approach.in_writing\ndefine twice() = told()\n" + when("twice()"),
     "fact_not_of_action", "twice()", "'twice' reads the fact 'approach'", "lend"},
};

FaultCase const circles[] = {
    {"DefinitionOfItself", "define a1() = not a1()", "circular_definition", "a1", "a1 -> a1", ""},
    {"Definitions", "define a1() = b1()\ndefine b1() = not c1()\ndefine c1() = a1()", "circular_definition", "a1",
     "a1 -> b1 -> c1 -> a1", ""},
    {"CirclesThatMeet", "define a1() = b1() or c1()\ndefine b1() = not a1()\ndefine c1() = not a1()",
     "circular_definition", "a1", "definitions cannot use themselves: a1 -> ", ""},
    {"RuleOfItself", rule_with("overrides case.rule"), "circular_overrides", "case.rule", "cannot override itself", ""},
    {"Rules",
     rule_with("overrides lending.other") +
         "rule lending.other \"Other\" norm rules/9/case on lend leader should ask overrides case.rule end",
     "circular_overrides", "case.rule", "case.rule -> lending.other -> case.rule", "lending.other"},
    {"OverridesApart", rule_with("overrides speaking.leaders"), "overrides_apart", "speaking.leaders",
     "no action together", "speaking.leaders"},
    {"OverridesTwice", rule_with("overrides lending.large, lending.large"), "duplicate_overrides", "lending.large",
     "named twice", ""},
    {"Year", "define year(d: date) = d < date", "reserved_name", "year", "built in", ""},
};

FaultCase const norms[] = {
    {"Unaccounted", "norm rules/8/a must \"must\" says \"A.\" end", "unaccounted_norm", "rules/8/a",
     "write a rule, or 'uncoded'", ""},
    {"UncodedButEncoded",
     "norm rules/9/own should \"word\" says \"It.\" uncoded later \"Later.\" end rule own.rule \"Own\" norm "
     "rules/9/own on lend leader should ask end",
     "uncoded_but_encoded", "rules/9/own", "but one does", "own.rule"},
    {"RestatesItself", "norm rules/8/a must \"must\" says \"A.\" restates rules/8/a uncoded later \"Later.\" end",
     "bad_restates", "rules/8/a", "itself", ""},
};

INSTANTIATE_TEST_SUITE_P(Clauses, Rules, testing::ValuesIn(clauses), case_name);
INSTANTIATE_TEST_SUITE_P(Forces, Rules, testing::ValuesIn(forces), case_name);
INSTANTIATE_TEST_SUITE_P(Facts, Rules, testing::ValuesIn(facts), case_name);
INSTANTIATE_TEST_SUITE_P(Circles, Rules, testing::ValuesIn(circles), case_name);
INSTANTIATE_TEST_SUITE_P(Norms, Rules, testing::ValuesIn(norms), case_name);

class FineRule : public testing::TestWithParam<std::pair<char const*, std::string>> {};
TEST_P(FineRule, IsNoFault) {
  auto const checked = check_with(GetParam().second);
  EXPECT_TRUE(checked.diagnostics.empty()) << all_of(checked);
}

std::pair<char const*, std::string> const fine[] = {
    {"ReadingExplainsForce",
     rule_of("should", "on lend leader must ask before action reading strict \"We read it so.\"")},
    {"PowerIsWrittenMay", rule_of("power", "on lend leader may sell")},
    {"ReferralTakesAnyForce", rule_of("must", "on lend refer to office")},
    {"CommonFactOfTwoActions", rule_of("should", "on lend, speak when in_name leader should ask")},
    {"EveryActionWithoutFacts", rule_of("should", "on every action when year(date) is 2023 actor should ask")},
    {"OverridesOnSharedAction", rule_with("overrides lending.large")},
    {"VariableThatNothingCouldUse", when("some contact k")},
    {"WholeNumberForADecimal", "define positive(x: decimal) = x > 0\n" + when("positive(year(date)) and positive(2)")},
    {"ParameterWhereTheFactIsAnotherActions",
     "fact actor: boolean \"odd\" ask \"?\" action odd \"Odd\" facts actor end\n" + when("leads(actor, group)")},
    {"ChainOfDefinitions", "define a1() = b1()\ndefine b1() = c1()\ndefine c1() = in_name\n" + when("a1()")},
};
INSTANTIATE_TEST_SUITE_P(Whole, FineRule, testing::ValuesIn(fine),
                         [](auto const& row) { return std::string(row.param.first); });

}  // namespace
}  // namespace bylaw::dsl::club
