// Words that mean nothing, mean something else, or are declared twice.
#include "tests/dsl/fault_cases.hpp"

namespace bylaw::dsl::club {
namespace {

using Names = CheckFault;
TEST_P(Names, AreReportedOnce) { expect_only(GetParam(), Severity::error); }

FaultCase const unknown[] = {
    {"Fact", when("amont > USD 5"), "unknown_name", "amont", "did you mean 'amount'?", ""},
    {"BothSides", when("foo is bar"), "unknown_name", "foo", "means nothing here", ""},
    {"Variable", when("some contact k with c.in_writing"), "unknown_name", "c", "means nothing here", ""},
    {"Field", when("some contact k with k.outcom is cleared"), "unknown_field", "outcom", "did you mean 'outcome'?",
     ""},
    {"Value", when("purpose is wrok"), "unknown_value", "wrok", "one of work, leisure; did you mean 'work'?", ""},
    {"ValueInItems", when("purpose in (work, liesure)"), "unknown_value", "liesure", "did you mean 'leisure'?", ""},
    {"ValueOfNothing", when("in_name is work"), "unknown_name", "work", "'work' is a value of 'purpose'", ""},
    {"Record", when("some contct k with k.in_writing"), "unknown_record", "contct", "did you mean 'contact'?", ""},
    {"Definition", when("some contact k with claers(k)"), "unknown_definition", "claers", "did you mean 'clears'?", ""},
    {"Setting", when("amount > setting lending.limt"), "unknown_setting", "lending.limt",
     "did you mean 'lending.limit'?", ""},
    {"Type", "fact odd: mony \"the odd\" ask \"?\"", "unknown_type", "mony", "did you mean 'money'?", ""},
    {"RecordAsType", "fact odd: contact \"the odd\" ask \"?\"", "unknown_type", "contact", "write 'ref contact'", ""},
    {"ReferredRecord", "fact odd: ref grup \"the odd\" ask \"?\"", "unknown_record", "grup", "did you mean 'group'?",
     ""},
    {"FactOfAction", "action odd \"Odd\" facts amout end", "unknown_fact", "amout", "did you mean 'amount'?", ""},
    {"NormOfRule", rule_with("see rules/9/cas"), "unknown_norm", "rules/9/cas", "did you mean 'rules/9/case'?", ""},
    {"RestatedNorm", "norm rules/8/a must \"must\" says \"A.\" restates rules/3/no-speach uncoded later \"Later.\" end",
     "unknown_norm", "rules/3/no-speach", "did you mean 'rules/3/no-speech'?", ""},
    {"RemedyNorm",
     "norm rules/9/n must not \"may not\" says \"No.\" end rule case.n \"N\" norm rules/9/n on lend leader must not "
     "sell "
     "remedy rules/9/m \"Ask.\" end",
     "unknown_norm", "rules/9/m", "did you mean 'rules/9/n'?", ""},
    {"Document", "norm rulse/8/a must \"must\" says \"A.\" uncoded later \"Later.\" end", "unknown_document",
     "rulse/8/a", "did you mean 'rules'?", ""},
    {"OverriddenRule", rule_with("overrides lending.lrge"), "unknown_rule", "lending.lrge",
     "did you mean 'lending.large'?", ""},
    {"KeyField", "record odd key nme name: text end", "unknown_field", "nme", "did you mean 'name'?", ""},
    {"Party", rule_with("refer to treasuror when in_name"), "unknown_party", "treasuror", "did you mean 'treasurer'?",
     ""},
    {"PartyOfNorm", "norm rules/8/a must \"must\" says \"A.\" bearer offise uncoded later \"Later.\" end",
     "unknown_party", "offise", "did you mean 'office'?", ""},
    {"Counterpart", "norm rules/8/a must \"must\" says \"A.\" counterpart offise uncoded later \"Later.\" end",
     "unknown_party", "offise", "did you mean 'office'?", ""},
    {"Headline", "headline claer \"Fine.\"", "unknown_outcome", "claer", "did you mean 'clear'?", ""},
};

FaultCase const twice[] = {
    {"Fact", "fact amount: money \"again\" ask \"?\"", "duplicate_fact", "amount", "declared twice", "amount"},
    {"Record", "record contact id: id end", "duplicate_record", "contact", "declared twice", "contact"},
    {"FieldOfRecord", "record odd id: id id: id end", "duplicate_field", "id", "declared twice", "id"},
    {"Enumeration", "enumeration size tiny end", "duplicate_enumeration", "size", "declared twice", "size"},
    {"Value", "enumeration odd one_way other one_way end", "duplicate_value", "one_way", "declared twice", "one_way"},
    {"ValueOfList", "fact odd: one of a1, b1, a1 \"odd\" ask \"?\"", "duplicate_value", "a1", "declared twice", "a1"},
    {"Action", "action speak \"Speak\" end", "duplicate_action", "speak", "declared twice", "speak"},
    {"FactOfAction", "action odd \"Odd\" facts amount, amount end", "duplicate_fact", "amount", "declared twice",
     "amount"},
    {"Parameter", "question actor: ref person end", "duplicate_parameter", "actor", "declared twice", "actor"},
    {"Document", "document rules \"Again\" end", "duplicate_document", "rules", "declared twice", "rules"},
    {"Norm", "norm rules/4/enjoy information \"is\" says \"Again.\" uncoded later \"Later.\" end", "duplicate_norm",
     "rules/4/enjoy", "declared twice", "rules/4/enjoy"},
    {"Setting", "setting lending.limit: money \"again\"", "duplicate_setting", "lending.limit", "declared twice",
     "lending.limit"},
    {"Definition", "define clears() = true", "duplicate_definition", "clears", "declared twice", "clears"},
    {"ParameterOfDefinition", "define odd(a: date, a: date) = a < date", "duplicate_parameter", "a", "declared twice",
     "a"},
    {"Rule", "rule lending.large \"Again\" norm rules/2/clear-large on lend leader should contact end",
     "duplicate_rule", "lending.large", "declared twice", "lending.large"},
    {"Background", "background garden group \"g-2\" end", "duplicate_background", "garden", "declared twice", "garden"},
    {"Scenario", "scenario \"a small loan is free\" when lend on 2023-01-01 expect clear end", "duplicate_scenario",
     "\"a small loan is free\"", "declared twice", "\"a small loan is free\""},
    {"Headline", "headline clear \"Fine.\"", "duplicate_headline", "clear", "declared twice", "clear"},
    {"Header", "rulebook other \"Another\"", "duplicate_header", "other", "one name", "club"},
    {"Rates", "record rate2 rates usd in USD by currency, date id: id usd: decimal currency: currency date: date end",
     "duplicate_rates", "rates usd in USD by currency, date", "only one record", "exchange_rate"},
};

INSTANTIATE_TEST_SUITE_P(Unknown, Names, testing::ValuesIn(unknown), case_name);
INSTANTIATE_TEST_SUITE_P(Twice, Names, testing::ValuesIn(twice), case_name);

}  // namespace
}  // namespace bylaw::dsl::club
