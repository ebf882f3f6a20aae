#include <gtest/gtest.h>

#include "dsl/parse.hpp"
#include "tests/dsl/outline.hpp"

namespace bylaw::dsl {
namespace {

struct Row {
  char const* text;
  char const* outline;
};

// The outline of an expression, or what is wrong with it.
std::string outline(std::string const& text) {
  Source const source{"", "define f() = " + text + "\n"};
  auto const parsed = parse(source);
  if (!parsed.diagnostics.empty()) return parsed.diagnostics.front().message;
  if (parsed.file.items.size() != 1) return "no single item";
  auto const* definition = std::get_if<syntax::Definition>(&parsed.file.items.front());
  return definition ? Outline()(definition->body) : "no definition";
}
void expect_outlines(std::vector<Row> const& rows) {
  for (auto const& [text, expected] : rows) EXPECT_EQ(outline(text), expected) << text;
}

TEST(ParseExpression, BindsOperatorsAsTheLanguageSays) {
  expect_outlines({
      {"a or b and c", "(or a (and b c))"},
      {"(a or b) and c", "(and (or a b) c)"},
      {"a or b or c and d and e or f", "(or a b (and c d e) f)"},
      {"a and (b and c)", "(and a (and b c))"},
      {"(a and b) and c", "(and (and a b) c)"},
      {"not a and b", "(and (not a) b)"},
      {"not (a and b)", "(not (and a b))"},
      {"not not a", "(not (not a))"},
      {"not a is b", "(not (is a b))"},
      {"(not a) is b", "(is (not a) b)"},
      {"a + b - c", "(- (+ a b) c)"},
      {"a - (b - c)", "(- a (- b c))"},
      {"a otherwise b + c", "(+ (otherwise a b) c)"},
      {"a + b > c - d", "(> (+ a b) (- c d))"},
      {"a < b and c <= d and e > f and g >= h", "(and (< a b) (<= c d) (> e f) (>= g h))"},
      {"a<b", "(< a b)"},
      {"a<=b", "(<= a b)"},
      {"((((a))))", "a"},
  });
}

TEST(ParseExpression, ComparesAndTests) {
  expect_outlines({
      {"a is b", "(is a b)"},
      {"a is not b", "(is-not a b)"},
      {"a is not (not b)", "(is-not a (not b))"},
      {"a.b is recorded", "(recorded a.b)"},
      {"a.b is not recorded", "(not-recorded a.b)"},
      {"a is known and not b is known", "(and (known a) (not (known b)))"},
      {"a is not known", "(not-known a)"},
      {"a in (b, c, d)", "(in a (of b c d))"},
      {"a in (b)", "(in a (of b))"},
      {"a not in b.list", "(not-in a b.list)"},
      {"a + 1 in (b + 1, 2)", "(in (+ a 1) (of (+ b 1) 2))"},
      {"not a in b", "(not (in a b))"},
      {"a is knownness", "(is a knownness)"},
  });
}

TEST(ParseExpression, LetsQuantifiersReachAsFarAsTheyCan) {
  expect_outlines({
      {"some r k", "(some r:k)"},
      {"some r k and a", "(and (some r:k) a)"},
      {"some r k with a and b or c", "(some r:k with (or (and a b) c))"},
      {"(some r k with a) and b", "(and (some r:k with a) b)"},
      {"no r k with a", "(no r:k with a)"},
      {"not some r k with a", "(not (some r:k with a))"},
      {"every r k has a and b", "(every r:k has (and a b))"},
      {"every r k with a or b has c", "(every r:k with (or a b) has c)"},
      {"every r k with every s j has a has b", "(every r:k with (every s:j has a) has b)"},
      {"every x in a.list has x in (b, c)", "(every x in a.list has (in x (of b c)))"},
      {"some x in a.list with x is b", "(some x in a.list with (is x b))"},
      {"no x in a otherwise b with x", "(no x in (otherwise a b) with x)"},
      {"a and some r k with b and c", "(and a (some r:k with (and b c)))"},
  });
}

TEST(ParseExpression, ReadsCallsAndAggregates) {
  expect_outlines({
      {"f()", "(call f)"},
      {"f(a, b and c, (d))", "(call f a (and b c) d)"},
      {"f (a)", "(call f a)"},
      {"year(date) is 2025", "(is (call year date) 2025)"},
      {"count(r k) >= 2", "(>= (count r:k) 2)"},
      {"count(r k with a and b) is 0", "(is (count r:k with (and a b)) 0)"},
      {"sum(k.x for r k with a) > USD 1", "(> (sum of k.x r:k with a) USD:1.00)"},
      {"sum(k.x + k.y for r k)", "(sum of (+ k.x k.y) r:k)"},
      {"f(latest(r k by k.on with a), earliest(r k by k.on + 1 month))",
       "(call f (latest of k.on r:k with a) (earliest of (+ k.on 1m) r:k))"},
      {"setting a.b is c", "(is (setting a.b) c)"},
      {"count > sum and latest is earliest", "(and (> count sum) (is latest earliest))"},
  });
}

TEST(ParseExpression, ReadsLiterals) {
  expect_outlines({
      {"true and false", "(and #true #false)"},
      {"0 < 9223372036854775807", "(< 0 9223372036854775807)"},
      {"1.09 < 9223372036.854775807", "(< decimal:1.09 decimal:9223372036.854775807)"},
      {"USD 100,000 < EUR 12.50", "(< USD:100000.00 EUR:12.50)"},
      {"JPY 1,234,567", "JPY:1234567"},
      {"x in (USD 1,USD 2, USD 3,000)", "(in x (of USD:1.00 USD:2.00 USD:3000.00))"},
      {"x in (1,2,3)", "(in x (of 1 2 3))"},
      {"2024-02-29", "2024-02-29"},
      {"date + 24 months - 1 day", "(- (+ date 24m) 1d)"},
      {"1 month < 30 days", "(< 1m 30d)"},
      {"30\ndays", "30d"},
      {R"("a \"b\" \\ c")", R"('a "b" \ c')"},
      {"\"\"", "''"},
      {"r.currency is EUR", "(is r.currency EUR)"},
      {"2025 - 1", "(- 2025 1)"},
      {"a -- comment\n -- another\n + 1", "(+ a 1)"},
      {"a - 1", "(- a 1)"},
      {"a -1", "(- a 1)"},
  });
}

TEST(ParseExpression, LetsWordsOfTheLanguageBeNamesWhereThatIsClear) {
  expect_outlines({
      {"group is action", "(is group action)"},
      {"t.end < t.on and k.has.with.by is start", "(and (< t.end t.on) (is k.has.with.by start))"},
      {"date >= record and case is rule", "(and (>= date record) (is case rule))"},
      {"x in (norm, when, end, not, or)", "(in x (of norm when end not or))"},
      {"x is norm and y is not may", "(and (is x norm) (is-not y may))"},
      {"x is no", "(is x no)"},
      {"x is no or y", "(or (is x no) y)"},
      {"(x is with)", "(is x with)"},
      {"every r k with k.x is no has a", "(every r:k with (is k.x no) has a)"},
      {"x is no\n", "(is x no)"},
      {"x is not (not \"\")", "(is-not x (not ''))"},
      {"x is some r k", "(is x (some r:k))"},
      {"key is default and list is none and force is source",
       "(and (is key default) (is list none) (is force source))"},
      {"recorded is recorded", "(recorded recorded)"},
      {"one and of and ref", "(and one of ref)"},
  });
}

TEST(ParseExpression, CoversItsBytes) {
  std::string const text = "define f() =  ( a  or  b.c is recorded  ) -- comment\n  and d + 12  months > e  -- end\n";
  auto const parsed = parse({"", text});
  ASSERT_TRUE(parsed.diagnostics.empty());
  auto const& junction = std::get<syntax::Junction>(std::get<syntax::Definition>(parsed.file.items[0]).body->value);
  auto const covered = [&](Span span) { return text.substr(span.begin, span.end - span.begin); };
  EXPECT_EQ(covered(syntax::span_of(*junction.terms[0])), "a  or  b.c is recorded");
  EXPECT_EQ(covered(syntax::span_of(*junction.terms[1])), "d + 12  months > e");
  auto const& comparison = std::get<syntax::Comparison>(junction.terms[1]->value);
  EXPECT_EQ(covered(syntax::span_of(*comparison.left)), "d + 12  months");
  auto const& sum = std::get<syntax::Arithmetic>(comparison.left->value);
  EXPECT_EQ(covered(syntax::span_of(*sum.right)), "12  months");
  EXPECT_EQ(covered(std::get<syntax::Definition>(parsed.file.items[0]).span), text.substr(0, text.find("  -- end")));
}

}  // namespace
}  // namespace bylaw::dsl
