// The standing rules of the real rulebook over made-up states: the compiled sweep and the reference give the same rows,
// after every one of hundreds of changes, whatever was chosen for the settings.
#include <gtest/gtest.h>

#include "dsl/check.hpp"
#include "engine/decide.hpp"
#include "engine/snapshot_settings.hpp"
#include "engine/standing.hpp"
#include "tests/property/random_state.hpp"
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

std::shared_ptr<Snapshot const> require(std::expected<std::shared_ptr<Snapshot const>, Faults> made) {
  if (!made) throw std::runtime_error(made.error().front().message);
  return *made;
}

class RulebookSweep : public testing::Test {
 protected:
  void begin(unsigned seed) {
    random_.emplace(*rulebook(), day, seed);
    snapshot_ = require(make_snapshot(rulebook(), random_->state(of_each, referred)));
  }

  // Sets a setting, or writes a record anew, or a new one, or takes one away that nothing refers to.
  void change() {
    auto const kind = random_->any_kind();
    switch (random_->number(0, 5)) {
      case 0:
        return set(static_cast<Index>(random_->number(0, static_cast<int>(rulebook()->settings.size()) - 1)));
      case 1:
        return remove(kind, static_cast<std::size_t>(random_->number(0, of_each)));
      default:
        write(kind, random_->record(kind, random_->number(1, of_each + 2), referred));
    }
  }

  void expect_same_rows(dsl::Date date) {
    auto const compiled = sweep(*program_, *snapshot_, date);
    auto const reference = sweep_by_reference(*rulebook(), *snapshot_, date);
    for (auto const& row : compiled) ++seen_[{row.rule, row.status}];
    ASSERT_EQ(told(*snapshot_, compiled), told(*snapshot_, reference));
  }

  generated::RandomState& random() { return *random_; }
  // In how many of the rules some row had each status.
  std::map<dsl::StandingStatus, std::size_t> seen() const {
    std::map<dsl::StandingStatus, std::size_t> rules;
    for (auto const& [seen, count] : seen_) ++rules[seen.second];
    return rules;
  }

 private:
  void write(Index kind, StateRecord row) {
    snapshot_ = require(overlay(snapshot_, {StateTable{kind, {std::move(row)}}}));
  }
  void set(Index setting) { write(find_setting_record(*rulebook()).record, random_->chosen_setting(setting)); }
  void remove(Index kind, std::size_t which) {
    auto const& rows = snapshot_->table(kind).rows;
    if (which < rows.size() && referrers(*snapshot_, kind, rows[which]).empty())
      snapshot_ = without(*snapshot_, kind, rows[which]);
  }

  std::shared_ptr<Program const> program_ = compile(rulebook());
  std::optional<generated::RandomState> random_;
  std::shared_ptr<Snapshot const> snapshot_;
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
