// The log of answered questions: what comes back, by which filter, and from how many threads.
#include <gmock/gmock.h>

#include <thread>

#include "engine/store.hpp"
#include "tests/engine/store_library.hpp"

namespace bylaw::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

LoggedDecision decision(std::string id, std::string action, std::string outcome, std::string date,
                        std::vector<std::pair<std::string, std::string>> parameters) {
  return {id,
          "2024-05-01T10:00:00Z",
          std::move(action),
          std::move(outcome),
          std::move(date),
          std::move(parameters),
          "{\"ask\":\"" + id + "\"}",
          "{\"answer\":\"" + id + "\"}"};
}

std::unique_ptr<Store> open_with_four() {
  auto store = Store::open(":memory:", library::rulebook());
  store->log(decision("d1", "borrow", "clear", "2024-01-01", {{"reader", "m-1"}, {"branch", "east"}}));
  store->log(decision("d2", "borrow", "breach", "2024-02-01", {{"reader", "m-2"}}));
  store->log(decision("d3", "donate", "clear", "2024-03-01", {{"reader", "m-1"}}));
  store->log(decision("d4", "borrow", "clear", "2024-04-01", {}));
  return store;
}

TEST(DecisionLog, GivesAnEntryBackUnchangedAtOnce) {
  auto const store = open_with_four();
  auto const found = store->find_decision("d1");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->decided_at, "2024-05-01T10:00:00Z");
  EXPECT_EQ(found->request, R"({"ask":"d1"})");
  EXPECT_EQ(found->answer, R"({"answer":"d1"})");
  store->flush();
  auto const written = store->find_decision("d1");
  ASSERT_TRUE(written);
  EXPECT_EQ(written->answer, R"({"answer":"d1"})");
  EXPECT_THAT(written->parameters, ElementsAre(std::pair("reader", "m-1"), std::pair("branch", "east")));
  EXPECT_FALSE(store->find_decision("d9"));
}

TEST(DecisionLog, ListsByFilterNewestFirst) {
  struct Case {
    LogFilter filter;
    std::vector<std::string> expected;
  };
  auto const store = open_with_four();
  for (auto const& [filter, expected] : std::vector<Case>{
           {{}, {"d4", "d3", "d2", "d1"}},
           {{.action = "borrow"}, {"d4", "d2", "d1"}},
           {{.outcome = "clear"}, {"d4", "d3", "d1"}},
           {{.action = "borrow", .outcome = "clear"}, {"d4", "d1"}},
           {{.from = "2024-02-01", .to = "2024-03-01"}, {"d3", "d2"}},
           {{.parameters = {{"reader", "m-1"}}}, {"d3", "d1"}},
           {{.parameters = {{"reader", "m-1"}, {"branch", "east"}}}, {"d1"}},
           {{.parameters = {{"nothing", "m-1"}}}, {}},
           {{.after = "d3"}, {"d2", "d1"}},
           {{.after = "d9"}, {}},
           {{.action = "borrow", .limit = 2}, {"d4", "d2"}},
       }) {
    std::vector<std::string> ids;
    for (auto const& found : store->decisions(filter)) ids.push_back(found.id);
    EXPECT_EQ(ids, expected);
  }
}

TEST(DecisionLog, KeepsTheFirstEntryOfAnId) {
  auto const store = open_with_four();
  store->log(decision("d1", "donate", "breach", "2025-01-01", {}));
  store->flush();
  EXPECT_EQ(store->find_decision("d1")->outcome, "clear");
  EXPECT_EQ(store->decisions({}).size(), 4u);
}

TEST(DecisionLog, LosesNothingUnderManyThreads) {
  auto const store = Store::open(":memory:", library::rulebook());
  std::vector<std::thread> askers;
  for (int asker = 0; asker < 4; ++asker) {
    askers.emplace_back([&, asker] {
      for (int i = 0; i < 3000; ++i) {
        auto const id = std::to_string(asker) + "-" + std::to_string(i);
        store->log(decision(id, "borrow", "clear", "2024-01-01", {{"reader", id}}));
        if (i % 500 == 0) {
          EXPECT_TRUE(store->find_decision(id)) << id;
        }
      }
    });
  }
  for (auto& asker : askers) asker.join();
  EXPECT_EQ(store->decisions({.limit = 100'000}).size(), 12'000u);
}

}  // namespace
}  // namespace bylaw::engine
