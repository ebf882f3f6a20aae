// Records, keys, marks, documents and norms that cannot be as they are written.
#include "tests/dsl/fault_cases.hpp"

namespace bylaw::dsl::club {
namespace {

using Declarations = CheckFault;
TEST_P(Declarations, AreReportedOnce) { expect_only(GetParam(), Severity::error); }

FaultCase const records[] = {
    {"NoId", "record odd name: text end", "no_key", "odd", "needs a field 'id: id'", ""},
    {"IdIsNoText", "record odd id: money end", "bad_key", "odd", "id or text", ""},
    {"KeyMayBeLeftOut", "record odd key name name: text optional end", "bad_key", "name", "cannot be left out", ""},
    {"KeyOfMoney", "record odd key cost cost: money end", "bad_key", "cost", "cannot be made of money", ""},
    {"KeyTwice", "record odd key name, name name: text end", "duplicate_field", "name", "declared twice", "name"},
    {"EventIsNoDate", "record odd id: id at: text event end", "bad_mark", "at: text event", "only a date", ""},
    {"OpenIsNoDate", "record odd id: id at: money open end", "bad_mark", "at: money open", "only a date", ""},
    {"OpeningIsNoDate", "record odd id: id at: integer opening end", "bad_mark", "at: integer opening", "only a date",
     ""},
    {"TwoOpenings", "record odd id: id a: date opening b: date opening end", "bad_mark", "b: date opening",
     "one 'opening' date", "a: date opening"},
    {"EventAndOpen", "record odd id: id a: date event open end", "bad_mark", "a: date event open", "cannot mean both",
     ""},
    {"EventInQuestion", "question day: date event end", "bad_mark", "day: date event", "for fields of records", ""},
    {"ListOfLists", "fact odd: list of list of text \"odd\" ask \"?\"", "bad_type", "list of text", "list of lists",
     ""},
    {"ListParameter", "define odd(r: list of text) = \"a\" in r", "bad_type", "r: list of text",
     "cannot be given a list", ""},
    {"ListDefinition", "define odd() = places", "bad_type", "places", "cannot be a list", ""},
};

FaultCase const catalogue[] = {
    {"DocumentEndsFirst", "document odd \"Odd\" in force 2021-01-01 to 2020-01-01 end", "bad_period", "2020-01-01",
     "ends before it begins", "2021-01-01"},
};

INSTANTIATE_TEST_SUITE_P(Records, Declarations, testing::ValuesIn(records), case_name);
INSTANTIATE_TEST_SUITE_P(Catalogue, Declarations, testing::ValuesIn(catalogue), case_name);

// The club has the one record that may hold rates, so these stand alone.
TEST(Rates, MustBeDecimalCurrencyAndDate) {
  auto const checked =
      check({{"a", "record r rates usd in USD by currency, date id: id usd: money currency: text date: text end"}});
  std::vector<std::string> places;
  for (auto const& fault : checked.diagnostics)
    places.push_back(fault.code + " " + text_at(checked.rulebook, fault.where));
  EXPECT_THAT(places, testing::ElementsAre("type_mismatch usd", "type_mismatch currency", "type_mismatch date"));
}

TEST(Rates, MustNameFields) {
  auto const checked = check(
      {{"a", "record r rates us in USD by currency, date id: id usd: decimal currency: currency date: date end"}});
  ASSERT_EQ(checked.diagnostics.size(), 1u);
  EXPECT_EQ(checked.diagnostics.front().code, "unknown_field");
}

using Warnings = CheckFault;
TEST_P(Warnings, AreGivenOnce) { expect_only(GetParam(), Severity::warning); }

FaultCase const warnings[] = {
    {"Variable", when("some contact k with in_name"), "unused_variable", "k", "never used", ""},
    {"VariableOfSum", when("sum(USD 5 for contact k) > amount"), "unused_variable", "k", "never used", ""},
    {"Parameter", "define odd(p: ref person) = in_name", "unused_variable", "p", "never used", ""},
};
INSTANTIATE_TEST_SUITE_P(Unused, Warnings, testing::ValuesIn(warnings), case_name);

}  // namespace
}  // namespace bylaw::dsl::club
