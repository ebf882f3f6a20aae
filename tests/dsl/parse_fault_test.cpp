// The code and the place of errors that have one of their own, and what is kept of a text with errors.
#include <gtest/gtest.h>

#include "dsl/parse.hpp"

namespace bylaw::dsl {
namespace {

struct Row {
  char const* value;
  char const* code;
  char const* marked;  // the text that the error covers
};

TEST(ParseFault, HasACodeAndCoversWhatIsWrong) {
  Row const rows[] = {
      {"2025-02-30", "no_such_day", "2025-02-30"},
      {"2023-02-29 + 1 day", "no_such_day", "2023-02-29"},
      {"0000-01-01", "no_such_day", "0000-01-01"},
      {"2025-1-5", "bad_date", "2025-1-5"},
      {"2025-12-31x", "bad_date", "2025-12-31x"},
      {"USD 1,00", "bad_money", "USD 1,00"},
      {"USD 1.234", "bad_money", "USD 1.234"},
      {"USD 1,000,00", "bad_money", "USD 1,000,00"},
      {"USD 1000,000", "bad_money", "USD 1000,000"},
      {"USD 1.5.0", "bad_money", "USD 1.5.0"},
      {"USD 1.5,0", "bad_money", "USD 1.5,0"},
      {"USD 99999999999999999999", "bad_money", "USD 99999999999999999999"},
      {"USD 1e9", "bad_money", "USD 1e9"},
      {"USD1", "bad_money", "USD1"},
      {"JPY 0.5", "bad_money", "JPY 0.5"},
      {"usd 5", "bad_money", "usd 5"},
      {"99999999999999999999", "bad_number", "99999999999999999999"},
      {"9223372036854775808", "bad_number", "9223372036854775808"},
      {"1.0000000001", "bad_number", "1.0000000001"},
      {"99999999999.0", "bad_number", "99999999999.0"},
      {"1.2.3", "bad_number", "1.2.3"},
      {"2months", "bad_number", "2months"},
      {"1.5x", "bad_number", "1.5x"},
      {"1e5", "bad_number", "1e5"},
      {"1.5 months", "bad_duration", "1.5 months"},
      {"2 years", "bad_duration", "2 years"},
      {"1 week", "bad_duration", "1 week"},
      {"99999999999999999999 days", "bad_duration", "99999999999999999999 days"},
      {"Group", "bad_name", "Group"},
      {"a.B", "unexpected", "B"},
      {"\"a\\n\"", "bad_escape", "\\n"},
      {"\"a\\\xC3\xA9\"", "bad_escape", "\\\xC3\xA9"},
      {"\"a", "unterminated_text", "\"a"},
  };
  for (auto const& [value, code, marked] : rows) {
    auto const text = "define f() = " + std::string(value) + "\ndefine g() = true\n";
    auto const [file, diagnostics] = parse({"", text}, 7);
    ASSERT_EQ(diagnostics.size(), 1u) << value;
    auto const& [begin, end] = diagnostics[0].where.span;
    EXPECT_EQ(diagnostics[0].code, code) << value << ": " << diagnostics[0].message;
    EXPECT_EQ(text.substr(begin, end - begin), marked) << value;
    EXPECT_EQ(diagnostics[0].where.source, 7u);
    EXPECT_EQ(diagnostics[0].severity, Severity::error);
    EXPECT_EQ(file.items.size(), 2u) << "what follows is still read behind " << value;
  }
}

TEST(ParseFault, RefusesUnfitTextWhole) {
  auto const [file, diagnostics] = parse({"", "define f() = true\n\xFF"});
  EXPECT_TRUE(file.items.empty());
  ASSERT_EQ(diagnostics.size(), 1u);
  EXPECT_EQ(diagnostics[0].code, "not_utf8");
  EXPECT_EQ(diagnostics[0].where.span.begin, 18u);
}

TEST(ParseFault, KeepsTheGoodClausesAndItems) {
  auto const [file, diagnostics] =
      parse({"",
             "rule a.b \"t\"\n  when (\n  group must act\n  nonsense here\n  see x/1/y\nend\n"
             "fact\nheadline clear \"Go\"\n"});
  EXPECT_EQ(diagnostics.size(), 3u);
  ASSERT_EQ(file.items.size(), 3u);
  auto const& rule = std::get<syntax::Rule>(file.items[0]);
  ASSERT_EQ(rule.clauses.size(), 4u);
  EXPECT_TRUE(std::holds_alternative<syntax::BadClause>(rule.clauses[0]));
  EXPECT_TRUE(std::holds_alternative<syntax::Duty>(rule.clauses[1]));
  EXPECT_TRUE(std::holds_alternative<syntax::BadClause>(rule.clauses[2]));
  EXPECT_TRUE(std::holds_alternative<syntax::SeeClause>(rule.clauses[3]));
  EXPECT_TRUE(std::holds_alternative<syntax::BadItem>(file.items[1]));
  EXPECT_TRUE(std::holds_alternative<syntax::Headline>(file.items[2]));
}

// Follow-up errors help nobody: what is declared stays declared when only its `end` is missing, and what has no name
// goes.
TEST(ParseFault, KeepsBlocksThatLackTheirEndAndDropsTheNameless) {
  auto const [file, diagnostics] = parse({"",
                                          "record r\n  id: text\nrule a.b\n  see x/1/y\nend\nrule \"t\"\nend\nscenario "
                                          "\"s\"\n  expect a\nend\nrecord\n  id: text\nend\n"});
  EXPECT_EQ(diagnostics.size(), 5u);
  ASSERT_EQ(file.items.size(), 5u);
  auto const& record = std::get<syntax::Record>(file.items[0]);
  EXPECT_EQ(record.fields.size(), 1u);
  EXPECT_EQ(record.span.begin, 0u);
  EXPECT_EQ(record.span.end, 20u);
  auto const& rule = std::get<syntax::Rule>(file.items[1]);
  ASSERT_EQ(rule.clauses.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<syntax::BadClause>(rule.clauses[0]));
  for (std::size_t i = 2; i < 5; ++i) EXPECT_TRUE(std::holds_alternative<syntax::BadItem>(file.items[i])) << i;
}

// Errors come in the order of the text, each at another place.
TEST(ParseFault, ReportsInOrder) {
  std::string text;
  for (int i = 0; i < 50; ++i)
    text += "rule a.b \"t\"\n  when (a\n  see x\n  reading \"x\"\n  whn b\nend\nfact x text\n";
  auto const diagnostics = parse({"", text}).diagnostics;
  ASSERT_EQ(diagnostics.size(), 250u);
  for (std::size_t i = 1; i < diagnostics.size(); ++i)
    EXPECT_LT(diagnostics[i - 1].where.span.begin, diagnostics[i].where.span.begin);
}

}  // namespace
}  // namespace bylaw::dsl
