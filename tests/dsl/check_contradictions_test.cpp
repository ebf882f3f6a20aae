// Two rules that allow and forbid the same act at once, and the reasons why two rules do not.
#include "tests/dsl/fault_cases.hpp"

namespace bylaw::dsl::club {
namespace {

// Two rules of one act: what the first says under its clauses, and what the second says under its own.
std::string pair_of(std::string const& first, std::string const& second) {
  auto const rule = [](std::string const& name, std::string const& force, std::string const& rest) {
    return "norm rules/9/" + name + " " + force + " \"word\" says \"It.\" end\nrule pair." + name + " \"Rule " + name +
           "\" norm rules/9/" + name + " " + rest + " end\n";
  };
  return rule("one", "may", first) + rule("two", "must not", second);
}

struct Pair {
  char const* name;
  std::string first, second;
};
void PrintTo(Pair const& pair, std::ostream* out) { *out << pair.name; }

class Contradicting : public testing::TestWithParam<Pair> {};
TEST_P(Contradicting, NamesBothRules) {
  auto const checked = check_with(pair_of(GetParam().first, GetParam().second));
  ASSERT_EQ(checked.diagnostics.size(), 1u) << all_of(checked);
  EXPECT_EQ(checked.diagnostics.front().code, "contradiction");
  EXPECT_EQ(text_at(checked.rulebook, checked.diagnostics.front().where), "pair.two");
  EXPECT_EQ(text_at(checked.rulebook, *checked.diagnostics.front().other), "pair.one");
}

Pair const contradicting[] = {
    {"Always", "on lend leader may sell", "on lend leader must not sell"},
    {"Anyone", "on lend leader may sell", "on lend anyone must not sell"},
    {"EveryAction", "on lend leader may sell", "on every action leader must not sell"},
    {"IndependentConditions", "on lend when in_name leader may sell",
     "on lend when amount > USD 5 leader must not sell"},
    {"SharedValue", "on lend when purpose in (work, leisure) leader may sell",
     "on lend when purpose is work leader must not sell"},
    {"OverlappingAmounts", "on lend when amount >= USD 5 leader may sell",
     "on lend when amount <= USD 5 leader must not sell"},
    {"MustAndMustNot", "on lend leader must sell reading a \"So read.\"", "on lend leader must not sell"},
};
INSTANTIATE_TEST_SUITE_P(Pairs, Contradicting, testing::ValuesIn(contradicting),
                         [](auto const& row) { return std::string(row.param.name); });

class Compatible : public testing::TestWithParam<Pair> {};
TEST_P(Compatible, IsNoFault) {
  auto const checked = check_with(pair_of(GetParam().first, GetParam().second));
  EXPECT_TRUE(checked.diagnostics.empty()) << all_of(checked);
}

Pair const compatible[] = {
    {"OtherAct", "on lend leader may sell", "on lend leader must not buy"},
    {"OtherPeople", "on lend leader may sell", "on lend treasurer must not sell"},
    {"OtherAction", "on lend leader may sell", "on speak leader must not sell"},
    {"OtherCounterparts", "on lend leader may contact office", "on lend leader must not contact committee"},
    {"OtherTime", "on lend leader may sell in force 2020-01-01 to 2020-12-31",
     "on lend leader must not sell in force 2021-01-01 to 2021-12-31"},
    {"Overrides", "on lend leader may sell", "on lend leader must not sell overrides pair.one"},
    {"Overridden", "on lend leader may sell overrides pair.two", "on lend leader must not sell"},
    {"Unless", "on lend leader may sell", "on lend leader must not sell unless in_name"},
    {"UnlessOfThePermission", "on lend leader may sell unless in_name", "on lend leader must not sell"},
    {"ConstantOnEitherSide", "on lend when USD 5 < amount leader may sell",
     "on lend when amount <= USD 5 leader must not sell"},
    {"ValueNotInItems", "on lend when purpose in (work) leader may sell",
     "on lend when purpose is leisure leader must not sell"},
    {"SameQuantifierElsewhereInTheFrame", "on lend when some contact k with k.in_writing leader may sell",
     "on lend when (some group g with g.confirmed) and not (some contact c with c.in_writing) leader must not sell"},
    {"OppositeTruth", "on lend when in_name leader may sell", "on lend when not in_name leader must not sell"},
    {"TruthAsValue", "on lend when in_name leader may sell", "on lend when in_name is false leader must not sell"},
    {"OtherValue", "on lend when purpose is work leader may sell",
     "on lend when purpose is leisure leader must not sell"},
    {"ValuesApart", "on lend when purpose in (work) leader may sell",
     "on lend when purpose not in (work) leader must not sell"},
    {"AmountsApart", "on lend when amount > USD 5 leader may sell",
     "on lend when amount <= USD 5 leader must not sell"},
    {"AmountsApartTurnedRound", "on lend when USD 5 < amount leader may sell",
     "on lend when USD 5 >= amount leader must not sell"},
    {"SumOfParts", "on lend when (amount > USD 5 or in_name) and not in_name leader may sell",
     "on lend when amount < USD 3 leader must not sell"},
    {"SameQuantifier", "on lend when some contact k with k.in_writing leader may sell",
     "on lend when not (some contact c with c.in_writing) leader must not sell"},
    {"SameCall", "on lend when leads(actor, group) leader may sell",
     "on lend when not leads(actor, group) leader must not sell"},
    {"DatesOrdered", "on lend when until < date leader may sell", "on lend when date <= until leader must not sell"},
    {"CurrenciesDoNotCompare", "on lend when amount > USD 5 leader may sell",
     "on lend when amount > EUR 5 leader must not sell"},
};
INSTANTIATE_TEST_SUITE_P(Pairs, Compatible, testing::ValuesIn(compatible),
                         [](auto const& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace bylaw::dsl::club
