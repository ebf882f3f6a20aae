// What a store does with records: imports, single changes, versions, the change log.
#include <gmock/gmock.h>

#include <thread>

#include "engine/store.hpp"
#include "tests/engine/store_library.hpp"

namespace bylaw::engine {
namespace {

using library::record;
using library::row;
using library::rulebook;
using library::table;
using testing::ElementsAre;
using testing::HasSubstr;

Author const ada{"ada", "2024-05-01T10:00:00Z"};
Author const bo{"bo", "2024-05-02T11:00:00Z"};

std::unique_ptr<Store> open_empty() { return Store::open(":memory:", rulebook()); }

std::unique_ptr<Store> open_filled() {
  auto store = open_empty();
  EXPECT_TRUE(store->import(library::state(), ImportMode::replace, ada));
  return store;
}

StateRecord branch(std::string const& id, std::string const& name) {
  return row("branch", {{"id", id}, {"name", name}});
}

std::vector<std::string> keys(Store const& store, std::string const& kind) {
  std::vector<std::string> found;
  for (auto const& stored : store.list(record(kind), "", 100))
    found.push_back(key_of(*rulebook(), record(kind), stored.record));
  return found;
}

StateTable const& of_kind(State const& state, std::string const& kind) { return state.at(record(kind)); }

TEST(Store, BeginsEmptyAtRevisionZero) {
  auto const store = open_empty();
  EXPECT_EQ(store->snapshot()->revision, 0u);
  EXPECT_EQ(store->everything().size(), rulebook()->records.size());
  EXPECT_FALSE(store->get(record("book"), "b-1"));
}

TEST(Store, GivesBackEveryKindOfValue) {
  auto const store = open_filled();
  for (auto const& given : library::state()) {
    for (auto const& fields : given.rows) {
      auto const key = key_of(*rulebook(), given.record, fields);
      auto const stored = store->get(given.record, key);
      ASSERT_TRUE(stored) << key;
      EXPECT_EQ(stored->record, fields) << key;
      EXPECT_EQ(stored->version, 1u);
    }
  }
}

TEST(Store, HandsOutSnapshotsThatDoNotChange) {
  auto const store = open_empty();
  auto const before = store->snapshot();
  ASSERT_TRUE(store->import(library::state(), ImportMode::merge, ada));
  EXPECT_FALSE(before->find(record("book"), "b-1"));
  auto const after = store->snapshot();
  EXPECT_TRUE(after->find(record("book"), "b-1"));
  EXPECT_EQ(after->revision, 1u);
}

TEST(Import, ReplacesEverythingElse) {
  auto const store = open_filled();
  auto const result = store->import({table("branch", {{{"id", "west"}, {"name", "West"}}})}, ImportMode::replace, bo);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->revision, 2u);
  EXPECT_THAT(keys(*store, "branch"), ElementsAre("west"));
  EXPECT_THAT(keys(*store, "book"), ElementsAre());
  EXPECT_EQ(of_kind(store->everything(), "book").rows.size(), 0u);
}

TEST(Import, MergesByKey) {
  auto const store = open_filled();
  ASSERT_TRUE(
      store->import({table("branch", {{{"id", "east"}, {"name", "Far East"}}, {{"id", "west"}, {"name", "West"}}})},
                    ImportMode::merge, bo));
  EXPECT_THAT(keys(*store, "branch"), ElementsAre("east", "main", "west"));
  EXPECT_EQ(store->get(record("branch"), "east")->record, branch("east", "Far East"));
  EXPECT_EQ(store->get(record("branch"), "east")->version, 2u);
  EXPECT_EQ(store->get(record("branch"), "main")->version, 1u);
}

TEST(Import, ChangesNothingWhenAnythingIsWrong) {
  auto const store = open_filled();
  auto const before = store->everything();
  for (auto const mode : {ImportMode::merge, ImportMode::replace}) {
    auto const result = store->import(
        {table("branch", {{{"id", "west"}, {"name", "West"}}}), table("order", {{{"book", "b-2"}, {"member", "m-9"}}})},
        mode, bo);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().at(0).code, "unknown_reference");
  }
  EXPECT_EQ(store->snapshot()->revision, 1u);
  auto const after = store->everything();
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(after[i].rows, before[i].rows);
  EXPECT_EQ(store->history(record("branch"), "west", 10).size(), 0u);
}

TEST(Import, OfTheSameIsNoChange) {
  auto const store = open_filled();
  for (auto const mode : {ImportMode::merge, ImportMode::replace}) {
    auto const result = store->import(library::state(), mode, bo);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->revision, 1u);
  }
  EXPECT_EQ(store->history(record("book"), "b-1", 10).size(), 1u);
}

TEST(Import, LogsOnlyWhatReallyChanged) {
  auto const store = open_filled();
  auto state = library::state();
  state[1].rows[2] = row("book", {{"id", "b-3"}, {"title", "Dune Messiah"}, {"genre", "travel"}});
  ASSERT_TRUE(store->import(state, ImportMode::replace, bo));
  EXPECT_EQ(store->get(record("book"), "b-1")->version, 1u);
  EXPECT_EQ(store->get(record("book"), "b-3")->version, 2u);
  EXPECT_EQ(store->history(record("book"), "b-1", 10).size(), 1u);
  EXPECT_EQ(store->history(record("book"), "b-3", 10).size(), 2u);
}

