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
    for (Index i = 0; i < checked.rulebook.standing.size(); ++i) text += plain_standing(checked.rulebook, i) + "\n";
    golden::expect_matches(path, text);
  }
}

struct Phrase {
  std::string condition, words;
};
void PrintTo(Phrase const& phrase, std::ostream* out) { *out << phrase.condition; }

constexpr std::string_view more =
    "setting lending.review: month_day default none \"the day of the yearly review\"\n"
    "setting lending.grace: integer default none \"the days of grace\"\n"
    "setting lending.number: integer default none \"the number of the house\"\n"
    "define runs_on(p: ref person, d: date) \"{p} runs on {d}\" = p.member_until >= d\n";

class PlainCondition : public testing::TestWithParam<Phrase> {};
TEST_P(PlainCondition, IsSaidInWords) {
  auto const checked = club::check_with(std::string(more) + club::when(GetParam().condition));
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
    {"no contact k with k.in_writing", "there is no contact that is in writing"},
    {"not (some contact k with k.in_writing)", "there is no contact that is in writing"},
    {"some contact k with not k.in_writing", "there is a contact that is not in writing"},
    {"some group g with g.confirmed and not g.parent.confirmed",
     "there is a group that is confirmed and whose parent is not confirmed"},
    {"every contact k with k.in_writing has k.outcome is cleared",
     "for every contact that is in writing, the contact's outcome is cleared"},
    {"some contact k with some contact c with c.on < k.on",
     "there is a contact for which there is another contact whose on is before the contact's on"},
    {"count(contact k with k.in_writing) >= 2",
     "the number of contacts for which the contact is in writing is at least 2"},
    {"every r in places has r in (\"north\", \"south\")", "for each of the places, it is \"north\" or \"south\""},
    {"not (in_name and purpose is work)", "the request is not made in the group's name or the purpose is not work"},
    {"purpose is work and (in_name or amount > USD 5)",
     "the purpose is work and either the request is made in the group's name or the amount asked for is more than USD "
     "5"},
    {"(some contact k with k.in_writing) and in_name",
     "(there is a contact that is in writing) and the request is made in the group's name"},
    {"not leads(actor, group) and in_name",
     "the actor does not lead the group and the request is made in the group's name"},
    {"some contact k with k.in_writing and k.group is group",
     "there is a contact that is in writing and whose group is the group"},
    {"some group g with g.confirmed and leads(actor, g)",
     "there is a group for which the group is confirmed and the actor leads the group"},
    {"no group g with leads(actor, g)", "there is no group for which the actor leads the group"},
    {"setting lending.report is not recorded", "the day of the report is not set"},
    {"some group g with g.confirmed is recorded",
     "there is a group for which it is recorded whether the group is confirmed"},
    {"some group g with g.confirmed otherwise false", "there is a group that is confirmed (and that is recorded)"},
    {"some group g with not (g.confirmed otherwise false)",
     "there is a group that is not confirmed (or that is not recorded)"},
    {"some group g with g.confirmed otherwise true", "there is a group that is confirmed (or that is not recorded)"},
    {"some group g with not (g.confirmed otherwise true)",
     "there is a group that is not confirmed (and that is recorded)"},
    {"until > year_start(year(date))", "the day of return is after the first day of the year of the day asked about"},
    {"until > year_end(2025)", "the day of return is after the last day of 2025"},
    {"until > year_end(year(until) - 1)",
     "the day of return is after the last day of the year before the year of the day of return"},
    {"until > later(date, setting lending.report)",
     "the day of return is after the later of the day asked about and the day of the report"},
    {"until > earlier(date, setting lending.report)",
     "the day of return is after the earlier of the day asked about and the day of the report"},
    {"larger(year(until), 2) > smaller(3, 4)",
     "the larger of the year of the day of return and 2 is more than the smaller of 3 and 4"},
    {"until > on_day(setting lending.review, year(date) + 1)",
     "the day of return is after the day of the yearly review in the year after the year of the day asked about"},
    {"until > date + days(setting lending.grace)",
     "the day of return is after the day asked about plus the days of grace"},
    {"until > date + days(setting lending.number)",
     "the day of return is after the day asked about plus the number of the house in days"},
    {"runs_on(actor, date)", "the actor runs"},
    {"not runs_on(actor, until)", "the actor does not run on the day of return"},
    {"latest(contact k by 0 with k.in_writing) is recorded", "the contact that is in writing is recorded"},
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
      {"{person} leads {group}", "{person} does not lead {group}"},
      {"{person} carries {thing} home", "{person} does not carry {thing} home"},
      {"{person} reaches {group}", "{person} does not reach {group}"},
      {"{person}'s friend leads", "it is not the case that {person}'s friend leads"},
      {"{person} worked", "it is not the case that {person} worked"},
      {"the group has members", "the group does not have members"},
      {"the group has uploaded targets", "the group has not uploaded targets"},
      {"what is asked for is in kind", "it is not the case that what is asked for is in kind"},
      {"the loan is large and calls for the office",
       "it is not the case that the loan is large and calls for the office"},
  };
  for (auto const& [clause, opposite] : clauses) EXPECT_EQ(plain::negated_clause(clause), opposite);
}

TEST(Possessive, KnowsPluralsAndIt) {
  EXPECT_EQ(plain::possessive("the contact"), "the contact's");
  EXPECT_EQ(plain::possessive("the members"), "the members'");
  EXPECT_EQ(plain::possessive("it"), "its");
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
  EXPECT_EQ(plain::plural("person"), "people");
  EXPECT_EQ(plain::plural("contact person"), "contact people");
  EXPECT_EQ(plain::plural("salesperson"), "salespersons");
  EXPECT_EQ(plain::plural("human"), "humans");
  EXPECT_EQ(plain::plural("criterion"), "criteria");
  EXPECT_EQ(plain::plural("criteria"), "criteria");
}

}  // namespace
}  // namespace bylaw::dsl
