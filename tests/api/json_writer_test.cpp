#include "api/json_writer.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bylaw::api {
namespace {

std::string string_of(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonWriter, EscapesWhatHasTo) {
  EXPECT_EQ(string_of("a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
  EXPECT_EQ(string_of(std::string_view("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
  EXPECT_EQ(string_of("é€𝄞"), "\"é€𝄞\"");
}

// Long texts are looked at several bytes at a time; wherever among them a character stands, it must be noticed.
TEST(JsonWriter, EscapesAtEveryPlaceOfALongText) {
  for (std::size_t at = 0; at < 40; ++at) {
    for (std::string const special : {"\"", "\\", "\n", "\x01", "\x1f", "é", "!", "#", "[", "]", " ", "~", "\x7f"}) {
      auto const text = std::string(at, 'a') + special + std::string(40 - at, ' ');
      auto const out = string_of(text);
      EXPECT_EQ(nlohmann::json::parse(out).get<std::string>(), text) << out;
    }
  }
}

TEST(JsonWriter, ReplacesBrokenBytes) {
  for (auto const* broken :
       {"\x80", "\xC0\xAF", "\xE2\x82", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\xF0\x80\x80\x80"}) {
    auto const out = string_of(std::string("a") + broken + "b");
    auto const read = nlohmann::json::parse(out).get<std::string>();
    EXPECT_TRUE(read.starts_with("a\uFFFD") && read.ends_with("b")) << out;
  }
}

TEST(JsonWriter, EveryCharacterComesBack) {
  for (unsigned c = 0; c < 128; ++c) {
    std::string const text(3, static_cast<char>(c));
    EXPECT_EQ(nlohmann::json::parse(string_of(text)).get<std::string>(), text) << c;
  }
}

TEST(JsonWriter, PutsCommasBetween) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("a", 1);
  json.member("b", true);
  json.key("c");
  json.begin_list();
  json.begin_object();
  json.end_object();
  json.begin_list();
  json.end_list();
  json.text("x");
  json.null();
  json.end_list();
  json.text_or_null("d", "");
  json.member("e", "word");
  json.texts("f", std::vector<std::string>{"y", "z"});
  json.end_object();
  EXPECT_EQ(out, R"({"a":1,"b":true,"c":[{},[],"x",null],"d":null,"e":"word","f":["y","z"]})");
}

TEST(JsonWriter, NumbersAreExact) {
  std::string out;
  JsonWriter(out).number(std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(out, "-9223372036854775808");
}

}  // namespace
}  // namespace bylaw::api
