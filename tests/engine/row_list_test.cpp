// Lists of rows: against an ordinary set, on both sides of the length from which they are kept elsewhere.
#include "engine/row_list.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace bylaw::engine {
namespace {

void expect_same(RowList const& list, std::set<Row> const& plain) {
  EXPECT_EQ(list.size(), plain.size());
  EXPECT_EQ(list.empty(), plain.empty());
  EXPECT_TRUE(std::ranges::equal(list.rows(), plain));
}

TEST(RowList, HoldsWhatASetHolds) {
  std::mt19937 random(20261128);
  for (unsigned const range : {1u, 3u, 5u, 9u, 200u}) {
    RowList list;
    std::set<Row> plain;
    for (int i = 0; i < 2'000; ++i) {
      auto const row = static_cast<Row>(random() % range);
      if (random() % 2 == 0) {
        list.insert(row);
        plain.insert(row);
      } else {
        list.remove(row);
        plain.erase(row);
      }
      expect_same(list, plain);
    }
  }
}

TEST(RowList, LeavesCopiesAsTheyWere) {
  for (Row const length : {0u, 2u, 3u, 4u, 50u}) {
    RowList list;
    std::set<Row> plain;
    for (Row row = 0; row < length; ++row) {
      list.insert(row * 2);
      plain.insert(row * 2);
    }
    auto copy = list;
    copy.insert(1);
    copy.remove(0);
    expect_same(list, plain);
    RowList const moved(std::move(copy));
    list = moved;
    plain.insert(1);
    plain.erase(0);
    expect_same(list, plain);
    expect_same(moved, plain);
  }
}

}  // namespace
}  // namespace bylaw::engine
