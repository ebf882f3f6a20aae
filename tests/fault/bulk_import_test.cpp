// The disk loses its power, has no space left or fails while records are imported one by one into an empty database,
// which is filled without a write-ahead log.
#include "engine/bulk_import.hpp"

#include <gmock/gmock.h>

#include <random>

#include "tests/fault/faulty_disk.hpp"
#include "tests/fault/scratch.hpp"

namespace bylaw::fault {
namespace {

using testing::IsEmpty;

constexpr std::size_t many = 3000;

void import_many(std::string const& path) {
  auto const import = engine::BulkImport::begin(path, library::rulebook(), engine::ImportMode::merge, ada);
  for (std::size_t i = 0; i < many; ++i)
    import->add(library::record("branch"), library::row("branch", {{"id", "b" + std::to_string(i)}, { "name", "B" }}));
  ASSERT_THAT(import->check(), IsEmpty());
  import->commit();
}

std::size_t branches(std::string const& path) {
  auto const store = engine::Store::open(path, library::rulebook());
  return store->snapshot()->table(library::record("branch")).rows.size();
}

void make_empty(std::string const& path) { engine::Store::open(path, library::rulebook()); }

// Breakage: a journal in memory.
TEST(BulkImportCut, LeavesAllOrNothing) {
  Folder const folder;
  auto const empty = folder / "empty.db", path = folder / "library.db", after = folder / "after.db";
  make_empty(empty);
  std::mt19937 random(5);
  int done = 0, undone = 0;
  for (int round = 0; round < rounds(30, 300); ++round) {
    copy_database(empty, path);
    bool acknowledged = false;
    {
      FaultyDisk disk(static_cast<unsigned>(round));
      disk.cut_at_write(static_cast<int>(random() % 700));
      try {
        import_many(path);
        acknowledged = true;
      } catch (engine::StorageError const&) {
      }
      disk.survive(path, after);
    }
    auto const found = branches(after);
    EXPECT_TRUE(found == many || (found == 0 && !acknowledged)) << found << " in round " << round;
    EXPECT_THAT(faults(after), IsEmpty()) << round;
    (found ? done : undone) += 1;
  }
  EXPECT_GT(done, 0);
  EXPECT_GT(undone, 0);
  std::cout << done << " imports were there after a power cut, " << undone << " had not happened\n";
}

void fail_everywhere(Call call, Trouble trouble) {
  Folder const folder;
  auto const empty = folder / "empty.db", path = folder / "library.db";
  make_empty(empty);
  int failures = 0;
  for (int at = 0; at < 400; at += rounds(23, 3)) {
    copy_database(empty, path);
    bool acknowledged = false;
    {
      FaultyDisk disk(1);
      disk.fail_from(call, at, trouble);
      try {
        import_many(path);
        acknowledged = true;
      } catch (engine::StorageError const&) {
        ++failures;
      }
      disk.mend();
    }
    auto const found = branches(path);
    EXPECT_TRUE(found == many || (found == 0 && !acknowledged)) << found << " at " << at;
    EXPECT_THAT(faults(path), IsEmpty()) << at;
  }
  EXPECT_GT(failures, 0);
}

TEST(BulkImportDisk, HasNoSpaceLeftAtAnyWrite) { fail_everywhere(Call::write, Trouble::full); }
TEST(BulkImportDisk, FailsAtAnyWrite) { fail_everywhere(Call::write, Trouble::broken); }
TEST(BulkImportDisk, FailsAtAnySynchronisation) { fail_everywhere(Call::sync, Trouble::broken); }

}  // namespace
}  // namespace bylaw::fault