TEST(Import, TakesRecordsWithoutAPlaceForEveryField) {
  auto const store = open_empty();
  auto short_row = branch("east", "East");
  short_row.fields.resize(2);
  ASSERT_TRUE(store->import({{record("branch"), {short_row}}}, ImportMode::merge, ada));
  EXPECT_EQ(store->get(record("branch"), "east")->record, branch("east", "East"));
}

// ---- single records ----

TEST(Put, CreatesAndChanges) {
  auto const store = open_filled();
  auto const created = store->put(record("branch"), branch("west", "West"), 0, bo);
  ASSERT_TRUE(created && *created);
  EXPECT_TRUE((*created)->created);
  EXPECT_EQ((*created)->version, 2u);
  auto const changed = store->put(record("branch"), branch("west", "Wild West"), 2, bo);
  ASSERT_TRUE(changed && *changed);
  EXPECT_FALSE((*changed)->created);
  EXPECT_EQ((*changed)->revision, 3u);
  EXPECT_EQ(store->get(record("branch"), "west")->record, branch("west", "Wild West"));
  EXPECT_EQ(store->snapshot()->revision, 3u);
  EXPECT_TRUE(store->snapshot()->find(record("branch"), "west"));
}

TEST(Put, RefusesALostUpdate) {
  struct Case {
    std::string id;
    std::optional<std::uint64_t> expected;
    bool accepted;
  };
  for (auto const& [id, expected, accepted] : std::vector<Case>{{"main", 1, true},
                                                                {"main", 2, false},
                                                                {"main", 0, false},
                                                                {"main", std::nullopt, true},
                                                                {"west", 1, false},
                                                                {"west", 0, true}}) {
    auto const store = open_filled();
    auto const result = store->put(record("branch"), branch(id, "New name"), expected, bo);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->has_value(), accepted) << id;
    EXPECT_EQ(store->snapshot()->revision, accepted ? 2u : 1u);
  }
}

TEST(Put, OfTheSameIsNoChange) {
  auto const store = open_filled();
  auto const result = store->put(record("branch"), branch("main", "Main"), std::nullopt, bo);
  ASSERT_TRUE(result && *result);
  EXPECT_EQ((*result)->revision, 1u);
  EXPECT_EQ((*result)->version, 1u);
}

TEST(Put, TellsFaults) {
  auto const store = open_filled();
  auto const result = store->put(record("order"), row("order", {{"book", "b-9"}, {"member", "m-1"}}), std::nullopt, bo);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().at(0).field, library::field("order", "book"));
  EXPECT_FALSE(store->put(record("branch"), StateRecord{}, std::nullopt, bo));
}

TEST(Put, IsOrderedUnderManyWriters) {
  auto const store = open_filled();
  std::vector<std::thread> writers;
  std::atomic<int> lost = 0;
  for (int writer = 0; writer < 4; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < 25; ++i) {
        auto const version = store->get(record("branch"), "main")->version;
        auto const name = std::to_string(writer) + "/" + std::to_string(i);
        if (!*store->put(record("branch"), branch("main", name), version, bo)) ++lost;
      }
    });
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(store->snapshot()->revision, 101u - static_cast<unsigned>(lost));
  EXPECT_EQ(store->history(record("branch"), "main", 1000).size(), 101u - static_cast<unsigned>(lost));
}

TEST(Erase, RemovesARecord) {
  auto const store = open_filled();
  auto const result = store->erase(record("book"), "b-3", 1, bo);
  ASSERT_TRUE(result && *result && **result);
  EXPECT_EQ((**result)->revision, 2u);
  EXPECT_FALSE(store->get(record("book"), "b-3"));
  EXPECT_FALSE(store->snapshot()->find(record("book"), "b-3"));
}

TEST(Erase, IsRefusedWhileAnythingRefersToTheRecord) {
  auto const store = open_filled();
  auto const result = store->erase(record("branch"), "main", std::nullopt, bo);
  ASSERT_FALSE(result);
  ASSERT_EQ(result.error().size(), 1u);
  EXPECT_EQ(result.error()[0].code, "still_referenced");
  EXPECT_EQ(result.error()[0].message, "The field \"parent\" of branch \"east\" still refers to branch \"main\".");
  EXPECT_TRUE(store->get(record("branch"), "main"));
  ASSERT_TRUE(store->put(record("branch"), branch("east", "East"), std::nullopt, bo));
  EXPECT_TRUE(store->erase(record("branch"), "main", std::nullopt, bo));
}

TEST(Erase, MindsTheVersionAndWhatIsNotThere) {
  auto const store = open_filled();
  auto const stale = store->erase(record("book"), "b-3", 9, bo);
  ASSERT_TRUE(stale);
  EXPECT_FALSE(*stale);
  auto const absent = store->erase(record("book"), "b-9", std::nullopt, bo);
  ASSERT_TRUE(absent && *absent);
  EXPECT_FALSE(**absent);
  EXPECT_EQ(store->snapshot()->revision, 1u);
}

