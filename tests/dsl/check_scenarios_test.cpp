// Scenarios that name what is not there, or give values that do not fit.
#include "tests/dsl/fault_cases.hpp"

namespace bylaw::dsl::club {
namespace {

using Scenarios = CheckFault;
TEST_P(Scenarios, AreReportedOnce) { expect_only(GetParam(), Severity::error); }

std::string given(std::string const& record) { return "background case " + record + " end"; }
std::string asked(std::string const& what) { return "scenario \"case\" when " + what + " end"; }
std::string expected(std::string const& what) { return asked("lend on 2023-01-01 expect " + what); }

FaultCase const records[] = {
    {"Record", given("grop \"g-2\""), "unknown_record", "grop", "did you mean 'group'?", ""},
    {"Field", given("group \"g-2\" has nam \"A\""), "unknown_field", "nam", "did you mean 'name'?", ""},
    {"FieldTwice", given("group \"g-2\" has name \"A\", name \"B\""), "duplicate_value", "name", "given twice", ""},
    {"RecordTwice", given("group \"g-2\" group \"g-2\""), "duplicate_record", "\"g-2\"", "given twice", ""},
    {"Type", given("contact \"k-1\" has cost 5"), "type_mismatch", "5", "must be money", ""},
    {"Value", given("group \"g-2\" has kind standin"), "unknown_value", "standin", "did you mean 'standing'?", ""},
    {"WordForText", given("group \"g-2\" has name standing"), "type_mismatch", "standing",
     "texts stand in double quotes", ""},
    {"TextForValue", given("group \"g-2\" has kind \"standing\""), "type_mismatch", "\"standing\"",
     "must be a 'group.kind'", ""},
    {"OneForList", given("group \"g-2\" has regions \"north\""), "type_mismatch", "\"north\"", "stand in parentheses",
     ""},
    {"ListForOne", given("group \"g-2\" has name (\"a\", \"b\")"), "type_mismatch", "(\"a\", \"b\")", "must be text",
     ""},
    {"ItemOfList", given("group \"g-2\" has regions (\"a\", 5)"), "type_mismatch", "5", "must be text", ""},
    {"Currency", given("contact \"k-1\" has currency \"EURO\""), "type_mismatch", "\"EURO\"", "as in \"EUR\"", ""},
    {"KeyAgainstField", given("membership \"p-1@g-1\" has person \"p-2\""), "bad_key", "\"p-1@g-1\"", "is not that",
     "membership"},
    {"EmptyKeyPart", given("membership \"@g-1\""), "bad_key", "\"@g-1\"", "identified by its person@group",
     "membership"},
    {"KeyParts", given("membership \"p-1\" has since 2020-01-01"), "bad_key", "\"p-1\"",
     "identified by its person@group", "membership"},
};

FaultCase const questions[] = {
    {"Background", "scenario \"case\" given gardn when lend on 2023-01-01 expect clear end", "unknown_background",
     "gardn", "did you mean 'garden'?", ""},
    {"Action", asked("lent on 2023-01-01 expect clear"), "unknown_action", "lent", "did you mean 'lend'?", ""},
    {"Fact", asked("lend on 2023-01-01 with amont USD 5 expect clear"), "unknown_fact", "amont",
     "did you mean 'amount'?", ""},
    {"FactOfOtherAction", asked("speak on 2023-01-01 with amount USD 5 expect clear"), "fact_not_of_action", "amount",
     "'speak' does not have", "speak"},
    {"FactTwice", asked("lend on 2023-01-01 with in_name true, in_name true expect clear"), "duplicate_value",
     "in_name", "given twice", ""},
    {"FactType", asked("lend on 2023-01-01 with until \"2023-01-01\" expect clear"), "type_mismatch", "\"2023-01-01\"",
     "must be a date", ""},
    {"ParameterType", asked("lend on 2023-01-01 with group 5 expect clear"), "type_mismatch", "5",
     "a reference to a group", ""},
};

FaultCase const expectations[] = {
    {"Outcome", expected("claer"), "unknown_outcome", "claer", "did you mean 'clear'?", ""},
    {"Status", expected("rules/2/clear-large outstandin"), "unknown_status", "outstandin",
     "did you mean 'outstanding'?", ""},
    {"Norm", expected("rules/2/claer-large outstanding"), "unknown_norm", "rules/2/claer-large", "did you mean", ""},
    {"AbsentNorm", expected("no rules/2/claer-large"), "unknown_norm", "rules/2/claer-large", "did you mean", ""},
    {"MissingFact", expected("missing amont"), "unknown_fact", "amont", "did you mean 'amount'?", ""},
    {"MissingFactOfOtherAction", expected("not missing approach"), "fact_not_of_action", "approach",
     "'lend' does not have", "lend"},
    {"MissingRecord", expected("missing \"contct/k-1.outcome\""), "unknown_record", "\"contct/k-1.outcome\"",
     "did you mean 'contact'?", ""},
    {"MissingField", expected("missing \"contact/k.1.outcom\""), "unknown_field", "\"contact/k.1.outcom\"",
     "did you mean 'outcome'?", ""},
    {"MissingNoField", expected("missing \"contact/k-1\""), "bad_expectation", "\"contact/k-1\"", "contact/id.field",
     ""},
};

INSTANTIATE_TEST_SUITE_P(Records, Scenarios, testing::ValuesIn(records), case_name);
INSTANTIATE_TEST_SUITE_P(Questions, Scenarios, testing::ValuesIn(questions), case_name);
INSTANTIATE_TEST_SUITE_P(Expectations, Scenarios, testing::ValuesIn(expectations), case_name);

TEST(Scenario, TakesValuesByTheTypeOfWhatTheyAreGivenFor) {
  auto const checked = check_with(
      "scenario \"case\" given garden given contact \"k-1\" has group \"g-1\", on 2023-01-01, outcome cleared, share "
      "2, cost "
      "EUR 12.50, every 30 days, currency \"EUR\" "
      "when lend on 2023-05-04 already done with places (\"north\"), group \"g-1\", tool_size large expect missing "
      "amount, missing \"lending.report\" end");
  ASSERT_TRUE(checked.diagnostics.empty()) << all_of(checked);
  auto const& book = checked.rulebook;
  auto const& scenario = book.scenarios.back();
  ASSERT_EQ(scenario.records.size(), 4u);
  auto const& contact = scenario.records.back();
  EXPECT_EQ(contact.id, "k-1");
  auto const value = [&](std::string_view name) {
    for (auto const& [field, constants] : contact.fields)
      if (book.records[contact.record].fields[field].name == name) return constants.front();
    return Constant{};
  };
  EXPECT_EQ(value("share"), Constant(Decimal{2 * decimal_scale}));
  EXPECT_EQ(value("cost"), Constant(Money{1250, *parse_currency("EUR")}));
  EXPECT_EQ(value("outcome"), Constant(Index{0}));
  EXPECT_EQ(value("group"), Constant(std::string("g-1")));
  EXPECT_EQ(value("id"), Constant(std::string("k-1")));
  ASSERT_EQ(scenario.facts.size(), 2u);
  EXPECT_EQ(scenario.facts.front().second, std::vector<Constant>{std::string("north")});
  EXPECT_EQ(scenario.facts.back().second, std::vector<Constant>{Index{1}});
  EXPECT_EQ(scenario.parameters.size(), 1u);
  EXPECT_TRUE(scenario.already_done);
}

TEST(Scenario, FillsTheFieldsOfAKeyFromItsText) {
  auto const checked = check_with("");
  auto const& membership = checked.rulebook.scenarios.front().records.back();
  auto const& record = checked.rulebook.records[membership.record];
  ASSERT_EQ(membership.fields.size(), 3u);
  EXPECT_EQ(record.fields[membership.fields[1].first].name, "person");
  EXPECT_EQ(membership.fields[1].second, std::vector<Constant>{std::string("p-1")});
  EXPECT_EQ(membership.fields[2].second, std::vector<Constant>{std::string("g-1")});
}

}  // namespace
}  // namespace bylaw::dsl::club
