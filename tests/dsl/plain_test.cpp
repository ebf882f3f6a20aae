// What people read: whole rules against golden files, and single conditions that are easy to say wrongly.
#include "dsl/plain.hpp"

#include <gtest/gtest.h>

#include "dsl/plain/english.hpp"
#include "tests/dsl/club.hpp"
#include "tests/dsl/golden.hpp"

namespace bylaw::dsl {
namespace {

TEST(PlainGolden, SaysWhatIsExpected) {
  auto const files = golden::rule_files("plain");
  ASSERT_FALSE(files.empty());
  for (auto const& path : files) {
    auto const checked = check({{path.filename().string(), golden::read(path)}});
    ASSERT_TRUE(checked.diagnostics.empty()) << club::all_of(checked);
    std::string text;
    for (Index i = 0; i < checked.rulebook.rules.size(); ++i) text += plain_rule(checked.rulebook, i) + "\n";
    golden::expect_matches(path, text);
  }
}

struct Phrase {
  std::string condition, words;
};
void PrintTo(Phrase const& phrase, std::ostream* out) { *out << phrase.condition; }

class PlainCondition : public testing::TestWithParam<Phrase> {};
TEST_P(PlainCondition, IsSaidInWords) {
  auto const checked = club::check_with(club::when(GetParam().condition));
  ASSERT_TRUE(club::only(Severity::error, checked.diagnostics).empty()) << club::all_of(checked);
  ASSERT_EQ(checked.rulebook.rules.front().name, "case.rule");
  EXPECT_EQ(plain_condition(checked.rulebook, checked.rulebook.rules.front().when), GetParam().words);
}

Phrase const phrases[] = {
    {"in_name", "the request is made in the group's name"},
    {"not in_name", "the request is not made in the group's name"},
    {"in_name is false", "the request is not made in the group's name"},
    {"amount > USD 100,000", "the amount asked for is more than USD 100,000"},
    {"not amount > USD 100,000", "the amount asked for is at most USD 100,000"},
    {"until < date", "the day of return is before the day asked about"},
    {"not until < date", "the day of return is on or after the day asked about"},
    {"until <= date + 6 months", "the day of return is on or before 6 months after the day asked about"},
    {"purpose is work", "the purpose is work"},
    {"purpose in (work, leisure)", "the purpose is work or leisure"},
    {"purpose not in (work, leisure)", "the purpose is neither work nor leisure"},
    {"actor.name in places", "the actor's name is among the places"},
    {"amount is known", "the amount asked for is known"},
    {"in_name is not known", "it is not known whether the request is made in the group's name"},
    {"actor.birth_year is not recorded", "the actor's birth year is not recorded"},
    {"already_done", "the act has been done already"},
    {"amount > setting lending.limit", "the amount asked for is more than the limit for loans"},
    {"leads(actor, group)", "the actor leads the group"},
    {"some contact k with clears(k)", "there is a contact for which \"clears\" holds for the contact"},
    {"no contact k with k.in_writing", "there is no contact for which the contact is in writing"},
    {"not (some contact k with k.in_writing)", "there is no contact for which the contact is in writing"},
    {"some contact k with not k.in_writing", "there is a contact for which the contact is not in writing"},
    {"some group g with g.confirmed and not g.parent.confirmed",
     "there is a group for which the group is confirmed and the group's parent is not confirmed"},
    {"every contact k with k.in_writing has k.outcome is cleared",
     "for every contact for which the contact is in writing, the contact's outcome is cleared"},
    {"some contact k with some contact c with c.on < k.on",
     "there is a contact for which there is another contact for which the other contact's on is before the contact's "
     "on"},
    {"count(contact k with k.in_writing) >= 2",
     "the number of contacts for which the contact is in writing is at least 2"},
    {"every r in places has r in (\"north\", \"south\")", "for each of the places, it is \"north\" or \"south\""},
    {"not (in_name and purpose is work)", "the request is not made in the group's name or the purpose is not work"},
    {"purpose is work and (in_name or amount > USD 5)",
     "the purpose is work and either the request is made in the group's name or the amount asked for is more than USD "
     "5"},
    {"(some contact k with k.in_writing) and in_name",
     "(there is a contact for which the contact is in writing) and the request is made in the group's name"},
    {"not leads(actor, group) and in_name",
     "(it is not the case that the actor leads the group) and the request is made in the group's name"},
    {"in_name or purpose is work and tool_size is large",
     "the request is made in the group's name or both the purpose is work and the size of the tool is large"},
};
INSTANTIATE_TEST_SUITE_P(Phrases, PlainCondition, testing::ValuesIn(phrases));

// A condition outside its quantifier still gives words.
TEST(PlainCondition, CanBeAPartOfAQuantifier) {
  auto const checked = club::check_with(club::when("some contact k with k.in_writing"));
  auto const& book = checked.rulebook;
  auto const& quantified = book.expressions[book.rules.front().when];
  EXPECT_EQ(plain_condition(book, quantified.operands.front()), "the contact is in writing");
}

TEST(NegatedClause, NegatesTheVerbOnlyWhereThatIsTheOpposite) {
  std::pair<char const*, char const*> const clauses[] = {
      {"the support is given in kind", "the support is not given in kind"},
      {"funds are mixed", "funds are not mixed"},
      {"it is not clear how to handle it", "it is clear how to handle it"},
      {"the office has agreed", "the office has not agreed"},
      {"the group has a leader", "the group does not have a leader"},
      {"there is an office", "there is not an office"},
      {"{person} leads {group}", "it is not the case that {person} leads {group}"},
      {"what is asked for is in kind", "it is not the case that what is asked for is in kind"},
      {"the loan is large and calls for the office",
       "it is not the case that the loan is large and calls for the office"},
  };
  for (auto const& [clause, opposite] : clauses) EXPECT_EQ(plain::negated_clause(clause), opposite);
}

TEST(BareNoun, LeavesOutArticleAndRemark) {
  EXPECT_EQ(plain::bare_noun("a delegation (confidential)"), "delegation");
  EXPECT_EQ(plain::bare_noun("anchor"), "anchor");
}

TEST(Plural, FollowsTheCommonRule) {
  EXPECT_EQ(plain::plural("contact"), "contacts");
  EXPECT_EQ(plain::plural("body"), "bodies");
  EXPECT_EQ(plain::plural("day"), "days");
  EXPECT_EQ(plain::plural("address"), "addresses");
}

}  // namespace
}  // namespace bylaw::dsl
