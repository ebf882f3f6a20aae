// Standing rules, the columns of findings, and entries: each fault the checker has for them, and what is none.
#include "tests/dsl/fault_cases.hpp"

namespace bylaw::dsl::club {
namespace {

using StandingFaults = CheckFault;
TEST_P(StandingFaults, AreReportedOnce) { expect_only(GetParam(), Severity::error); }

std::string const columns =
    "finding group: ref group \"the group\" person: ref person \"the person\" end\n"
    "norm rules/9/own FORCE \"word\" says \"What it says.\" end\n";

std::string norm_of(std::string const& force) {
  auto text = columns;
  return text.replace(text.find("FORCE"), 5, force);
}
// A standing rule with a norm of the given force.
std::string standing_of(std::string const& force, std::string const& clauses) {
  return norm_of(force) + "standing own.rule \"Own rule\" norm rules/9/own bearer leader\n" + clauses + " end\n";
}
// The same for each group, with one status.
std::string group_rule(std::string const& clauses) {
  return standing_of("should", "for group g met when g.confirmed\n" + clauses);
}
std::string bare(std::string const& clauses) {
  return norm_of("should") + "standing own.rule \"Own rule\" " + clauses + " end\n";
}

FaultCase const clauses[] = {
    {"NoNorm", "standing own.rule \"Own rule\" bearer leader met when true end", "missing_clause", "own.rule",
     "no 'norm'", ""},
    {"NoBearer", bare("norm rules/9/own met when true"), "missing_clause", "own.rule", "no 'bearer'", ""},
    {"NoStatus", bare("norm rules/9/own bearer leader"), "missing_clause", "own.rule", "no status", ""},
    {"NoTitle", norm_of("should") + "standing own.rule \"\" norm rules/9/own bearer leader met when true end",
     "missing_clause", "own.rule", "no title", ""},
    {"MustWithoutEnd", standing_of("must", "met when true"), "missing_clause", "own.rule", "say with 'by' until when",
     ""},
    {"MustNotWithoutEnd", standing_of("must not", "met when true"), "missing_clause", "own.rule",
     "say with 'by' until when", ""},
    {"TwoNorms", group_rule("norm rules/2/clear-large"), "duplicate_clause", "norm rules/2/clear-large", "one 'norm'",
     "norm rules/9/own"},
    {"TwoBearers", group_rule("bearer office"), "duplicate_clause", "bearer office", "one 'bearer'", "bearer leader"},
    {"TwoRecords", group_rule("for group h"), "duplicate_clause", "for group h", "one 'for'", "for group g"},
    {"TwoSubjects", group_rule("of person p of person q concerning person p"), "duplicate_clause", "of person q",
     "one 'of'", "of person p"},
    {"TwoRanges", group_rule("each y from 1 to 2 with y > 1 each z from 1 to 2"), "duplicate_clause",
     "each z from 1 to 2", "one 'each'", "each y from 1 to 2 with y > 1"},
    {"TwoConcerns", group_rule("concerning group g concerning group g"), "duplicate_clause", "concerning group g",
     "one 'concerning'", "concerning group g"},
    {"TwoWhens", group_rule("when g.confirmed when g.confirmed"), "duplicate_clause", "when g.confirmed", "one 'when'",
     "when g.confirmed"},
    {"TwoDeadlines", group_rule("by date by date"), "duplicate_clause", "by date", "one 'by'", "by date"},
    {"TwoElses", group_rule("else unmet else unmet"), "duplicate_clause", "else unmet", "one 'else'", "else unmet"},
    {"TwoLates", group_rule("late when g.confirmed late when g.confirmed"), "duplicate_clause", "late when g.confirmed",
     "one 'late when'", "late when g.confirmed"},
    {"TwoUnlisted", group_rule("unlisted when met unlisted when met"), "duplicate_clause", "unlisted when met",
     "one 'unlisted when met'", "unlisted when met"},
    {"TwoPeriods", group_rule("in force 2020-01-01 to 2020-12-31 in force 2020-01-01 to 2020-12-31"),
     "duplicate_clause", "in force 2020-01-01 to 2020-12-31", "one 'in force'", "in force 2020-01-01 to 2020-12-31"},
    {"TwoReadings", group_rule("reading a \"One.\" reading a \"Two.\""), "duplicate_reading", "a", "declared twice",
     "a"},
    {"StatusBehindElse", group_rule("else unmet unknown when g.confirmed"), "misplaced_clause",
     "unknown when g.confirmed", "never read", "else unmet"},
    {"PeriodEndsFirst", group_rule("in force 2021-01-01 to 2020-12-31"), "bad_period", "2020-12-31",
     "ends before it begins", "2021-01-01"},
    {"NameOfARule",
     norm_of("should") + "standing lending.large \"Large\" norm rules/9/own bearer leader met when true end",
     "duplicate_name", "lending.large", "is the name of a rule", "lending.large"},
    {"NameTwice", group_rule("") + "standing own.rule \"Again\" norm rules/9/own bearer leader met when true end",
     "duplicate_standing_rule", "own.rule", "declared twice", "own.rule"},
};

FaultCase const statuses[] = {
    {"UnmetMust", standing_of("must", "met when true else unmet"), "bad_status", "else unmet",
     "what must be cannot be 'unmet'", "rules/9/own"},
    {"UnmetMustNot", standing_of("must not", "unmet when true else overdue"), "bad_status", "unmet when true",
     "what must not be cannot be 'unmet'", "rules/9/own"},
    {"DueShould", standing_of("should", "due when true"), "bad_status", "due when true",
     "what should be cannot be 'due'", "rules/9/own"},
    {"OverduePower", standing_of("power", "met when true else overdue"), "bad_status", "else overdue",
     "only a must has a deadline", "rules/9/own"},
    {"Definition", standing_of("definition", "met when true"), "force_differs", "rules/9/own",
     "a definition asks for nothing", "rules/9/own"},
};

FaultCase const names[] = {
    {"Norm", bare("norm rules/9/own, rules/9/owl bearer leader met when true"), "unknown_norm", "rules/9/owl",
     "did you mean 'rules/9/own'?", ""},
    {"NormSeen", group_rule("see rules/2/clear-larg"), "unknown_norm", "rules/2/clear-larg", "did you mean", ""},
    {"Record", standing_of("should", "for grup g met when true"), "unknown_record", "grup", "did you mean 'group'?",
     ""},
    {"SubjectRecord", standing_of("should", "of persn p met when true"), "unknown_record", "persn",
     "did you mean 'person'?", ""},
    {"Party", bare("norm rules/9/own bearer leder met when true"), "unknown_party", "leder", "did you mean 'leader'?",
     ""},
    {"ColumnName", group_rule("concerning grop g"), "unknown_column", "grop", "did you mean 'group'?", ""},
    {"ColumnTwice", group_rule("concerning group g, group g.parent"), "duplicate_value", "group", "given twice", ""},
    {"ColumnOfAnotherRecord", group_rule("concerning person g"), "type_mismatch", "g", "a reference to a person", ""},
    {"Fact", group_rule("when in_name"), "no_question", "in_name", "a standing rule has no question", ""},
    {"Parameter", group_rule("when g is group"), "no_question", "group", "a standing rule has none", ""},
    {"Done", group_rule("when already_done"), "no_question", "already_done", "a standing rule has none", ""},
    {"FactThroughDefinition", "define named() = in_name\n" + group_rule("when named()"), "no_question", "named()",
     "reads the fact 'in_name'", ""},
    {"ParameterThroughDefinition", "define same(g: ref group) = g is group\n" + group_rule("when same(g)"),
     "no_question", "same(g)", "reads the question", ""},
    {"VariableOfTheNumberInItsRange", group_rule("each y from y to 2"), "unknown_name", "y", "'y'", ""},
};

FaultCase const types[] = {
    {"With", standing_of("should", "for group g with g.name met when true"), "not_a_condition", "g.name",
     "what follows 'with'", ""},
    {"When", group_rule("when g.name"), "not_a_condition", "g.name", "what follows 'when'", ""},
    {"Status", group_rule("refer when g.name"), "not_a_condition", "g.name", "what follows 'when'", ""},
    {"Since", group_rule("refer when g.confirmed since g.name"), "type_mismatch", "g.name", "what follows 'since'", ""},
    {"ElseSince", group_rule("else unmet since g.name"), "type_mismatch", "g.name", "what follows 'since'", ""},
    {"By", group_rule("by g.name"), "type_mismatch", "g.name", "what follows 'by'", ""},
    {"Late", group_rule("late when g.name"), "not_a_condition", "g.name", "what follows 'late when'", ""},
    {"From", group_rule("each y from date to 2 with y > 1"), "type_mismatch", "date", "what follows 'from'", ""},
    {"To", group_rule("each y from 1 to date with y > 1"), "type_mismatch", "date", "what follows 'to'", ""},
    {"NumberWith", group_rule("each y from 1 to 2 with y"), "not_a_condition", "y", "what follows 'with'", ""},
    {"DetailWhen", group_rule("detail \"x\" when g.name"), "not_a_condition", "g.name", "what follows 'when'", ""},
    {"ListingWith", group_rule("detail \"{}\", each m.since for membership m with m.since"), "not_a_condition",
     "m.since", "what follows 'with'", ""},
    {"TooFewValues", group_rule("detail \"{} and {}\", g.name"), "bad_detail", "\"{} and {}\"", "2 here, and 1 value",
     ""},
    {"TooManyValues", group_rule("detail \"none\", g.name"), "bad_detail", "\"none\"", "0 here, and 1 value", ""},
};

FaultCase const findings[] = {
    {"NoReference", "finding on: date end", "bad_type", "on: date", "refers to a record", ""},
    {"SameName", "finding g: ref group g: ref person end", "duplicate_column", "g", "declared twice", "g"},
    {"FiveOfThem", "finding a: ref group b: ref group c: ref group d: ref group e: ref group end", "too_many_columns",
     "e: ref group", "at most 4 columns", ""},
    {"UnknownRecord", "finding g: ref grup end", "unknown_record", "grup", "did you mean 'group'?", ""},
};

std::string const leaflet = "record leaflet key number number: integer title: text note: text optional end\n";
FaultCase const entries[] = {
    {"RecordOfTheEntry", "entry leflet \"1\" has title \"x\"\n" + leaflet, "unknown_record", "leflet",
     "did you mean 'leaflet'?", ""},
    {"FieldOfTheEntry", leaflet + "entry leaflet \"1\" has title \"x\", nte \"y\"", "unknown_field", "nte",
     "did you mean 'note'?", ""},
    {"FieldTwice", leaflet + "entry leaflet \"1\" has title \"x\", title \"y\"", "duplicate_value", "title",
     "given twice", ""},
    {"FieldLacking", leaflet + "entry leaflet \"1\" has note \"x\"", "missing_field", "\"1\"",
     "lacks the field 'title'", "leaflet"},
    {"FieldOfAnotherType", leaflet + "entry leaflet \"1\" has title 5", "type_mismatch", "5", "text", ""},
    {"BadKey", leaflet + "entry leaflet \"one\" has title \"x\"", "bad_key", "\"one\"", "identified by its number",
     "leaflet"},
    {"Twice", leaflet + "entry leaflet \"1\" has title \"x\"\nentry leaflet \"1\" has title \"y\"", "duplicate_record",
     "\"1\"", "such an entry already", ""},
    {"Reference", "record poster id: id of: ref group optional end\nentry poster \"a\"", "bad_entry", "poster",
     "cannot refer to other records, as 'of' does", "poster"},
};

FaultCase const functions[] = {
    {"LaterOfNumbers", group_rule("by later(date, 5)"), "type_mismatch", "5", "later() is asked of a date", ""},
    {"EarlierOfTexts", group_rule("by earlier(g.name, date)"), "type_mismatch", "g.name",
     "earlier() is asked of a date", ""},
    {"LargerOfDates", group_rule("when larger(1, date) > 2"), "type_mismatch", "date",
     "larger() is asked of a whole number", ""},
    {"SmallerOfDates", group_rule("when smaller(date, 1) > 2"), "type_mismatch", "date",
     "smaller() is asked of a whole number", ""},
    {"YearStartOfADate", group_rule("by year_start(date)"), "type_mismatch", "date",
     "year_start() is asked of a whole number", ""},
    {"YearEndOfADate", group_rule("by year_end(date)"), "type_mismatch", "date",
     "year_end() is asked of a whole number", ""},
    {"OnDayOfADate", group_rule("by on_day(date, 2025)"), "type_mismatch", "date", "on_day() is asked of a day", ""},
    {"TooFew", group_rule("by later(date)"), "argument_count", "later(date)", "takes 2 values", ""},
    {"TooMany", group_rule("by year_end(1, 2)"), "argument_count", "year_end(1, 2)", "takes 1 value in", ""},
    {"Misspelt", group_rule("by year_ends(2025)"), "unknown_definition", "year_ends", "did you mean 'year_end'?", ""},
    {"Later", "define later(d: date) = d < date", "reserved_name", "later", "built in", ""},
    {"OnDay", "define on_day(d: date) = d < date", "reserved_name", "on_day", "built in", ""},
};

FaultCase const accounts[] = {
    {"UncodedButStanding",
     "norm rules/9/own should \"word\" says \"It.\" uncoded later \"Later.\" end standing own.rule \"Own\" norm "
     "rules/9/own bearer leader met when true end",
     "uncoded_but_encoded", "rules/9/own", "but one does", "own.rule"},
};

INSTANTIATE_TEST_SUITE_P(Clauses, StandingFaults, testing::ValuesIn(clauses), case_name);
INSTANTIATE_TEST_SUITE_P(Statuses, StandingFaults, testing::ValuesIn(statuses), case_name);
INSTANTIATE_TEST_SUITE_P(Names, StandingFaults, testing::ValuesIn(names), case_name);
INSTANTIATE_TEST_SUITE_P(Types, StandingFaults, testing::ValuesIn(types), case_name);
INSTANTIATE_TEST_SUITE_P(Findings, StandingFaults, testing::ValuesIn(findings), case_name);
INSTANTIATE_TEST_SUITE_P(Entries, StandingFaults, testing::ValuesIn(entries), case_name);
INSTANTIATE_TEST_SUITE_P(Functions, StandingFaults, testing::ValuesIn(functions), case_name);
INSTANTIATE_TEST_SUITE_P(Accounts, StandingFaults, testing::ValuesIn(accounts), case_name);

using StandingWarnings = CheckFault;
TEST_P(StandingWarnings, AreReportedOnce) { expect_only(GetParam(), Severity::warning); }

FaultCase const unused[] = {
    {"Number", group_rule("each y from 1 to 2"), "unused_variable", "y", "'y' is never used", ""},
    {"Record", standing_of("should", "for group g met when true"), "unused_variable", "g", "'g' is never used", ""},
    {"Subject", group_rule("of person p"), "unused_variable", "p", "'p' is never used", ""},
};
INSTANTIATE_TEST_SUITE_P(Unused, StandingWarnings, testing::ValuesIn(unused), case_name);

class FineStanding : public testing::TestWithParam<std::pair<char const*, std::string>> {};
TEST_P(FineStanding, IsNoFault) {
  auto const checked = check_with(GetParam().second);
  EXPECT_TRUE(checked.diagnostics.empty()) << all_of(checked);
}

std::pair<char const*, std::string> const fine[] = {
    {"WithoutARecord", standing_of("should", "met when true")},
    {"MustWithDeadline", standing_of("must", "met when true by date")},
    {"MustWithElse", standing_of("must not", "met when true else overdue since date")},
    {"OnlyElse", standing_of("may", "else refer")},
    {"OnlyDeadline", standing_of("information", "by date")},
    {"AnyStatusOfAShould", standing_of("should",
                                       "met when true unmet when true unknown when true refer when true "
                                       "not_applicable when true")},
    {"AnyStatusOfAMust", standing_of("must",
                                     "met when true due when true overdue when true unknown when true refer "
                                     "when true not_applicable when true by date")},
    {"SeveralSees", group_rule("see rules/2/clear-large see rules/3/no-speech")},
    {"FourColumns", "finding a: ref group b: ref group c: ref person d: ref person end"},
    {"ColumnsInTwoBlocks", "finding a: ref group end finding b: ref person end"},
    {"EveryFunction",
     group_rule("by later(earlier(date, year_start(year(date))), year_end(larger(2020, smaller(year(date), 2030))))") +
         "setting own.day: month_day default none \"the day\"\ndefine own() = on_day(setting own.day, 2025)"},
    {"DetailOfEveryKind", group_rule("detail \"{} {} {}\", g.kind, each m.since for membership m with m.group is g, "
                                     "tally m.person for membership m detail \"x\" when g.confirmed")},
    {"EntryWithItsKeyInItsName", leaflet + "entry leaflet \"1\" has title \"x\"\nentry leaflet \"2\" has title \"x\""},
};
INSTANTIATE_TEST_SUITE_P(Whole, FineStanding, testing::ValuesIn(fine),
                         [](auto const& row) { return std::string(row.param.first); });

TEST(CheckStanding, SortsThemLinksThemToNormsAndKeepsCasesInOrder) {
  auto const checked = check_with(
      norm_of("should") +
      "standing b.second \"Second\" norm rules/9/own, rules/2/clear-large bearer leader or office for group g\n"
      "  unknown when g.confirmed since date met when not g.confirmed\n"
      "end\n"
      "standing a.first \"First\" norm rules/9/own bearer leader met when true end\n");
  ASSERT_TRUE(checked.diagnostics.empty()) << all_of(checked);
  auto const& book = checked.rulebook;
  ASSERT_EQ(book.standing.size(), 2u);
  auto const& second = book.standing[1];
  EXPECT_EQ(book.standing[0].name, "a.first");
  EXPECT_THAT(book.norms[find_norm(book, "rules/9/own")].standing, testing::ElementsAre(0, 1));
  EXPECT_THAT(book.norms[find_norm(book, "rules/2/clear-large")].standing, testing::ElementsAre(1));
  EXPECT_EQ(second.force, Force::should);
  EXPECT_THAT(second.also, testing::ElementsAre(find_norm(book, "rules/2/clear-large")));
  EXPECT_THAT(second.bearers, testing::ElementsAre("leader", "office"));
  ASSERT_EQ(second.cases.size(), 2u);
  EXPECT_EQ(second.cases[0].status, StandingStatus::unknown);
  EXPECT_NE(second.cases[0].since, none);
  EXPECT_EQ(second.cases[1].status, StandingStatus::met);
}

TEST(CheckStanding, GivesSubjectRecordAndNumberTheirPlaces) {
  auto const checked = check_with(
      standing_of("should", "of person p for membership m with m.person is p each y from 1 to 2 met when y > 1"));
  ASSERT_TRUE(checked.diagnostics.empty()) << all_of(checked);
  auto const& rule = checked.rulebook.standing.front();
  EXPECT_EQ(rule.of_slot, 0u);
  EXPECT_EQ(rule.slot, 1u);
  EXPECT_EQ(rule.number_slot, 2u);
  EXPECT_EQ(rule.slots, 3u);
}

TEST(CheckStanding, EntriesBelongToTheRulebook) {
  auto const checked = check_with(leaflet + "entry leaflet \"7\" has title \"Seven\"");
  auto const& book = checked.rulebook;
  EXPECT_TRUE(book.records[find_record(book, "leaflet")].in_rulebook);
  EXPECT_FALSE(book.records[find_record(book, "group")].in_rulebook);
  ASSERT_EQ(book.entries.size(), 1u);
  EXPECT_EQ(book.entries[0].id, "7");
  EXPECT_EQ(book.entries[0].fields.size(), 2u) << "its number comes from its name";
}

}  // namespace
}  // namespace bylaw::dsl::club