// A version that comes back would let somebody overwrite a record they have never seen.
TEST(Erase, NeverLetsAVersionComeBack) {
  auto const store = open_filled();
  ASSERT_TRUE(store->erase(record("book"), "b-3", std::nullopt, bo));
  auto const again =
      store->put(record("book"), row("book", {{"id", "b-3"}, {"title", "New"}, {"genre", "travel"}}), 0, bo);
  ASSERT_TRUE(again && *again);
  EXPECT_EQ((*again)->version, 3u);
}

// ---- lists and history ----

TEST(List, GoesThroughAllInKeyOrder) {
  auto const store = open_filled();
  auto const first = store->list(record("book"), "", 2);
  ASSERT_EQ(first.size(), 2u);
  auto const rest = store->list(record("book"), key_of(*rulebook(), record("book"), first[1].record), 2);
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(key_of(*rulebook(), record("book"), rest[0].record), "b-3");
  EXPECT_THAT(keys(*store, "order"), ElementsAre("b-1@m-1"));
}

TEST(History, TellsWhoChangedWhatWhen) {
  auto const store = open_filled();
  ASSERT_TRUE(
      store->put(record("member"),
                 row("member", {{"id", "m-2"}, {"name", "Bo"}, {"joined_on", "2021-01-01"}, {"balance", "JPY 5"}}),
                 std::nullopt, bo));
  ASSERT_TRUE(store->erase(record("member"), "m-2", std::nullopt, ada));
  auto const history = store->history(record("member"), "m-2", 10);
  ASSERT_EQ(history.size(), 3u);
  EXPECT_EQ(history[0].revision, 3u);
  EXPECT_EQ(history[0].who, "ada");
  EXPECT_EQ(history[0].after, "");
  EXPECT_EQ(history[1].who, "bo");
  EXPECT_EQ(history[1].at, "2024-05-02T11:00:00Z");
  EXPECT_EQ(history[1].record, "member");
  EXPECT_EQ(history[1].key, "m-2");
  EXPECT_EQ(history[1].before,
            R"({"id":"m-2","name":"Bo","joined_on":"2021-01-01","expelled_on":"2022-05-05","until":"2023-01-01"})");
  EXPECT_EQ(history[1].after,
            R"({"id":"m-2","name":"Bo","joined_on":"2021-01-01","balance":{"amount":"5","currency":"JPY"}})");
  EXPECT_EQ(history[0].before, history[1].after);
  EXPECT_EQ(history[2].before, "");
  EXPECT_EQ(store->history(record("member"), "m-2", 1).size(), 1u);
}

TEST(History, IsJsonWhateverTheText) {
  auto const store = open_filled();
  EXPECT_EQ(store->history(record("order"), "b-1@m-1", 1).at(0).after,
            R"({"book":"b-1","member":"m-1","branch":"east","group":"by \"name\"\n"})");
  EXPECT_EQ(
      store->history(record("book"), "b-1", 1).at(0).after,
      R"({"id":"b-1","title":"Dune","genre":"fiction","pages":412,"fragile":false,"tags":["sand","long"],"related":["b-2"]})");
}

TEST(Store, KeepsAwkwardTexts) {
  auto const store = open_empty();
  auto awkward = row("book", {{"id", "b'\"; DROP TABLE \"book\"; --"}, {"title", "x"}, {"genre", "travel"}});
  awkward.fields[library::field("book", "title")] = Datum{std::string("nul\0tab\t\x01 é 猫", 16), {}};
  awkward.fields[library::field("book", "tags")] = Datum{{}, {std::string("a,b\"\\\n\x1f"), std::string()}};
  ASSERT_TRUE(store->put(record("book"), awkward, 0, ada));
  auto const key = key_of(*rulebook(), record("book"), awkward);
  EXPECT_EQ(store->get(record("book"), key)->record, awkward);
  EXPECT_THAT(store->history(record("book"), key, 1).at(0).after, HasSubstr(R"("title":"nul\u0000tab\t\u0001 é 猫")"));
  EXPECT_TRUE(store->erase(record("book"), key, std::nullopt, ada)->value());
}

TEST(Extend, WritesOnlyOnTheStateThatWasLookedAt) {
  auto const store = open_filled();
  auto const seen = store->snapshot()->revision;
  State const more = {table("branch", {{{"id", "north"}, {"name", "North"}}})};
  auto const first = store->extend(more, seen, bo);
  ASSERT_TRUE(first && *first);
  EXPECT_EQ((*first)->revision, seen + 1);
  auto const second = store->extend({table("branch", {{{"id", "south"}, {"name", "South"}}})}, seen, bo);
  ASSERT_TRUE(second);
  EXPECT_FALSE(*second);
  EXPECT_FALSE(store->get(record("branch"), "south"));
}

}  // namespace
}  // namespace bylaw::engine
