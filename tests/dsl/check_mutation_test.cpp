// A good rulebook with words taken out, doubled, exchanged or replaced: whatever comes of it, check() answers.
#include <gtest/gtest.h>

#include <random>

#include "tests/dsl/club.hpp"

namespace bylaw::dsl {
namespace {

// The words and marks of the club's rulebook, with the blanks behind them.
std::vector<std::string> pieces() {
  std::vector<std::string> found(1);
  bool behind = false;
  for (auto const letter : std::string(club::text)) {
    bool const blank = letter == ' ' || letter == '\n';
    if (behind && !blank) found.emplace_back();
    behind = blank || letter == '(' || letter == '.' || letter == ',';
    found.back() += letter;
  }
  return found;
}

void mutate(std::vector<std::string>& words, std::mt19937& random) {
  auto const any = [&] { return std::uniform_int_distribution<std::size_t>(0, words.size() - 1)(random); };
  auto const at = any(), other = any();
  switch (std::uniform_int_distribution<int>(0, 3)(random)) {
    case 0:
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
      break;
    case 1:
      words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), words[other]);
      break;
    case 2:
      std::swap(words[at], words[other]);
      break;
    default:
      words[at] = words[other];
  }
}

std::string joined(std::vector<std::string> const& words) {
  std::string text;
  for (auto const& word : words) text += word;
  return text;
}

TEST(CheckMutated, AlwaysAnswersWithPlacesInTheText) {
  auto const original = pieces();
  ASSERT_TRUE(check({{"club", joined(original)}}).diagnostics.empty());
  std::mt19937 random(20210101);
  int faulty = 0;
  for (int round = 0; round < 1500; ++round) {
    auto words = original;
    for (int i = 0; i <= round % 4; ++i) mutate(words, random);
    auto const checked = check({{"club", joined(words)}});
    faulty += has_errors(checked.diagnostics);
    for (auto const& diagnostic : checked.diagnostics) {
      ASSERT_EQ(diagnostic.where.source, 0u);
      ASSERT_LE(diagnostic.where.span.begin, diagnostic.where.span.end);
      ASSERT_LE(diagnostic.where.span.end, checked.rulebook.sources[0].text.size());
      ASSERT_FALSE(diagnostic.message.empty());
    }
  }
  EXPECT_GT(faulty, 1000) << "most changes break something";
}

// One file cut short at every line: recovered trees of every shape.
TEST(CheckMutated, AlwaysAnswersForTextCutShort) {
  std::string const whole(club::text);
  for (auto end = whole.find('\n'); end != std::string::npos; end = whole.find('\n', end + 1))
    EXPECT_FALSE(check({{"club", whole.substr(0, end)}}).rulebook.revision.empty());
}

// A checked rulebook is whole: every index leads somewhere.
TEST(CheckMutated, LeavesNoLooseEndsWhereItFindsNoErrors) {
  auto const original = pieces();
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    auto words = original;
    mutate(words, random);
    auto const checked = check({{"club", joined(words)}});
    if (has_errors(checked.diagnostics)) continue;
    auto const& book = checked.rulebook;
    for (auto const& definition : book.definitions) ASSERT_LT(definition.body, book.expressions.size());
    for (auto const& rule : book.rules) ASSERT_LT(rule.norm, book.norms.size());
    for (auto const& scenario : book.scenarios) ASSERT_LT(scenario.action, book.actions.size());
    for (auto const& expression : book.expressions)
      for (auto const operand : expression.operands) ASSERT_TRUE(operand == none || operand < book.expressions.size());
  }
}

}  // namespace
}  // namespace bylaw::dsl
