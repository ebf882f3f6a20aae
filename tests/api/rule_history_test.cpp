// What a rule said in the rulebooks that have been in force, from what the database keeps of them.
// Seen failing: rule_text() that takes any text with the name in it; rule_changes() that forgets what it has seen.
#include <gmock/gmock.h>

#include <filesystem>

#include "api/pages/rule_history.hpp"
#include "api/pages/text_difference.hpp"
#include "dsl/check.hpp"
#include "engine/archive.hpp"
#include "tests/api/workshop.hpp"

namespace bylaw::api::pages {
namespace {

using Kind = RuleChange::Kind;

TEST(TextDifference, NamesLinesThatWentAndCame) {
  std::vector<std::pair<DifferentLine::Kind, std::string>> told;
  for (auto const& line : text_difference("a\nb\nc\nd", "a\nc\nx\nd\n")) told.emplace_back(line.kind, line.text);
  using enum DifferentLine::Kind;
  EXPECT_EQ(told, (std::vector<std::pair<DifferentLine::Kind, std::string>>{
                      {same, "a"}, {removed, "b"}, {same, "c"}, {added, "x"}, {same, "d"}}));
  EXPECT_TRUE(text_difference("", "").empty());
  EXPECT_EQ(text_difference("", "a").size(), 1);
}

TEST(RuleText, IsFoundByItsWholeName) {
  std::vector<dsl::Source> const sources = {{"a", "-- rule a.b is here\nrule a.bc \"No\"\n  on x\nend\n\nrule a.b \"Yes\"\n  on x\nend\n"}};
  EXPECT_EQ(rule_text(sources, "rule", "a.b"), "rule a.b \"Yes\"\n  on x\nend");
  EXPECT_EQ(rule_text(sources, "rule", "a"), std::nullopt);
  EXPECT_EQ(rule_text(sources, "standing", "a.b"), std::nullopt);
}

// The workshop with one word of its text replaced.
std::shared_ptr<dsl::Rulebook const> rulebook_with(std::string const& word, std::string const& other) {
  auto text = workshop::text;
  if (auto const at = text.find(word); at != std::string::npos) text.replace(at, word.size(), other);
  auto checked = dsl::check({{"workshop.rules", text}});
  EXPECT_FALSE(dsl::has_errors(checked.diagnostics));
  return std::make_shared<dsl::Rulebook const>(std::move(checked.rulebook));
}

TEST(RuleHistory, TellsWhenTheTextOfARuleChanged) {
  auto const folder = std::filesystem::temp_directory_path() / ("bylaw-history-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  auto const path = (folder / "w.db").string();
  auto const& rule = workshop::rulebook()->rules.front();
  std::vector<std::pair<Kind, bool>> told;
  for (auto const& [word, other] : std::vector<std::pair<std::string, std::string>>{
           {"", ""}, {rule.title, "Another title."}, {"rule " + rule.name, "rule " + rule.name + "_then"}, {"", ""}}) {
    auto const store = engine::Store::open(path, rulebook_with(word, other));
    if (store->archive().rulebooks(10).size() < 4) continue;
    for (auto const& change : rule_changes(store->archive(), "rule", rule.name))
      told.emplace_back(change.kind, change.before != change.after);
    EXPECT_EQ(store->archive().rulebooks(2).size(), 2);
  }
  EXPECT_EQ(told, (std::vector<std::pair<Kind, bool>>{
                      {Kind::back, true}, {Kind::gone, true}, {Kind::changed, true}, {Kind::first_seen, true}}));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace bylaw::api::pages
