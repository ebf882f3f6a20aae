// Figures kept without their rows, over the demo network as it changes: those of a whole count after every change,
// and little is evaluated for them. Seen failing: recounted() that counts in the state after only.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "engine/day_figures.hpp"
#include "tests/bench/material.hpp"

namespace bylaw::bench {
namespace {

using engine::Index;
using State = std::shared_ptr<engine::Snapshot const>;

constexpr dsl::Date days[] = {dsl::Date{20'607}, dsl::Date{20'300}};

std::vector<std::tuple<std::int64_t, int, int, std::uint32_t>> told(engine::DayFigures const& figures) {
  std::vector<std::tuple<std::int64_t, int, int, std::uint32_t>> all;
  for (auto const& cell : figures.all()) all.emplace_back(-1, cell.rule, cell.status, cell.count);
  for (auto const& [about, cells] : figures.by_first())
    for (auto const& cell : cells) all.emplace_back(about, cell.rule, cell.status, cell.count);
  return all;
}

// One record gets in one field what another record has there.
State changed(State const& state, std::mt19937& random) {
  auto const number = [&](std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random); };
  auto const& book = *state->rulebook;
  for (;;) {
    auto const kind = static_cast<Index>(number(book.records.size()));
    auto const& rows = state->table(kind).rows;
    if (book.records[kind].in_rulebook || rows.empty()) continue;
    auto record = engine::record_of(*state, kind, rows[number(rows.size())]);
    auto const field = number(book.records[kind].fields.size());
    if (std::ranges::count(book.records[kind].key, static_cast<Index>(field)) > 0) continue;
    record.fields[field] = engine::record_of(*state, kind, rows[number(rows.size())]).fields[field];
    if (auto made = engine::overlay(state, {{kind, {std::move(record)}}})) return *made;
  }
}

TEST(DayFigures, AreThoseOfAWholeCountAfterChanges) {
  auto const& program = *material().program;
  auto const routes = engine::make_routes(program);
  std::mt19937 random(7);
  auto state = material().store->snapshot();
  for (auto const day : days) {
    auto figures = engine::count_day(program, state, day);
    int again = 0;
    for (int stretch = 0; stretch < 25; ++stretch) {
      for (int i = 0; i < 20; ++i) {
        state = changed(state, random);
        auto made = engine::recounted(program, *routes, *figures, state);
        if (!made) ++again;
        figures = made ? made : engine::count_day(program, state, day);
      }
      ASSERT_EQ(told(*figures), told(*engine::count_day(program, state, day))) << stretch;
    }
    EXPECT_LT(again, 100);  // of 500 changes, the few that bear on everything
  }
}

TEST(DayFigures, AreThoseOfTheRows) {
  auto const& program = *material().program;
  auto const state = material().store->snapshot();
  for (auto const day : days)
    EXPECT_EQ(told(*engine::count_rows(*engine::stand(program, state, day))), told(*engine::count_day(program, state, day)));
}

TEST(DayFigures, AreLeftOffWhenAsked) {
  int asked = 0;
  auto const figures =
      engine::count_day(*material().program, material().store->snapshot(), days[0], [&] { return ++asked > 5; });
  EXPECT_EQ(figures, nullptr);
  EXPECT_EQ(asked, 6);
}

}  // namespace
}  // namespace bylaw::bench
