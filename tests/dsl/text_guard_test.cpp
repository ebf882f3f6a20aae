#include "dsl/text_guard.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bylaw::dsl {
namespace {

std::string code_of(std::string const& text) {
  auto const refused = guard_text(text, 0);
  return refused ? refused->code : "";
}

TEST(TextGuard, RefusesWhatIsNotFitToBeRead) {
  struct Row {
    std::string bytes;
    std::string code;
  };
  Row const rows[] = {
      {std::string("\0", 1), "nul"},
      {"\x01", "control_character"},
      {"\x0B", "control_character"},
      {"\x0C", "control_character"},
      {"\x1B[2J", "control_character"},
      {"\x7F", "control_character"},
      {"\x80", "not_utf8"},
      {"\xBF", "not_utf8"},
      {"\xC0\x80", "not_utf8"},
      {"\xC1\xBF", "not_utf8"},
      {"\xC3", "not_utf8"},
      {"\xC3(", "not_utf8"},
      {"\xE0\x80\x80", "not_utf8"},
      {"\xE2\x82", "not_utf8"},
      {"\xED\xA0\x80", "not_utf8"},
      {"\xF0\x80\x80\x80", "not_utf8"},
      {"\xF4\x90\x80\x80", "not_utf8"},
      {"\xF8\x88\x80\x80\x80", "not_utf8"},
      {"\xFF\xFE", "not_utf8"},
      {"\u202A", "bidi_control"},
      {"\u202B", "bidi_control"},
      {"\u202C", "bidi_control"},
      {"\u202D", "bidi_control"},
      {"\u202E", "bidi_control"},
      {"\u2066", "bidi_control"},
      {"\u2067", "bidi_control"},
      {"\u2068", "bidi_control"},
      {"\u2069", "bidi_control"},
      {"\u200E", "bidi_control"},
      {"\u200F", "bidi_control"},
      {"\u061C", "bidi_control"},
      {"\t\r\n ~", ""},
      {"\u00E9\u4E2D\U0001F600", ""},
      {"\u2029\u2030\u200B", ""},
      {"\uD7FF\uE000\uFFFD\U0010FFFF", ""},
      {"", ""},
  };
  for (auto const& [bytes, code] : rows)
    for (std::size_t before = 0; before < 20;
         ++before) {  // wherever it stands in the groups of eight that are read at once
      auto const text = std::string(before, 'a') + bytes + std::string(9, 'z');
      auto const refused = guard_text(text, 3);
      EXPECT_EQ(refused ? refused->code : "", code) << testing::PrintToString(bytes) << " behind " << before;
      if (refused) {
        EXPECT_EQ(refused->where.span.begin, before);
        EXPECT_EQ(refused->where.source, 3u);
      }
    }
}

TEST(TextGuard, ReadsFiveMillionBytesAndNotOneMore) {
  EXPECT_EQ(code_of(std::string(5'000'000, 'a')), "");
  EXPECT_EQ(code_of(std::string(5'000'001, 'a')), "text_too_large");
}

}  // namespace
}  // namespace bylaw::dsl
