// Text made to hurt: it is refused or parsed in bounded time and memory, and nesting never reaches the stack's end.
#include <gtest/gtest.h>
#include <malloc.h>

#include <ctime>
#include <limits>

#include "dsl/format.hpp"
#include "dsl/parse.hpp"

namespace bylaw::dsl {
namespace {

constexpr std::size_t largest = 5'000'000;

std::string repeated(std::string const& piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  while (times-- > 0) text += piece;
  return text;
}
std::string filled(std::string const& begin, std::string const& piece) {
  return begin + repeated(piece, (largest - begin.size()) / piece.size());
}

// Of the processor, not of the clock on the wall: other programs may be running.
double seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double seconds_to_parse(std::string const& text) {
  Source const source{"", text};
  auto best = 1e9;
  for (int i = 0; i < 3; ++i) {
    auto const begin = seconds();
    auto const parsed = parse(source);
    best = std::min(best, seconds() - begin);
  }
  return best;
}

#if defined(NDEBUG) && defined(__OPTIMIZE__)
constexpr double patience = 1;
#else
constexpr double patience = 40;  // without optimisation, perhaps under sanitizers
#endif

TEST(HostileText, IsDealtWithInATenthOfASecond) {
  std::string const rule = "rule a.b \"t\"\n  when ";
  struct Row {
    char const* name;
    std::string text;
  };
  Row const rows[] = {
      {"open parentheses", filled(rule, "(")},
      {"nots", filled(rule, "not ")},
      {"quotes", filled("", "\"")},
      {"quotes on lines", filled("", "\"\n")},
      {"one word", filled("", "a")},
      {"one word in an expression", filled(rule, "a")},
      {"one number", filled(rule, "9")},
      {"one amount", filled(rule + "USD ", "1,")},
      {"blanks", filled("", " ")},
      {"lines", filled("", "\n")},
      {"comment", filled("--", "x")},
      {"dashes", filled("", "- ")},
      {"item words", filled("", "rule ")},
      {"item words on lines", filled("", "rule\n")},
      {"broken rules", filled("", "rule a.b\n")},
      {"unclosed rules", filled("", "rule a.b \"t\"\n")},
      {"unclosed records", filled("", "record a\n")},
      {"unclosed scenarios", filled("", "scenario \"s\"\n")},
      {"unclosed backgrounds", filled("", "background a\n")},
      {"unclosed actions", filled("", "action a \"t\" facts\n")},
      {"broken clauses", filled(rule, "\n  when")},
      {"broken duties", filled(rule, "\n  a must")},
      {"reserved duties", filled(rule, "\n  with must")},
      {"broken fields", filled("record a\n", "b\n")},
      {"broken parts", filled("scenario \"s\"\n", "given\n")},
      {"strange characters", filled("", "\u00A7")},
      {"ends", filled("", "end ")},
      {"ends on lines", filled("", "end\n")},
      {"misspelt items", filled("", "rula a\n")},
      {"types", filled("record a\n b: ", "list of ")},
      {"calls", filled(rule, "f(")},
      {"quantifiers", filled(rule, "some r k with ")},
      {"lists of quantifiers", filled(rule, "some k in ")},
      {"sums", filled(rule, "sum(")},
      {"chains", filled(rule + "a", " + a")},
      {"dots", filled(rule + "a", ".a")},
      {"slashes", filled("norm a", "/a")},
      {"NUL", filled("", std::string(1, '\0'))},
      {"no UTF-8", filled("", "\xFF")},
      {"too large", std::string(largest + 1, 'a')},
  };
  for (auto const& [name, text] : rows) {
    EXPECT_LT(seconds_to_parse(text), 0.1 * patience) << name;
    EXPECT_LE(parse({"", text}).diagnostics.size(), 1000u) << name;
  }
}

// Valid text of the largest size has a large tree; it takes time in proportion to its length and no more.
TEST(HostileText, TakesTimeInProportionToItsLength) {
  // Keep memory between runs: blocks given back to the system would be paid for again, the larger the more.
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  std::string const pieces[] = {
      "rule a.b \"t\"\n  norm a/1/b\n  when a and (b or c.d is recorded) and x in (a, b, c)\n  group must do it\nend\n",
      "enumeration a\n  b \"B\"\n  c\nend\n",
      "scenario \"s\"\n  given r \"1\" has a 1, b (c, d)\n  when act on 2024-01-01 with a USD 1,000\n  expect "
      "clear\nend\n",
      "-- comment\n\nheadline a \"b\" -- trailing\n",
      "rule a.b \"t\"\n  when broken (\nend\n",
      "enumeration a b\n",  // one enumeration that never ends
      "record a\n b: text\n",
      "action a \"t\" facts a, \n",
  };
  for (auto const& piece : pieces) {
    auto const small = repeated(piece, 1'200'000 / piece.size()), large = small + small;
    auto ratio = 1e9;
    for (int attempt = 0; attempt < 5 && ratio > 2.6; ++attempt)
      ratio = std::min(ratio, seconds_to_parse(large) / seconds_to_parse(small));
    EXPECT_LE(ratio, 2.6) << piece;
  }
}

struct Nesting {
  char const* name;
  std::string before, open, inside, close;
  std::string behind = "";
};

Nesting const nestings[] = {
    {"parentheses", "define f() = ", "(", "a", ")"},
    {"not", "define f() = ", "not ", "a", ""},
    {"with", "define f() = ", "some r k with ", "a", ""},
    {"has", "define f() = ", "every r k has ", "a", ""},
    {"with before has", "define f() = ", "every r k with ", "a", " has b"},
    {"lists of quantifiers", "define f() = ", "some k in ", "a", ""},
    {"arguments", "define f() = ", "g(b, ", "a", ")"},
    {"count", "define f() = ", "count(r k with ", "a", ")"},
    {"sum", "define f() = ", "sum(", "a", " for r k)"},
    {"by", "define f() = ", "latest(r k by ", "a", ")"},
    {"types of fields", "record r\n  f: ", "list of ", "text", "", "\nend"},
    {"types of parameters", "define f(a: ", "list of ", "text", "", ") = a"},
    {"fields of fields", "define f() = a", ".a", "", ""},
    {"plus", "define f() = a", " + a", "", ""},
    {"otherwise", "define f() = a", " otherwise a", "", ""},
};

// The codes of the errors in `levels` levels of the nesting.
std::vector<std::string> codes(Nesting const& nesting, std::size_t levels) {
  auto const text = nesting.before + repeated(nesting.open, levels) + nesting.inside + repeated(nesting.close, levels) +
                    nesting.behind;
  std::vector<std::string> found;
  for (auto const& diagnostic : parse({"", text}).diagnostics) found.push_back(diagnostic.code);
  return found;
}

TEST(HostileText, NestsSixtyFourLevelsAndNoMore) {
  for (auto const& nesting : nestings) {
    EXPECT_EQ(codes(nesting, 64), std::vector<std::string>{}) << nesting.name;
    EXPECT_EQ(codes(nesting, 65), std::vector<std::string>{"too_deep"}) << nesting.name;
    EXPECT_EQ(codes(nesting, 30'000), std::vector<std::string>{"too_deep"}) << nesting.name;
  }
}

// Each way alone keeps to the limit; together they must not get round it.
TEST(HostileText, CountsAllWaysOfNestingTogether) {
  auto const wrap = [](std::string text, int times) {
    for (int i = 0; i < times; ++i) text = "(not some r k with g(" + text + "))";
    return text;
  };
  EXPECT_TRUE(parse({"", "define f() = " + wrap("a", 16)}).diagnostics.empty());
  EXPECT_EQ(parse({"", "define f() = " + wrap("a", 17)}).diagnostics.at(0).code, "too_deep");
  // A sum grows to the left: what stands first in it is deepest.
  auto sum = std::string("a");
  for (int i = 0; i < 8; ++i) sum = "(" + sum + repeated(" + a", 10) + ")";
  EXPECT_EQ(parse({"", "define f() = " + sum}).diagnostics.at(0).code, "too_deep");
}

// A million terms side by side are no nesting.
TEST(HostileText, AllowsLongConditions) {
  auto const text = "define f() = a" + repeated(" and a + b > c", 10'000);
  auto const parsed = parse({"", text});
  ASSERT_TRUE(parsed.diagnostics.empty()) << parsed.diagnostics[0].message;
  auto const& body = *std::get<syntax::Definition>(parsed.file.items.at(0)).body;
  EXPECT_EQ(std::get<syntax::Junction>(body.value).terms.size(), 10'001u);
}

TEST(HostileText, StopsAfterAThousandErrors) {
  auto const parsed = parse({"", repeated("rule a.b \"t\"\n  when\nend\n", 5'000)});
  ASSERT_EQ(parsed.diagnostics.size(), 1000u);
  EXPECT_EQ(parsed.diagnostics[998].code, "unexpected");
  EXPECT_EQ(parsed.diagnostics[999].code, "too_many_errors");
}

}  // namespace
}  // namespace bylaw::dsl
