// Rows that are evaluated anew only where a change may bear on them: after every one of thousands of changes they are
// the rows of a whole sweep, and so are the counts. Controls leave something out, and it shows.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "dsl/check.hpp"
#include "engine/standing/routes.hpp"
#include "engine/standing_table.hpp"
#include "tests/property/changing_state.hpp"
#include "tests/property/decide_generator.hpp"
#include "tests/property/pick.hpp"
#include "tests/support/asked.hpp"
#include "tests/support/sweep_text.hpp"

namespace bylaw::engine {
namespace {

constexpr dsl::Date day{20'607};
constexpr std::size_t any_number = 1'000'000;

using Rows = std::vector<StandingRow>;

std::shared_ptr<dsl::Rulebook const> rulebook() {
  static auto const read =
      std::make_shared<dsl::Rulebook const>(dsl::check(dsl::read_sources(BYLAW_SOURCE_DIR "/rules")).rulebook);
  return read;
}
std::shared_ptr<Program const> program() {
  static auto const compiled = compile(rulebook());
  return compiled;
}

Rows rows_of(StandingTable const& table) { return {table.begin(), table.end()}; }

// Counted one by one, as the table should have them.
void expect_same_counts(StandingTable const& table) {
  StandingTable const fresh(table.snapshot(), table.date(), rows_of(table));
  ASSERT_EQ(table.size(), fresh.size());
  for (Index rule = 0; rule < rulebook()->standing.size(); ++rule)
    ASSERT_EQ(table.counts(rule), fresh.counts(rule)) << rulebook()->standing[rule].name;
  for (Index column = 0; column < rulebook()->columns.size(); ++column) {
    auto const kept = table.by_concern(column), counted = fresh.by_concern(column);
    ASSERT_EQ(kept->size(), counted->size());
    for (auto const& [row, cells] : *counted)
      ASSERT_TRUE(std::ranges::equal(cells, kept->at(row), [](RuleCounts const& a, RuleCounts const& b) {
        return a.rule == b.rule && a.counts == b.counts;
      }));
  }
}

// Follows a state through so many changes; says how often the rows were not those of a whole sweep.
struct Followed {
  int wrong = 0;
  std::size_t evaluated = 0;
};
template <class Spoil>
Followed follow(Routes const& routes, unsigned seed, int changes, Spoil spoil) {
  generated::ChangingState state(rulebook(), day, seed, 24, 3);
  auto table = stand(*program(), state.snapshot(), day);
  for (Index column = 0; column < rulebook()->columns.size(); ++column) table->by_concern(column);
  Followed followed;
  for (int i = 0; i < changes; ++i) {
    state.change();
    auto changed = *difference(*table->snapshot(), *state.snapshot(), any_number);
    spoil(changed);
    table = refreshed(*program(), routes, *table, state.snapshot(), changed);
    followed.evaluated += table->evaluated();
    if (rows_of(*table) == sweep(*program(), *state.snapshot(), day)) continue;
    ++followed.wrong;
    table = stand(*program(), state.snapshot(), day);
  }
  expect_same_counts(*table);
  return followed;
}
void nothing(SnapshotDifference&) {}

TEST(StandingRefresh, GivesTheRowsOfASweepAfterEachOfThousandsOfChanges) {
  auto const routes = make_routes(*program());
  EXPECT_TRUE(routes->opaque.empty());
  auto const whole =
      stand(*program(), generated::ChangingState(rulebook(), day, 1, 24, 3).snapshot(), day)->evaluated();
  for (unsigned seed = 1; seed <= 8; ++seed) {
    auto const followed = follow(*routes, seed, 500, nothing);
    EXPECT_EQ(followed.wrong, 0) << "seed " << seed;
    EXPECT_LT(followed.evaluated / 500, whole / 4);
  }
}

TEST(StandingRefresh, GivesTheRowsOfTheReferenceToo) {
  auto const routes = make_routes(*program());
  generated::ChangingState state(rulebook(), day, 77, 24, 3);
  auto table = stand(*program(), state.snapshot(), day);
  for (int i = 0; i < 150; ++i) {
    state.change();
    table = refreshed(*program(), *routes, *table, state.snapshot());
    ASSERT_EQ(told(*state.snapshot(), rows_of(*table)),
              told(*state.snapshot(), sweep_by_reference(*rulebook(), *state.snapshot(), day)))
        << "change " << i;
  }
}

// The same changes again, with something left out: how often it shows.
template <class Spoil>
int wrong(Routes const& routes, Spoil spoil) {
  int times = 0;
  for (unsigned seed = 1; seed <= 8; ++seed) times += follow(routes, seed, 500, spoil).wrong;
  return times;
}

TEST(StandingRefresh, ShowsWhatWasLeftOutOnPurpose) {
  auto const routes = make_routes(*program());
  EXPECT_GT(wrong(*routes, [](SnapshotDifference& changed) { changed.rows.clear(); }), 100);
  EXPECT_GT(wrong(*routes, [](SnapshotDifference& changed) { changed.settings.clear(); }), 50);
  // Records are got to from a subject by references and by searching: without either way some change is missed.
  for (auto const way : {Origin::Kind::field, Origin::Kind::rows}) {
    auto lacking = *routes;
    for (auto& readings : lacking.readings)
      std::erase_if(readings, [&](Readers const& one) { return lacking.origins[one.from].kind == way; });
    EXPECT_GT(wrong(lacking, nothing), 0);
  }
}

TEST(StandingRefresh, TakesAnotherStateThatSharesNothing) {
  auto const routes = make_routes(*program());
  generated::ChangingState one(rulebook(), day, 3, 24, 3), other(rulebook(), day, 4, 20, 3);
  auto const table = stand(*program(), one.snapshot(), day);
  auto const moved = refreshed(*program(), *routes, *table, other.snapshot());
  EXPECT_EQ(rows_of(*moved), sweep(*program(), *other.snapshot(), day));
}

RC_GTEST_PROP(Refreshing, GivesTheRowsOfASweepForAnyRules, ()) {
  constexpr dsl::Date then{19'481};
  auto const book = generated::book({.facts = false});
  auto text = book.vocabulary;
  for (auto const& rule : book.rules) text += rule;
  auto const read = asked::read(text);
  auto const compiled = compile(read);
  auto const routes = make_routes(*compiled);
  generated::ChangingState state(read, then, static_cast<unsigned>(dsl::arbitrary::number(0, 1'000'000)), 6, 3);
  auto table = stand(*compiled, state.snapshot(), then);
  for (int i = 0; i < 12; ++i) {
    state.change();
    table = refreshed(*compiled, *routes, *table, state.snapshot());
    auto const whole = sweep(*compiled, *state.snapshot(), then);
    if (rows_of(*table) != whole)
      RC_FAIL(text.substr(book.vocabulary.size()) + "\nrefreshed:\n" + told(*state.snapshot(), rows_of(*table)) +
              "\nswept:\n" + told(*state.snapshot(), whole));
  }
}

}  // namespace
}  // namespace bylaw::engine
