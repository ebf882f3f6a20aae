// Requests that are carried out once: noted with their change or not at all, and forgotten after a while.
#include <gtest/gtest.h>

#include "engine/store.hpp"
#include "tests/engine/store_library.hpp"

namespace bylaw::engine {
namespace {

RequestKey const request{"key-1", "said-this"};

std::unique_ptr<Store> open_empty() { return Store::open(":memory:", library::rulebook()); }

TEST(StoreReceipts, AreKeptWithTheChangeOfTheRequest) {
  auto const store = open_empty();
  EXPECT_FALSE(store->find_receipt("key-1"));
  ASSERT_TRUE(store->import(library::state(), ImportMode::replace, {"ana", "2024-01-01T00:00:00Z", request}));
  auto const receipt = store->find_receipt("key-1");
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->fingerprint, "said-this");
  EXPECT_FALSE(receipt->answer) << "it has not been answered yet";
  store->keep_answer(request, "2024-01-01T00:00:00Z", "the answer", "2023-12-31T00:00:00Z");
  EXPECT_EQ(store->find_receipt("key-1")->answer, "the answer");
}

TEST(StoreReceipts, ASecondChangeForTheSameRequestChangesNothing) {
  auto const store = open_empty();
  Author const author{"ana", "2024-01-01T00:00:00Z", request};
  ASSERT_TRUE(store->import(library::state(), ImportMode::replace, author));
  auto const revision = store->snapshot()->revision;
  EXPECT_THROW(static_cast<void>(store->import({}, ImportMode::replace, author)), RepeatedRequest);
  EXPECT_EQ(store->snapshot()->revision, revision);
  EXPECT_TRUE(store->get(library::record("book"), "b-1")) << "nothing was erased";
  ASSERT_TRUE(store->import({}, ImportMode::replace, {"ana", "2024-01-02T00:00:00Z"})) << "the store can go on";
}

TEST(StoreReceipts, AreForgotten) {
  auto const store = open_empty();
  store->keep_answer(request, "2024-01-01T00:00:00Z", "old", "2023-12-31T00:00:00Z");
  store->keep_answer({"key-2", "x"}, "2024-01-03T00:00:00Z", "new", "2024-01-02T00:00:00Z");
  EXPECT_FALSE(store->find_receipt("key-1"));
  EXPECT_TRUE(store->find_receipt("key-2"));
}

}  // namespace
}  // namespace bylaw::engine
