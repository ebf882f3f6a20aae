// Texts and their numbers: against an ordinary map, and at the lengths where they are kept otherwise.
#include "engine/text_table.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace bylaw::engine {
namespace {

TEST(TextTable, HasNothingAtFirst) {
  TextTable const table;
  EXPECT_EQ(table.size(), 0u);
  EXPECT_FALSE(table.find(""));
}

TEST(TextTable, KeepsTextsOfEveryLength) {
  TextTable table;
  std::vector<std::string> texts;
  for (std::size_t const length : {0, 1, 253, 254, 255, 256, 300, 70'000, 3'000'000}) {
    texts.emplace_back(length, 'x');
    if (length > 0) texts.emplace_back(length, '\0');
  }
  for (auto const& text : texts) EXPECT_TRUE(table.add(text).second) << text.size();
  for (TextTable::Number number = 0; number < texts.size(); ++number) {
    EXPECT_EQ(table.text(number), texts[number]);
    EXPECT_EQ(table.find(texts[number]), number);
    EXPECT_EQ(table.add(texts[number]), std::pair(number, false));
  }
}

TEST(TextTable, NumbersTextsAsTheyCome) {
  std::mt19937 random(7);
  TextTable table;
  std::map<std::string, TextTable::Number> plain;
  std::vector<std::string_view> places;
  for (int i = 0; i < 50'000; ++i) {
    auto const text = "p-" + std::to_string(random() % 20'000);
    auto const [number, is_new] = table.add(text);
    auto const [known, added] = plain.try_emplace(text, static_cast<TextTable::Number>(plain.size()));
    EXPECT_EQ(number, known->second);
    EXPECT_EQ(is_new, added);
    if (is_new) places.push_back(table.text(number));
  }
  for (auto const& [text, number] : plain) {
    EXPECT_EQ(table.find(text), number);
    EXPECT_EQ(table.text(number).data(), places[number].data());  // as long as the table is there
  }
  EXPECT_FALSE(table.find("p-20000"));
}

}  // namespace
}  // namespace bylaw::engine
