// Values of one type where another is needed.
#include "tests/dsl/fault_cases.hpp"

namespace bylaw::dsl::club {
namespace {

using Types = CheckFault;
TEST_P(Types, AreReportedOnce) { expect_only(GetParam(), Severity::error); }

FaultCase const operators[] = {
    {"MoneyWithNumber", when("amount > 100"), "type_mismatch", "100",
     "money cannot be ordered against a whole number; an amount is written with its currency", "amount"},
    {"MoneyWithTruth", when("amount is true"), "type_mismatch", "true", "money cannot be compared with true or false",
     "amount"},
    {"DateWithText", when("until is \"2023-01-01\""), "type_mismatch", "\"2023-01-01\"",
     "a date is written without quotes", "until"},
    {"DateWithDuration", when("until > 6 months"), "type_mismatch", "6 months", "add it to a date", "until"},
    {"ReferenceWithText", when("group is \"g-1\""), "type_mismatch", "\"g-1\"", "compare its '.id' with the text",
     "group"},
    {"TwoReferences", when("group is actor"), "type_mismatch", "actor",
     "a reference to a group cannot be compared with a reference to a person", "group"},
    {"EnumerationWithText", when("purpose is \"work\""), "type_mismatch", "\"work\"", "a word without quotes",
     "purpose"},
    {"TwoEnumerations", when("purpose is tool_size"), "type_mismatch", "tool_size",
     "a 'purpose' cannot be compared with a 'size'", "purpose"},
    {"EnumerationOrder", when("tool_size > small"), "type_mismatch", "small", "have no order", "tool_size"},
    {"TextOrder", when("actor.name > \"a\""), "type_mismatch", "\"a\"", "text cannot be ordered", "actor.name"},
    {"ListCompared", when("places is \"here\""), "type_mismatch", "\"here\"", "asked with 'in'", "places"},
    {"MonthsAgainstDays", when("some contact k with setting lending.time > 30 days"), "months_against_days", "30 days",
     "no fixed number of days", "setting lending.time"},
    {"MadeMonthsAgainstDays", when("months(2) > 30 days"), "months_against_days", "30 days", "no fixed number of days",
     "months(2)"},
    {"DaysOfMoney", when("date + days(amount) > until"), "type_mismatch", "amount", "asked of a whole number", ""},
    {"DateMinusDate", when("until - date > 6 months"), "type_mismatch", "date", "a + 18 months <= b", "until"},
    {"DatePlusNumber", when("date + 30 < until"), "type_mismatch", "30", "30 days", "date"},
    {"MoneyPlusNumber", when("amount + 5 > USD 7"), "type_mismatch", "5", "cannot be added to money", "amount"},
    {"OtherwiseDiffers", when("some contact k with (k.cost otherwise 5) > USD 1"), "type_mismatch", "5", "same type",
     "k.cost"},
    {"InNoList", when("actor.name in actor.id"), "type_mismatch", "actor.id", "after 'in' stands a list", ""},
    {"InOtherList", when("amount in places"), "type_mismatch", "places", "cannot be looked for in a list of text",
     "amount"},
    {"ItemOfOtherType", when("amount in (USD 5, 7)"), "type_mismatch", "7",
     "money cannot be compared with a whole number", "amount"},
    {"YearOfMoney", when("year(amount) is 2020"), "type_mismatch", "amount", "asked of a date", ""},
    {"BadCurrency", when("some contact k with k.currency is \"Euro\""), "type_mismatch", "\"Euro\"",
     "is no code of a currency", ""},
};

FaultCase const conditions[] = {
    {"When", when("amount"), "not_a_condition", "amount", "'when' must be true or false, and this is money", ""},
    {"Not", when("not until"), "not_a_condition", "until", "this is a date", ""},
    {"And", when("in_name and amount"), "not_a_condition", "amount", "each part of 'and'", ""},
    {"Or", when("in_name or places"), "not_a_condition", "places", "this is a list of text", ""},
    {"With", when("some contact k with k.cost"), "not_a_condition", "k.cost", "what follows 'with'", ""},
    {"Has", when("every contact k has k.on"), "not_a_condition", "k.on", "what follows 'has'", ""},
    {"Unless", rule_with("unless tool_size"), "not_a_condition", "tool_size", "'unless'", ""},
    {"Waiting", rule_with("waiting when until"), "not_a_condition", "until", "'waiting when'", ""},
    {"Assumption", "fact odd: boolean \"odd\" ask \"?\" assume true when amount because \"Why.\"", "not_a_condition",
     "amount", "condition of an assumption", ""},
};

FaultCase const presence[] = {
    {"RecordedFact", when("amount is recorded"), "recorded_or_known", "amount is recorded", "write 'is known'", ""},
    {"RecordedParameter", when("group is recorded"), "recorded_or_known", "group is recorded", "write 'is known'", ""},
    {"RecordedSum", when("until + 1 month is recorded"), "recorded_or_known", "until + 1 month is recorded",
     "a field, a setting or a record", ""},
    {"KnownField", when("actor.birth_year is known"), "recorded_or_known", "actor.birth_year is known",
     "write 'is recorded'", ""},
    {"KnownSetting", when("setting lending.limit is not known"), "recorded_or_known",
     "setting lending.limit is not known", "write 'is recorded'", ""},
};

FaultCase const reading[] = {
    {"FieldOfMoney", when("amount.cents is 5"), "no_fields", "cents", "only records have fields", "amount"},
    {"FieldOfList", when("places.first is \"a\""), "no_fields", "first", "only records have fields", "places"},
    {"BinderOverNoList", when("some r in amount with in_name"), "type_mismatch", "amount", "after 'in' stands a list",
     ""},
    {"Shadowing", when("some contact k with some group k with k.name is \"a\""), "shadowed_variable", "k",
     "already in use", "k"},
    {"SumOfDates", when("sum(k.on for contact k) > USD 5"), "type_mismatch", "k.on", "money or numbers", ""},
    {"LatestByText", when("latest(group g by g.name) is group"), "type_mismatch", "g.name", "a date or a whole number",
     ""},
    {"TooFewArguments", when("leads(actor)"), "argument_count", "leads(actor)", "takes 2 values", "leads"},
    {"TooManyForYear", when("year(date, date) is 5"), "argument_count", "year(date, date)", "takes 1 value ", ""},
    {"ArgumentType", when("leads(group, group)"), "type_mismatch", "group",
     "'person' of 'leads' is a reference to a person", "leads"},
    {"ArgumentValue", "define at(s: size) = s is large\n" + when("at(lrge)"), "unknown_value", "lrge",
     "did you mean 'large'?", ""},
};

FaultCase const values[] = {
    {"SettingDefault", "setting odd.one: money default 5 \"odd\"", "type_mismatch", "5", "the value must be money", ""},
    {"SettingValue", "setting odd.one: size default lage \"odd\"", "unknown_value", "lage", "did you mean 'large'?",
     ""},
    {"SettingText", "setting odd.one: text default word \"odd\"", "type_mismatch", "word",
     "texts stand in double quotes", ""},
    {"SettingDay", "setting odd.one: month_day default \"02-30\" \"odd\"", "type_mismatch", "\"02-30\"",
     "as in \"03-31\"", ""},
    {"Assumption", "fact odd: boolean \"odd\" ask \"?\" assume 5 because \"Why.\"", "type_mismatch", "5",
     "true or false", ""},
};

INSTANTIATE_TEST_SUITE_P(Operators, Types, testing::ValuesIn(operators), case_name);
INSTANTIATE_TEST_SUITE_P(Conditions, Types, testing::ValuesIn(conditions), case_name);
INSTANTIATE_TEST_SUITE_P(Presence, Types, testing::ValuesIn(presence), case_name);
INSTANTIATE_TEST_SUITE_P(Reading, Types, testing::ValuesIn(reading), case_name);
INSTANTIATE_TEST_SUITE_P(Values, Types, testing::ValuesIn(values), case_name);

// What the language allows, each of which a stricter or sloppier checker would refuse.
class Allowed : public testing::TestWithParam<std::pair<char const*, char const*>> {};
TEST_P(Allowed, IsNoFault) {
  auto const checked = check_with(when(GetParam().second));
  EXPECT_TRUE(only(Severity::error, checked.diagnostics).empty()) << all_of(checked);
}

std::pair<char const*, char const*> const allowed[] = {
    {"ValueOnTheLeft", "work is purpose"},
    {"ValueOnTheLeftOfAField", "some contact k with cleared is k.outcome"},
    {"ValueOfTheNameOfAVariable", "some contact cleared with cleared.outcome is cleared"},
    {"ValueThatIsAlsoAName", "some contact k with k.outcome is cleared or purpose is work"},
    {"ValuesInItems", "tool_size in (small, large)"},
    {"IdWithText", "group.id is \"g-1\""},
    {"IdOfFieldWithText", "some membership m with m.person.id in (\"p-1\", actor.name)"},
    {"TextInList", "actor.name in places"},
    {"ListInParentheses", "actor.name in (places)"},
    {"ValueThroughOtherwise", "some contact k with (k.outcome otherwise refused) is cleared"},
    {"DateArithmetic", "some contact k with k.on + 6 months <= date - 30 days"},
    {"DecimalWithInteger", "some contact k with k.share > 2 and k.share <= 2.5"},
    {"DecimalOtherwiseInteger", "some contact k with (k.share otherwise 1) > 0.5"},
    {"SumOfMoney", "sum(k.cost for contact k with k.cost is recorded) + USD 5 > amount"},
    {"CountOfRecords", "count(contact k with k.group is group) + 1 >= 2"},
    {"LatestOfRecords", "clears(latest(contact k by k.on with k.group is group))"},
    {"LatestRecorded", "latest(contact k by k.on) is recorded"},
    {"EveryListValue", "every r in places has r in (\"north\", \"south\")"},
    {"ReferenceRecorded", "actor.name is recorded and group.parent.parent is recorded"},
    {"SettingRecorded", "setting lending.report is recorded and setting lending.report < date"},
    {"Known", "amount is known and group is known and places is not known"},
    {"Builtins", "already_done and year(date) is 2023"},
    {"CurrencyAsText", "some contact k with k.currency is \"EUR\""},
    {"ReusedVariable",
     "some contact k with k.in_writing and (some contact c with c.in_writing) or (some contact c with c.on is date)"},
    {"MadeDurations", "until > date + days(2) and months(3) > setting lending.time"},
    {"SameDurations", "some contact k with k.every is 30 days or k.every < setting lending.time"},
};
INSTANTIATE_TEST_SUITE_P(Expressions, Allowed, testing::ValuesIn(allowed),
                         [](auto const& row) { return std::string(row.param.first); });

}  // namespace
}  // namespace bylaw::dsl::club
