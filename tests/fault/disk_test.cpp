// The disk loses its power, has no space left or fails while we write.
#include <gmock/gmock.h>

#include <random>

#include "tests/fault/faulty_disk.hpp"
#include "tests/fault/scratch.hpp"

namespace bylaw::fault {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;

struct Acknowledged {
  std::vector<std::string> decisions;
  std::uint64_t revision = 0;
};

// Decisions and changes in turn, until the disk fails or `most` are done.
void write_until_trouble(engine::Store& store, std::string const& prefix, int most, Acknowledged& all) {
  for (int i = 0; i < most; ++i) {
    auto const id = prefix + std::to_string(i);
    store.log(decision(id));
    store.flush();
    all.decisions.push_back(id);
    if (i % 3) continue;
    auto const row =
        library::row("branch", {{"id", "x" + std::to_string(i % 7)}, {"name", id + std::string(200, 'n')}});
    auto const done = store.put(library::record("branch"), row, std::nullopt, ada);
    ASSERT_TRUE(done && *done);
    all.revision = (*done)->revision;
  }
}

std::size_t lost(engine::Store& store, Acknowledged const& all) {
  std::size_t count = store.snapshot()->revision < all.revision;
  for (auto const& id : all.decisions) count += !store.find_decision(id);
  return count;
}

struct Cuts {
  int cuts = 0, damaged = 0, with_losses = 0;
  std::size_t acknowledged = 0, lost = 0;
};

enum class Strength { full, weak };

// Cuts the power again and again, each time on a database that has grown a little.
Cuts cut(Folder const& folder, int times, Strength strength) {
  auto const path = folder / "library.db", after = folder / "after.db";
  { fill(*engine::Store::open(path, library::rulebook())); }
  std::mt19937 random(strength == Strength::full ? 1 : 2);
  Cuts cuts;
  for (int round = 0; round < times; ++round) {
    Acknowledged all;
    {
      FaultyDisk disk(static_cast<unsigned>(round));
      if (strength == Strength::weak) disk.weaken();
      auto const store = engine::Store::open(path, library::rulebook());
      disk.cut_at_write(static_cast<int>(200 + random() % 1500));
      try {
        write_until_trouble(*store, std::to_string(round) + "-", 100'000, all);
      } catch (engine::StorageError const&) {
      }
      EXPECT_TRUE(disk.is_cut());
      disk.survive(path, after);
    }
    ++cuts.cuts;
    cuts.acknowledged += all.decisions.size();
    auto const bad = !faults(after).empty();
    cuts.damaged += bad;
    if (bad) {
      copy_database(path, after);
      continue;
    }
    auto const store = engine::Store::open(after, library::rulebook());
    auto const gone = lost(*store, all);
    cuts.lost += gone;
    cuts.with_losses += gone > 0;
  }
  return cuts;
}

// Breakages: synchronous=NORMAL (the control below); a checkpoint before the write-ahead log is synchronised.
TEST(PowerCut, LosesNothingAcknowledgedAndDamagesNothing) {
  Folder const folder;
  auto const cuts = cut(folder, rounds(6, 60), Strength::full);
  EXPECT_EQ(cuts.lost, 0u);
  EXPECT_EQ(cuts.damaged, 0);
  EXPECT_GT(cuts.acknowledged, static_cast<std::size_t>(cuts.cuts) * 10);
  std::cout << cuts.cuts << " power cuts, " << cuts.acknowledged << " decisions acknowledged, " << cuts.lost
            << " lost, " << cuts.damaged << " damaged\n";
}

TEST(PowerCut, ControlLosesWithLessThanFullSynchronisation) {
  Folder const folder;
  auto const cuts = cut(folder, rounds(6, 20), Strength::weak);
  EXPECT_GT(cuts.with_losses, cuts.cuts / 2);
  std::cout << "with synchronous=NORMAL: " << cuts.lost << " of " << cuts.acknowledged << " lost in "
            << cuts.with_losses << " of " << cuts.cuts << " cuts\n";
}

// Every call fails once, the first, the second...: nothing is acknowledged that is not there, and it goes on
// afterwards. Breakage: take a failed commit for done.
void fail_everywhere(Call call, Trouble trouble, testing::Matcher<std::string> const& message) {
  Folder const folder;
  auto const path = folder / "library.db";
  { fill(*engine::Store::open(path, library::rulebook())); }
  int failures = 0;
  auto const step = rounds(7, 1);
  for (int at = 0; at < 60; at += step) {
    FaultyDisk disk(1);
    Acknowledged all;
    {
      auto const store = engine::Store::open(path, library::rulebook());
      disk.fail_from(call, at, trouble);
      auto const prefix = std::to_string(at) + "." + std::to_string(static_cast<int>(trouble)) + "-";
      try {
        write_until_trouble(*store, prefix, 12, all);
      } catch (engine::StorageError const& error) {
        EXPECT_THAT(error.what(), message);
        EXPECT_TRUE(disk.has_failed());
        ++failures;
      }
      disk.mend();
      // What was refused is written now, or was never acknowledged; what comes is taken again.
      for (int tries = 0; tries < 3 && !store->trouble().empty(); ++tries) {
        try {
          store->flush();
        } catch (engine::StorageError const&) {
        }
      }
      write_until_trouble(*store, prefix + "again-", 3, all);
      EXPECT_EQ(lost(*store, all), 0u);
    }
    EXPECT_THAT(faults(path), IsEmpty()) << at;
    auto const store = engine::Store::open(path, library::rulebook());
    EXPECT_EQ(lost(*store, all), 0u) << at;
  }
  EXPECT_GT(failures, 0);
}

TEST(Disk, HasNoSpaceLeftAtAnyWrite) { fail_everywhere(Call::write, Trouble::full, HasSubstr("no space left")); }
TEST(Disk, FailsAtAnyWrite) { fail_everywhere(Call::write, Trouble::broken, HasSubstr("cannot be read or written")); }
TEST(Disk, FailsAtAnySynchronisation) {
  fail_everywhere(Call::sync, Trouble::broken, HasSubstr("cannot be read or written"));
}

// Breakage: record the time as the order.
TEST(Clock, ThatIsSetBackReordersAndLosesNothing) {
  Folder const folder;
  auto const path = folder / "library.db";
  auto const branch = [](std::string const& name) { return library::row("branch", {{"id", "main"}, {"name", name}}); };
  {
    auto const store =
        engine::Store::open(path, library::rulebook(), {.now = [] { return "2024-01-01T00:00:00.000Z"; }});
    auto const put = [&](std::string const& name, std::string const& at) {
      EXPECT_TRUE(store->put(library::record("branch"), branch(name), std::nullopt, {"ada", at}));
    };
    put("first", "2024-05-01T10:00:00.000Z");
    put("ahead", "2030-01-01T00:00:00.000Z");
    put("back", "2024-05-01T09:00:00.000Z");
    auto const& archive = store->archive();
    EXPECT_EQ(archive.revision_at("2023-12-31T00:00:00.000Z"), 0u);
    EXPECT_EQ(archive.revision_at("2024-05-01T09:30:00.000Z"), 3u);
    EXPECT_EQ(archive.revision_at("2024-05-01T10:30:00.000Z"), 3u);
    EXPECT_EQ(archive.revision_at("2031-01-01T00:00:00.000Z"), 3u);
    EXPECT_EQ(store->history(library::record("branch"), "main", 9).front().at, "2024-05-01T09:00:00.000Z");
  }
  EXPECT_THAT(faults(path), IsEmpty());
}

}  // namespace
}  // namespace bylaw::fault
