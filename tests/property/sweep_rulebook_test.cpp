// The standing rules of the real rulebook over made-up states: the compiled sweep and the reference give the same rows,
// after every one of hundreds of changes, whatever was chosen for the settings.
#include <gtest/gtest.h>

#include "dsl/check.hpp"
#include "engine/decide.hpp"
#include "engine/standing.hpp"
#include "tests/property/changing_state.hpp"
#include "tests/support/sweep_text.hpp"

namespace bylaw::engine {
namespace {

constexpr int of_each = 24;  // records of each kind: the reference looks at every one for every quantifier
constexpr int referred = 3;  // of them, which others refer to: so few that most conditions are met by some
constexpr dsl::Date day{20'607};

std::shared_ptr<dsl::Rulebook const> rulebook() {
  static auto const read =
      std::make_shared<dsl::Rulebook const>(dsl::check(dsl::read_sources(BYLAW_SOURCE_DIR "/rules")).rulebook);
  return read;
}

class RulebookSweep : public testing::Test {
 protected:
  void begin(unsigned seed) { state_.emplace(rulebook(), day, seed, of_each, referred); }
  void change() { state_->change(); }

  void expect_same_rows(dsl::Date date) {
    auto const& snapshot = *state_->snapshot();
    auto const compiled = sweep(*program_, snapshot, date);
    auto const reference = sweep_by_reference(*rulebook(), snapshot, date);
    for (auto const& row : compiled) ++seen_[{row.rule, row.status}];
    ASSERT_EQ(told(snapshot, compiled), told(snapshot, reference));
  }

  generated::RandomState& random() { return state_->random(); }
  // In how many of the rules some row had each status.
  std::map<dsl::StandingStatus, std::size_t> seen() const {
    std::map<dsl::StandingStatus, std::size_t> rules;
    for (auto const& [seen, count] : seen_) ++rules[seen.second];
    return rules;
  }

 private:
  std::shared_ptr<Program const> program_ = compile(rulebook());
  std::optional<generated::ChangingState> state_;
  std::map<std::pair<Index, dsl::StandingStatus>, std::size_t> seen_;
};

TEST_F(RulebookSweep, AgreesWithTheReferenceOnManyStates) {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    begin(seed);
    for (int i = 0; i < 30; ++i) change();
    ASSERT_NO_FATAL_FAILURE(expect_same_rows(dsl::Date{day.days + random().number(-400, 400)})) << "seed " << seed;
  }
  // Otherwise the states say nothing about most of the rules.
  auto const rules = seen();
  auto const all = rulebook()->standing.size();
  using enum dsl::StandingStatus;
  EXPECT_GT(rules.at(met), all / 2);
  EXPECT_GT(rules.at(unknown), all / 2);
  EXPECT_GT(rules.at(overdue) + rules.at(unmet), all / 2);
  EXPECT_GT(rules.at(due), all / 10);
}

TEST_F(RulebookSweep, AgreesWithTheReferenceAfterEveryChange) {
  begin(20231104);
  for (int i = 0; i < 300; ++i) {
    change();
    ASSERT_NO_FATAL_FAILURE(expect_same_rows(day)) << "change " << i;
  }
}

}  // namespace
}  // namespace bylaw::engine
