#include "dsl/diagnostic.hpp"

#include <gtest/gtest.h>

namespace bylaw::dsl {
namespace {

Diagnostic at(Span span, std::string message = "wrong") {
  return {.code = "test", .where = {0, span}, .message = std::move(message), .other = {}, .other_message = {}};
}
std::string rendered(std::string const& text, Span span) { return render({{"a.rules", text}}, at(span)); }

TEST(Diagnostic, RendersTheLineWithACaret) {
  struct Row {
    std::string text;
    Span span;
    std::string rendered;
  };
  Row const rows[] = {
      {"abc def\n", {4, 7}, "a.rules:1:5: error: wrong\n  1 | abc def\n    |     ^~~\n"},
      {"one\ntwo", {4, 7}, "a.rules:2:1: error: wrong\n  2 | two\n    | ^~~\n"},
      {"one\ntwo", {7, 7}, "a.rules:2:4: error: wrong\n  2 | two\n    |    ^\n"},
      {"one\ntwo", {3, 3}, "a.rules:1:4: error: wrong\n  1 | one\n    |    ^\n"},
      {"one\ntwo", {1, 6}, "a.rules:1:2: error: wrong\n  1 | one\n    |  ^~\n"},  // only the first line is marked
      {"", {0, 0}, "a.rules:1:1: error: wrong\n  1 | \n    | ^\n"},
      {"a", {99, 120}, "a.rules:1:2: error: wrong\n  1 | a\n    |  ^\n"},  // behind the end
      {"\ta\tb c", {3, 4}, "a.rules:1:4: error: wrong\n  1 | \ta\tb c\n    | \t \t^\n"},
      {"é 漢 x", {7, 8}, "a.rules:1:8: error: wrong\n  1 | é 漢 x\n    |      ^\n"},  // é is 1 column, 漢 is 2
      {"é 漢 x", {3, 6}, "a.rules:1:4: error: wrong\n  1 | é 漢 x\n    |   ^~\n"},
      {"e\u0301 x", {4, 5}, "a.rules:1:5: error: wrong\n  1 | e\u0301 x\n    |   ^\n"},
      {"ab\r\ncd\r\n", {1, 2}, "a.rules:1:2: error: wrong\n  1 | ab\n    |  ^\n"},
      {"a\x1B[2Jb\xFF"
       "c",
       {6, 7},
       "a.rules:1:7: error: wrong\n  1 | a\uFFFD[2Jb\uFFFDc\n    |       ^\n"},
      {"a\u202E"
       "b",
       {4, 5},
       "a.rules:1:5: error: wrong\n  1 | a\uFFFDb\n    |   ^\n"},
      {std::string(9, '\n') + "ten", {9, 12}, "a.rules:10:1: error: wrong\n  10 | ten\n     | ^~~\n"},
  };
  for (auto const& row : rows)
    EXPECT_EQ(rendered(row.text, row.span), row.rendered) << testing::PrintToString(row.text);
}

TEST(Diagnostic, ShowsOnlyTheNeighbourhoodInAVeryLongLine) {
  auto const text = std::string(5000, 'a') + "X" + std::string(5000, 'b');
  auto const line = rendered(text, {5000, 5001});
  EXPECT_LT(line.size(), 500u);
  EXPECT_NE(line.find("..." + std::string(60, 'a') + "Xbbb"), std::string::npos);
  EXPECT_NE(line.find("| " + std::string(63, ' ') + "^\n"), std::string::npos);
}

TEST(Diagnostic, ShowsTheOtherPlaceInItsOwnFile) {
  std::vector<Source> const sources = {{"a.rules", "first"}, {"b.rules", "\nsecond"}};
  auto diagnostic = at({0, 5});
  diagnostic.severity = Severity::warning;
  diagnostic.other = Location{1, {1, 7}};
  diagnostic.other_message = "here it is";
  EXPECT_EQ(render(sources, diagnostic),
            "a.rules:1:1: warning: wrong\n  1 | first\n    | ^~~~~\n"
            "b.rules:2:1: note: here it is\n  2 | second\n    | ^~~~~~\n");
}

TEST(Diagnostic, WritesJson) {
  std::vector<Source> const sources = {{"a \"b\"\\c.rules", "one\ntwo\n"}, {"\xFF.rules", "x"}};
  auto first = at({4, 7}, "tab\t, NUL \x01, \u202E and é");
  first.other = Location{1, {0, 1}};
  first.other_message = "there";
  auto second = at({0, 7});
  second.severity = Severity::warning;
  EXPECT_EQ(
      to_json(sources, {first, second}),
      R"([{"severity":"error","code":"test","message":"tab\u0009, NUL \u0001, \u202e and é","file":"a \"b\"\\c.rules",)"
      R"("line":2,"column":1,"end_line":2,"end_column":4,"other":{"message":"there","file":")"
      "\uFFFD"
      R"(.rules","line":1,"column":1,"end_line":1,"end_column":2}},)"
      R"({"severity":"warning","code":"test","message":"wrong","file":"a \"b\"\\c.rules",)"
      R"("line":1,"column":1,"end_line":2,"end_column":4}])");
  EXPECT_EQ(to_json(sources, {}), "[]");
}

TEST(Diagnostic, CountsOnlyErrorsAsErrors) {
  auto warning = at({});
  warning.severity = Severity::warning;
  EXPECT_FALSE(has_errors({}));
  EXPECT_FALSE(has_errors({warning}));
  EXPECT_TRUE(has_errors({warning, at({})}));
}

TEST(Nearest, FindsSlipsOfThePen) {
  struct Row {
    char const* word;
    std::vector<std::string_view> candidates;
    char const* best;
  };
  Row const rows[] = {
      {"whn", {"when", "then"}, "when"},    // a letter too few
      {"whenn", {"when", "then"}, "when"},  // one too many
      {"wpen", {"when"}, "when"},           // another one
      {"adn", {"and", "any"}, "and"},       // two that changed places
      {"becuase", {"because"}, "because"},
      {"recomended", {"recorded", "recommended"}, "recommended"},
      {"aaa", {"bbb", "abc"}, ""},  // short words must be closer
      {"unles", {"unless", "undo"}, "unless"},
      {"undtermnd", {"undetermined"}, ""},  // three slips
      {"when", {"when"}, ""},               // no slip at all
      {"when", {"when", "whom"}, ""},
      {"when", {"when", "then"}, "then"},
      {"a", {"b", "an"}, ""},
      {"", {"a"}, ""},
      {"anything", {}, ""},
  };
  for (auto const& [word, candidates, best] : rows) EXPECT_EQ(nearest(word, candidates), best) << word;
  EXPECT_EQ(nearest(std::string(100'000, 'a'), {"a", std::string_view("aaaa")}), "");
}

}  // namespace
}  // namespace bylaw::dsl
