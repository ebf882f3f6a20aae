#include "dsl/format.hpp"

#include <gtest/gtest.h>

#include "dsl/parse.hpp"

namespace bylaw::dsl {
namespace {

std::string formatted(std::string const& text) {
  Source const source{"text", text};
  auto const parsed = parse(source);
  return parsed.diagnostics.empty() ? format(parsed.file, text) : render({source}, parsed.diagnostics[0]);
}

TEST(Format, KeepsTheParenthesesThatMatter) {
  struct Row {
    char const* text;
    char const* formatted;
  };
  Row const rows[] = {
      {"((a) and (b))", "a and b"},
      {"(a and b) or (c and d)", "a and b or c and d"},
      {"(a or b) and (c or d)", "(a or b) and (c or d)"},
      {"(a and b) and c", "(a and b) and c"},
      {"a or (b or c)", "a or (b or c)"},
      {"not (a is b)", "not a is b"},
      {"not (a and b)", "not (a and b)"},
      {"(not a) is b", "(not a) is b"},
      {"(a + b) + c", "a + b + c"},
      {"a + (b + c)", "a + (b + c)"},
      {"(a otherwise b) - c", "a otherwise b - c"},
      {"(a > b) is c", "(a > b) is c"},
      {"(a + b) > (c)", "a + b > c"},
      {"(a) in ((b), (c and d))", "a in (b, (c and d))"},
      {"(some r k with a) and b", "(some r k with a) and b"},
      {"b and (some r k with a)", "b and some r k with a"},
      {"(some r k) and b", "some r k and b"},
      {"(some x in l) is b", "some x in l is b"},
      {"(some x in l) + b > c", "(some x in l) + b > c"},
      {"not (some r k with a) and b", "not (some r k with a) and b"},
      {"not ((some r k with a) and b)", "not ((some r k with a) and b)"},
      {"every r k with (some s j with a) has (b and c)", "every r k with some s j with a has b and c"},
      {"some x in (some r k) with a", "some x in (some r k) with a"},
      {"latest(r k by (some s j) with a)", "latest(r k by (some s j) with a)"},
      {"f((a and b), (not c))", "f(a and b, not c)"},
  };
  for (auto const& [text, expected] : rows) {
    EXPECT_EQ(formatted("define f() = " + std::string(text)), "define f() = " + std::string(expected) + "\n");
  }
}

TEST(Format, WritesLiteralsInOneWay) {
  struct Row {
    char const* text;
    char const* formatted;
  };
  Row const rows[] = {
      {"USD 100000.00", "USD 100,000"},
      {"USD 0.50", "USD 0.50"},
      {"USD 1234.5", "USD 1,234.50"},
      {"JPY 1000000", "JPY 1,000,000"},
      {"1.50", "1.5"},
      {"2.000", "2.0"},
      {"007", "7"},
      {"1 months", "1 month"},
      {"2 month", "2 months"},
      {"1 days", "1 day"},
      {"2024-02-29", "2024-02-29"},
      {R"("a\"b\\c")", R"("a\"b\\c")"},
  };
  for (auto const& [text, expected] : rows)
    EXPECT_EQ(formatted("define f() = " + std::string(text)), "define f() = " + std::string(expected) + "\n");
}

// A condition of several terms that is just as long as a line may be, and one letter longer.
TEST(Format, BreaksLinesOfMoreThan120Columns) {
  std::string const word(43, 'x');
  auto const fits = "  when " + word + " and " + word + " and " + std::string(120 - 7 - 2 * (43 + 5), 'y');
  ASSERT_EQ(fits.size(), 120u);
  auto const rule = [](std::string const& clause) { return "rule a.b \"t\"\n" + clause + "\nend\n"; };
  EXPECT_EQ(formatted(rule(fits)), rule(fits));
  EXPECT_EQ(formatted(rule(fits + "z")),
            rule("  when " + word + "\n      and " + word + "\n      and " + fits.substr(103) + "z"));
  // Columns are counted in characters, not in bytes.
  std::string const heading = "setting a.b: text default \"";
  auto const wide = heading + std::string(60, 'x');
  std::string accents;
  for (int i = 0; i < 20; ++i) accents += "é";
  EXPECT_EQ(formatted(wide + accents + "\" \"label\"\n"), wide + accents + "\" \"label\"\n");
}

TEST(Format, KeepsBlankLinesBetweenItemsWithinBounds) {
  struct Row {
    char const* text;
    char const* formatted;
  };
  Row const rows[] = {
      {"headline a \"x\"\nheadline b \"y\"", "headline a \"x\"\nheadline b \"y\"\n"},
      {"headline a \"x\"\n\n\n\nheadline b \"y\"", "headline a \"x\"\n\nheadline b \"y\"\n"},
      {"rule a.b \"t\" end rule a.c \"t\" end", "rule a.b \"t\"\nend\n\nrule a.c \"t\"\nend\n"},
      {"rule a.b \"t\" end\nheadline a \"x\"", "rule a.b \"t\"\nend\n\nheadline a \"x\"\n"},
      {"headline a \"x\"\nrule a.b \"t\" end", "headline a \"x\"\n\nrule a.b \"t\"\nend\n"},
      {"\n\n-- c\n\n\nheadline a \"x\"\n\n\n-- d\n\n", "-- c\n\nheadline a \"x\"\n\n-- d\n"},
      {"rule a.b \"t\" end -- c\n-- d\nrule a.c \"t\" end", "rule a.b \"t\"\nend -- c\n\n-- d\nrule a.c \"t\"\nend\n"},
      {"headline a \"x\"\r\n\r\nheadline b \"y\" -- c\r\n", "headline a \"x\"\n\nheadline b \"y\" -- c\n"},
      {"-- only a comment", "-- only a comment\n"},
      {"", ""},
      {"  \n\n ", ""},
  };
  for (auto const& [text, expected] : rows) EXPECT_EQ(formatted(text), expected) << text;
}

TEST(Format, WorksWithoutTheSource) {
  auto const text =
      "-- c\nheadline a \"x\"\n\nheadline b \"y\" -- d\nfact f: text \"l\" ask \"q\"\nfact g: text \"l\" ask "
      "\"q\"\nrule a.b \"t\" end";
  EXPECT_EQ(format(parse({"", text}).file),
            "-- c\nheadline a \"x\"\nheadline b \"y\"\n\n-- d\nfact f: text \"l\"\n  ask \"q\"\n\nfact g: text \"l\"\n "
            " ask \"q\"\n\n"
            "rule a.b \"t\"\nend\n");
}

TEST(Format, PrintsWhatItCanOfATextWithErrors) {
  auto const parsed = parse({"", "rule a.b \"t\"\n  when (\n  see a/1/b\nend\nfact\nheadline a \"x\"\n"});
  EXPECT_FALSE(parsed.diagnostics.empty());
  EXPECT_EQ(format(parsed.file), "rule a.b \"t\"\n  see a/1/b\nend\n\nheadline a \"x\"\n");
}

}  // namespace
}  // namespace bylaw::dsl
