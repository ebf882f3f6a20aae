// The containers that snapshots share with each other: against ordinary ones, through many copies.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "engine/shared_array.hpp"
#include "engine/shared_map.hpp"

namespace bylaw::engine {
namespace {

using Plain = std::map<std::int64_t, std::vector<int>>;
using Shared = SharedMap<std::vector<int>>;

void expect_same(Shared const& shared, Plain const& plain) {
  EXPECT_EQ(shared.size(), plain.size());
  auto expected = plain.begin();
  for (auto const& [key, value] : shared) {
    ASSERT_NE(expected, plain.end());
    EXPECT_EQ(key, expected->first);
    EXPECT_EQ(value, expected->second);
    ++expected;
  }
  EXPECT_EQ(expected, plain.end());
  for (auto const& [key, value] : plain) {
    EXPECT_EQ(shared.at(key), value);
    EXPECT_EQ(shared.contains(key + 1), plain.contains(key + 1));
  }
}

TEST(SharedMap, IsEmptyAtFirst) {
  Shared const map;
  EXPECT_EQ(map.begin(), map.end());
  EXPECT_EQ(map.find(0), map.end());
  EXPECT_EQ(map.find(4'000'000'000), map.end());
  EXPECT_THROW(map.at(7), std::out_of_range);
}

TEST(SharedMap, HoldsKeysOnBothSidesOfItsLevels) {
  Shared map;
  Plain plain;
  for (auto const key : std::vector<std::int64_t>{31, 32, 0, 1023, 1024, 32767, 32768, 4'294'967'295}) {
    map.edit(key).push_back(static_cast<int>(key % 7));
    plain[key].push_back(static_cast<int>(key % 7));
    expect_same(map, plain);
  }
}

// Every copy must stay what it was while later ones change.
TEST(SharedMap, KeepsEveryCopyAsItWas) {
  std::mt19937 random(20240501);
  std::vector<std::pair<Shared, Plain>> versions(1);
  for (int copy = 0; copy < 60; ++copy) {
    auto [shared, plain] = versions[random() % versions.size()];
    for (int change = 0; change < 25; ++change) {
      std::int64_t const key = random() % (copy % 2 == 0 ? 50 : 5000);
      if (random() % 3 == 0) {
        shared.erase(key);
        plain.erase(key);
      } else {
        shared.edit(key).push_back(change);
        plain[key].push_back(change);
      }
    }
    versions.emplace_back(std::move(shared), std::move(plain));
  }
  for (auto const& [shared, plain] : versions) expect_same(shared, plain);
}

TEST(SharedArray, KeepsEveryCopyAsItWas) {
  std::mt19937 random(20240502);
  std::vector<std::pair<SharedArray<int>, std::vector<int>>> versions(1);
  for (int copy = 0; copy < 40; ++copy) {
    auto [shared, plain] = versions[random() % versions.size()];
    shared.resize(plain.size() + 700);
    plain.resize(plain.size() + 700);
    for (int change = 0; change < 20; ++change) {
      auto const index = random() % plain.size();
      shared.edit(index) = plain[index] = change + 1;
    }
    versions.emplace_back(std::move(shared), std::move(plain));
  }
  for (auto const& [shared, plain] : versions) {
    ASSERT_EQ(shared.size(), plain.size());
    for (std::size_t i = 0; i < plain.size(); ++i) ASSERT_EQ(shared[i], plain[i]);
  }
}

}  // namespace
}  // namespace bylaw::engine
