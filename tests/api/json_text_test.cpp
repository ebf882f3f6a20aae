#include "api/json_text.hpp"

#include <gmock/gmock.h>

namespace bylaw::api {
namespace {

struct Refused {
  char const* name;
  std::string text;
  char const* pointer;
  char const* code;
};

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

std::vector<Refused> const refused = {
    {"nothing", "", "", "not_json"},
    {"blanks", "  \n", "", "not_json"},
    {"a word", "yes", "", "not_json"},
    {"cut off", R"({"a": )", "", "not_json"},
    {"trailing comma", "[1,]", "", "not_json"},
    {"two documents", "{} {}", "", "not_json"},
    {"junk behind", "{}x", "", "not_json"},
    {"a NUL behind", std::string("{}\0x", 4), "", "not_json"},
    {"a NUL in a text", std::string("\"a\0b\"", 5), "", "not_json"},
    {"a comment", "{} // no", "", "not_json"},
    {"not a number", "[NaN]", "", "not_json"},
    {"infinity", "[-Infinity]", "", "not_json"},
    {"leading zero", "[01]", "", "not_json"},
    {"plus sign", "[+1]", "", "not_json"},
    {"single quotes", "['a']", "", "not_json"},
    {"control character", "\"a\nb\"", "", "not_json"},
    {"half a surrogate", R"(["\ud800"])", "", "not_json"},
    {"bad escape", R"(["\x"])", "", "not_json"},
    {"lone continuation byte", "[\"\x80\"]", "", "not_utf8"},
    {"overlong slash", "[\"\xC0\xAF\"]", "", "not_utf8"},
    {"surrogate in UTF-8", "[\"\xED\xA0\x80\"]", "", "not_utf8"},
    {"past the last character", "[\"\xF4\x90\x80\x80\"]", "", "not_utf8"},
    {"cut in a character", "\"\xE2\x82", "", "not_utf8"},
    {"number without end", R"({"a": [0, 1e999]})", "/a/1", "number_too_large"},
    {"key twice", R"({"a": 1, "a": 2})", "/a", "duplicate_key"},
    {"key twice, deep", R"({"x": [0, {"a": 1, "b/~": 2, "b/~": 3}]})", "/x/1/b~1~0", "duplicate_key"},
    {"key twice, escaped", R"({"a": 1, "\u0061": 2})", "/a", "duplicate_key"},
    {"65 deep", nested(65), "", "too_deep"},
    {"a million deep", nested(1'000'000 / 2), "", "too_deep"},
    {"objects too deep",
     [] {
       std::string text;
       for (int i = 0; i < 65; ++i) text += R"({"a":)";
       return text + "1" + std::string(65, '}');
     }(),
     "", "too_deep"},
};

TEST(JsonText, RefusesEachBadTextWithItsPlace) {
  for (auto const& [name, text, pointer, code] : refused) {
    auto const parsed = parse_json(text);
    ASSERT_FALSE(parsed) << name;
    EXPECT_EQ(parsed.error().code, code) << name << ": " << parsed.error().message;
    EXPECT_EQ(parsed.error().pointer, pointer) << name;
  }
}

TEST(JsonText, SaysWhereTheFaultIs) {
  auto const parsed = parse_json("{\n  \"a\": tru\n}");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().message, "This is not JSON: the fault is at line 2, column 11.");
}

TEST(JsonText, KeepsWhatIsWritten) {
  auto const parsed = parse_json(
      R"({"n": null, "t": true, "i": -9223372036854775808, "d": 0.10000000000000000000001, "s": "a\u00e9\n", "l": []})");
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(parsed->member("n")->is_null());
  EXPECT_TRUE(*parsed->member("t")->boolean());
  EXPECT_EQ(whole_number(*parsed->member("i")->number()), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(parsed->member("d")->number()->text, "0.10000000000000000000001");
  EXPECT_EQ(*parsed->member("s")->text(), "a\u00e9\n");
  EXPECT_TRUE(parsed->member("l")->list()->empty());
  EXPECT_EQ(parsed->member("x"), nullptr);
  EXPECT_TRUE(parse_json(nested(64)));
}

TEST(JsonText, WholeNumbersAreWholeAndFit) {
  for (auto const* text : {"1.0", "1e3", "9223372036854775808", "-9223372036854775809", "0.5"}) {
    EXPECT_EQ(whole_number(*parse_json(text)->number()), std::nullopt) << text;
  }
}

TEST(JsonText, FindsAKeyThatIsThereTwiceAmongMany) {
  std::string text = "{";
  for (int i = 0; i < 100; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  EXPECT_TRUE(parse_json(text + "\"k100\":0}"));
  for (auto const* key : {"k0", "k31", "k32", "k33", "k99"}) {
    auto const parsed = parse_json(text + '"' + key + "\":0}");
    ASSERT_FALSE(parsed) << key;
    EXPECT_EQ(parsed.error().pointer, std::string("/") + key);
  }
}

TEST(JsonText, BoundsBytesAndValues) {
  EXPECT_EQ(parse_json("[1,2,3]", {.bytes = 6}).error().code, "too_large");
  EXPECT_TRUE(parse_json("[1,2,3]", {.bytes = 7, .values = 4}));
  EXPECT_EQ(parse_json("[1,2,3]", {.values = 3}).error().code, "too_many_values");
}

TEST(JsonText, HandsRowsOverOneByOne) {
  std::vector<std::string> seen;
  auto const sink = [&](std::string const& name, std::size_t position, JsonValue const& row) {
    seen.push_back(name + std::to_string(position) + std::string(row.kind()));
  };
  auto const rest = parse_json_rows(R"({"a": [{"x": [1, 2]}, 5], "b": 7, "c": [[[]]]})", {.values = 8}, sink);
  ASSERT_TRUE(rest) << rest.error().message;
  EXPECT_THAT(seen, testing::ElementsAre("a0an object", "a1a number", "c0a list"));
  EXPECT_TRUE(rest->member("a")->list()->empty());
  EXPECT_EQ(rest->member("b")->number()->text, "7");
}

TEST(JsonText, RowsHaveTheirPlaceInFaults) {
  auto const nothing = [](std::string const&, std::size_t, JsonValue const&) {};
  auto const rest = parse_json_rows(R"({"a": [{"x": 1}, {"x": 1, "x": 2}]})", {}, nothing);
  ASSERT_FALSE(rest);
  EXPECT_EQ(rest.error().pointer, "/a/1/x");
}

}  // namespace
}  // namespace bylaw::api
