// The rulebook that comes out of a check: order, revision, links both ways, frames, and bounds on what is reported.
#include <algorithm>

#include "tests/dsl/fault_cases.hpp"

namespace bylaw::dsl::club {
namespace {

TEST(Check, FindsNothingWrongWithTheClub) {
  auto const checked = check_with("");
  EXPECT_TRUE(checked.diagnostics.empty()) << all_of(checked);
}

TEST(Check, SortsRulesAndLinksThemToActionsAndNorms) {
  auto const checked = check_with(
      "norm rules/9/a should \"asked\" says \"A.\" end\n"
      "rule a.every \"Every\" norm rules/9/a, rules/2/clear-large on every action actor should smile end");
  ASSERT_TRUE(checked.diagnostics.empty()) << all_of(checked);
  auto const& book = checked.rulebook;
  std::vector<std::string> names;
  for (auto const& rule : book.rules) names.push_back(rule.name);
  EXPECT_THAT(names, testing::ElementsAre("a.every", "lending.large", "speaking.leaders"));
  EXPECT_THAT(book.actions[find_action(book, "lend")].rules, testing::ElementsAre(0, 1));
  EXPECT_THAT(book.actions[find_action(book, "speak")].rules, testing::ElementsAre(0, 2));
  EXPECT_THAT(book.norms[find_norm(book, "rules/2/clear-large")].rules, testing::ElementsAre(0, 1));
  EXPECT_EQ(book.norms[find_norm(book, "rules/2/clear-large")].section, "2");
  EXPECT_EQ(book.rules[0].kind, RuleKind::advice);
  EXPECT_EQ(book.rules[1].kind, RuleKind::step);
  EXPECT_EQ(book.rules[2].kind, RuleKind::prohibition);
}

TEST(Check, LinksOverridesBothWays) {
  auto const checked = check_with(rule_with("overrides lending.large"));
  auto const& book = checked.rulebook;
  ASSERT_EQ(book.rules[0].name, "case.rule");
  EXPECT_THAT(book.rules[0].overrides, testing::ElementsAre(1));
  EXPECT_THAT(book.rules[1].overridden_by, testing::ElementsAre(0));
}

TEST(Check, GivesEveryVariableItsOwnPlaceInTheFrame) {
  auto const checked =
      check_with(rule_with("when some contact k with k.in_writing and (some group g with k.group is g) done when some "
                           "contact c with c.in_writing"));
  ASSERT_TRUE(checked.diagnostics.empty()) << all_of(checked);
  auto const& book = checked.rulebook;
  EXPECT_EQ(book.rules[0].slots, 3u);
  auto const& leads = book.definitions[0];
  EXPECT_EQ(leads.slots, 3u) << "two parameters and one variable";
  EXPECT_EQ(book.expressions[leads.body].slot, 2u);
}

TEST(Check, MakesADecimalOfAWholeNumberBesideOne) {
  auto const checked = check_with(when("some contact k with k.share > 2"));
  ASSERT_TRUE(checked.diagnostics.empty()) << all_of(checked);
  auto const& book = checked.rulebook;
  auto const& comparison = book.expressions[book.expressions[book.rules.front().when].operands.front()];
  EXPECT_EQ(book.expressions[comparison.operands[1]].constant, Constant(Decimal{2 * decimal_scale}));
}

TEST(Check, LetsDatesOfEventsAndOpenEndsBeLeftOut) {
  auto const checked = check_with("");
  auto const& book = checked.rulebook;
  auto const& contact = book.records[find_record(book, "contact")];
  EXPECT_TRUE(contact.fields[find_field(contact, "closed_on")].optional);
  EXPECT_FALSE(contact.fields[find_field(contact, "in_writing")].optional);
  EXPECT_EQ(contact.opening, find_field(contact, "on"));
}

TEST(Check, SharesOneEnumerationAmongEqualValueLists) {
  auto const checked = check_with(
      "fact leaning: one of standing, temporary \"odd\" ask \"?\"\nfact reversed: one of temporary, standing \"odd\" "
      "ask \"?\"");
  auto const& book = checked.rulebook;
  auto const kind = book.records[find_record(book, "group")].fields[3].type;
  EXPECT_EQ(book.facts[find_fact(book, "leaning")].type, kind);
  EXPECT_NE(book.facts[find_fact(book, "reversed")].type, kind);
  EXPECT_EQ(book.enumerations[kind.of].name, "group.kind");
  EXPECT_EQ(type_text(book, kind), "one of standing, temporary");
  EXPECT_EQ(type_text(book, {TypeKind::text, none, true}), "list of text");
  EXPECT_EQ(type_text(book, {TypeKind::reference, find_record(book, "group"), false}), "ref group");
}

TEST(Check, DoesNotDependOnTheOrderOfSources) {
  std::vector<Source> sources = {{"b.rules", std::string(text)},
                                 {"a.rules", when("amont > 5 and in_nme")},
                                 {"c.rules", "fact odd: mony \"odd\" ask \"?\""}};
  auto const first = check(sources);
  std::ranges::reverse(sources);
  auto const second = check(sources);
  EXPECT_EQ(all_of(first), all_of(second));
  EXPECT_EQ(first.diagnostics.size(), 3u);
  EXPECT_EQ(first.rulebook.revision, second.rulebook.revision);
}

TEST(Check, DoesNotDependOnTheOrderOfRulesInAFile) {
  auto const
      one = when("amount > USD 5"),
      other = std::string(
          "norm rules/8/b may \"may\" says \"B.\" end rule b.rule \"B\" norm rules/8/b on lend leader may rest end ");
  auto const first = check_with(one + other), second = check_with(other + one);
  ASSERT_EQ(first.rulebook.rules.size(), second.rulebook.rules.size());
  for (std::size_t i = 0; i < first.rulebook.rules.size(); ++i)
    EXPECT_EQ(first.rulebook.rules[i].name, second.rulebook.rules[i].name);
}

TEST(Revision, ChangesWithNamesAndTextsButNotWithTheDirectory) {
  auto const revision = [](std::vector<Source> const& sources) { return check(sources).rulebook.revision; };
  auto const here = revision({{"rules/a.rules", "-- a"}, {"rules/b/c.rules", "-- c"}});
  EXPECT_EQ(here.size(), std::string("sha256:").size() + 64);
  EXPECT_EQ(here, revision({{"/srv/rules/b/c.rules", "-- c"}, {"/srv/rules/a.rules", "-- a"}}));
  EXPECT_NE(here, revision({{"rules/a.rules", "-- a"}, {"rules/b/c.rules", "-- d"}}));
  EXPECT_NE(here, revision({{"rules/a.rules", "-- a"}, {"rules/b/d.rules", "-- c"}}));
  EXPECT_NE(revision({{"a", "bc"}}), revision({{"a", "b"}, {"b", "c"}}));
  EXPECT_EQ(revision({{"rules/a.rules", "-- a"}}), revision({{"a.rules", "-- a"}}));
}

TEST(Check, ReportsFaultsOfEveryFileAtOnce) {
  auto const checked = check({{"a.rules", "fact a: mony \"a\" ask \"?\""},
                              {"b.rules", "fact b: detx \"b\" ask \"?\" fact b: text \"b\" ask \"?\""},
                              {"c.rules", "action c \"C\" facts d end"}});
  EXPECT_EQ(checked.diagnostics.size(), 4u) << all_of(checked);
}

TEST(Check, StopsAtAThousandFaults) {
  std::string many;
  for (int i = 0; i < 1500; ++i) many += "fact f" + std::to_string(i) + ": mony \"odd\" ask \"?\"\n";
  EXPECT_EQ(check_with(many).diagnostics.size(), 1000u);
}

TEST(Check, NeverLetsWarningsHideAnError) {
  std::string many;
  for (int i = 0; i < 1500; ++i) many += "define d" + std::to_string(i) + "(unused: date) = true\n";
  auto const checked = check_with(many + "fact odd: mony \"odd\" ask \"?\"");
  EXPECT_EQ(checked.diagnostics.size(), 1000u);
  EXPECT_TRUE(has_errors(checked.diagnostics));
}

TEST(Check, SaysNothingOfUnknownNamesWhenADeclarationIsLost) {
  auto const checked = check_with("fact lost money \"lost\" ask \"?\"\n" + when("lost > USD 5"));
  ASSERT_FALSE(checked.diagnostics.empty());
  for (auto const& diagnostic : checked.diagnostics)
    EXPECT_THAT(diagnostic.code, testing::Not(testing::StartsWith("unknown_"))) << all_of(checked);
}

TEST(Check, StillFindsUnknownNamesBesideSyntaxErrors) {
  auto const checked = check_with("fact lost money \"lost\" ask \"?\"\n" + when("amont > USD 5 and lost > USD 5"));
  std::vector<std::string> unknown;
  for (auto const& diagnostic : checked.diagnostics)
    if (diagnostic.code == "unknown_name") unknown.push_back(text_at(checked.rulebook, diagnostic.where));
  EXPECT_THAT(unknown, testing::ElementsAre("amont"));
}

TEST(Check, TakesALongChainOfDefinitionsButNotTooLong) {
  auto const chain = [](int length) {
    std::string text_of_chain = "define d0() = in_name\n";
    for (int i = 1; i < length; ++i)
      text_of_chain += "define d" + std::to_string(i) + "() = d" + std::to_string(i - 1) + "()\n";
    return text_of_chain;
  };
  EXPECT_TRUE(check_with(chain(64)).diagnostics.empty());
  auto const checked = check_with(chain(5000));
  ASSERT_EQ(checked.diagnostics.size(), 1u);
  EXPECT_EQ(checked.diagnostics.front().code, "too_deep");
}

TEST(Check, LeavesOutTheMiddleOfALongCircle) {
  std::string circle;
  for (int i = 0; i < 12; ++i)
    circle += "define d" + std::to_string(i) + "() = d" + std::to_string((i + 1) % 12) + "()\n";
  auto const checked = check_with(circle);
  ASSERT_EQ(checked.diagnostics.size(), 1u) << all_of(checked);
  EXPECT_THAT(checked.diagnostics.front().message,
              testing::EndsWith("d0 -> d1 -> d2 -> d3 -> d4 -> d5 -> d6 -> ... -> d11 -> d0"));
}

TEST(Parties, MayBeAnyWordsWhereNoneAreDeclared) {
  auto const checked =
      check({{"a",
              "document d \"D\" end action act \"Act\" end norm d/1/n should \"asked\" says \"N.\" end "
              "rule r.r \"R\" norm d/1/n on act gardener should ask neighbour end"}});
  EXPECT_TRUE(checked.diagnostics.empty()) << all_of(checked);
}

TEST(Norms, NeedNoAccountWhereThereAreNoRules) {
  EXPECT_TRUE(check({{"a", "document d \"D\" end norm d/1/n should \"asked\" says \"N.\" end"}}).diagnostics.empty());
}

}  // namespace
}  // namespace bylaw::dsl::club
