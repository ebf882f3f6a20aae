// The database as a file: locks, damage, lack of space, what is left after a crash.
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "engine/store.hpp"
#include "tests/engine/store_library.hpp"

namespace bylaw::engine {
namespace {

using library::record;
using library::row;
using library::rulebook;
using testing::HasSubstr;

Author const ada{"ada", "2024-05-01T10:00:00Z"};

class StoreFile : public testing::Test {
 protected:
  StoreFile() { std::filesystem::create_directories(directory_); }
  ~StoreFile() override { std::filesystem::remove_all(directory_); }

  std::string path(std::string const& name = "library.db") const { return directory_ / name; }
  std::unique_ptr<Store> open(std::string const& name = "library.db") const {
    return Store::open(path(name), rulebook());
  }
  // What open() says when it refuses.
  std::string refusal(std::string const& file) const {
    try {
      Store::open(file, rulebook());
    } catch (StorageError const& error) {
      return error.what();
    }
    return "opened";
  }
  void copy(std::string const& from, std::string const& to) const {
    for (auto const* part : {"", "-wal", ".log-key"}) {
      std::filesystem::remove(path(to) + part);
      if (std::filesystem::exists(path(from) + part)) std::filesystem::copy_file(path(from) + part, path(to) + part);
    }
  }

 private:
  std::filesystem::path directory_ =
      std::filesystem::temp_directory_path() / ("bylaw_store_" + std::to_string(::getpid()) + "_" +
                                                testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(StoreFile, IsThereAgainAfterClosing) {
  {
    auto const store = open();
    ASSERT_TRUE(store->import(library::state(), ImportMode::replace, ada));
    store->log({.id = "d1", .answer = "{}"});
  }
  auto const store = open();
  EXPECT_EQ(store->snapshot()->revision, 1u);
  EXPECT_TRUE(store->snapshot()->find(record("order"), "b-1@m-1"));
  EXPECT_EQ(store->get(record("book"), "b-1")->record, library::state()[1].rows[0]);
  EXPECT_EQ(store->history(record("book"), "b-1", 9).size(), 1u);
  EXPECT_TRUE(store->find_decision("d1"));
}

TEST_F(StoreFile, IsOnlyForOne) {
  auto const first = open();
  EXPECT_THAT(refusal(path()), HasSubstr("in use by another process"));
  EXPECT_THAT(refusal(path()), HasSubstr(path()));
}

TEST_F(StoreFile, IsOnlyForOneByWhateverName) {
  auto const first = open();
  std::filesystem::create_symlink(path(), path("other.db"));
  EXPECT_THAT(refusal(path("other.db")), HasSubstr("in use by another process"));
}

TEST_F(StoreFile, CanBeOpenedAgainWhenTheFirstIsGone) {
  open().reset();
  EXPECT_EQ(refusal(path()), "opened");
}

// What a crash leaves behind is the file and its write-ahead log as they are; nothing is closed or flushed.
TEST_F(StoreFile, KeepsEverythingAcknowledgedWithoutBeingClosed) {
  auto const store = open();
  ASSERT_TRUE(store->import(library::state(), ImportMode::replace, ada));
  ASSERT_TRUE(store->erase(record("book"), "b-3", std::nullopt, ada));
  store->log({.id = "d1", .answer = "{}"});
  store->flush();
  copy("library.db", "crashed.db");
  auto const after = open("crashed.db");
  EXPECT_EQ(after->snapshot()->revision, 2u);
  EXPECT_FALSE(after->get(record("book"), "b-3"));
  EXPECT_TRUE(after->get(record("book"), "b-2"));
  EXPECT_TRUE(after->find_decision("d1"));
}

// A write-ahead log that ends in the middle of a commit: the commits before it count, the torn one does not.
TEST_F(StoreFile, ForgetsATornCommitWhole) {
  auto const store = open();
  ASSERT_TRUE(store->import(library::state(), ImportMode::replace, ada));
  auto const whole = std::filesystem::file_size(path() + "-wal");
  ASSERT_TRUE(store->put(record("branch"), row("branch", {{"id", "west"}, {"name", "West"}}), 0, ada));
  copy("library.db", "crashed.db");
  auto const longer = std::filesystem::file_size(path("crashed.db") + "-wal");
  ASSERT_GT(longer, whole);
  std::filesystem::resize_file(path("crashed.db") + "-wal", longer - 100);
  auto const after = open("crashed.db");
  EXPECT_EQ(after->snapshot()->revision, 1u);
  EXPECT_FALSE(after->get(record("branch"), "west"));
  EXPECT_EQ(after->history(record("branch"), "west", 9).size(), 0u);
  EXPECT_TRUE(after->get(record("branch"), "east"));
}

TEST_F(StoreFile, RefusesWhatIsNoDatabase) {
  std::ofstream(path()) << std::string(5000, 'x');
  EXPECT_THAT(refusal(path()), HasSubstr("it is not a database"));
  EXPECT_THAT(refusal(path()), HasSubstr(path()));
  EXPECT_EQ(std::filesystem::file_size(path()), 5000u);
}

// Header bytes of a SQLite file: who owns it, and which version of the layout it has.
TEST_F(StoreFile, RefusesTheDatabasesOfOthersAndLeavesThemAlone) {
  struct Case {
    std::streamoff offset;
    char const* expected;
  };
  for (auto const& [offset, expected] : {Case{68, "belongs to another program"}, Case{60, "made by a newer version"}}) {
    auto const name = std::to_string(offset) + ".db";
    open(name).reset();
    std::fstream(path(name), std::ios::in | std::ios::out | std::ios::binary).seekp(offset) << std::string(4, '\x01');
    std::ifstream before(path(name), std::ios::binary);
    std::string const bytes(std::istreambuf_iterator<char>(before), {});
    EXPECT_THAT(refusal(path(name)), HasSubstr(expected));
    std::ifstream after(path(name), std::ios::binary);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(after), {}), bytes);
  }
}

TEST_F(StoreFile, RefusesADamagedDatabase) {
  {
    auto const store = open();
    ASSERT_TRUE(store->import(library::state(), ImportMode::replace, ada));
  }
  {
    std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(std::filesystem::file_size(path()) - 4096, '\x7f');
  }
  EXPECT_THAT(refusal(path()), HasSubstr("it is damaged"));
}

TEST_F(StoreFile, RefusesWhereItCannotWrite) {
  EXPECT_THAT(refusal(path("nowhere/library.db")), HasSubstr("No such file or directory"));
  EXPECT_THAT(refusal("/proc/library.db"), HasSubstr("cannot be used"));
  EXPECT_THAT(refusal(""), HasSubstr("needs the name of a file"));
  std::filesystem::create_directory(path("folder"));
  EXPECT_THAT(refusal(path("folder")), HasSubstr("cannot be"));
}

TEST_F(StoreFile, RefusesAFileThatMayOnlyBeRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "the superuser may write every file";
  open().reset();
  std::filesystem::permissions(path(), std::filesystem::perms::owner_read);
  EXPECT_THAT(refusal(path()), HasSubstr("it may not be written"));
}

// Files may not grow any more: what a full disk looks like to one process.
class NoSpace {
 public:
  explicit NoSpace(std::uintmax_t bytes) {
    previous_ = std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &limit_);
    rlimit const small{bytes, limit_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~NoSpace() {
    ::setrlimit(RLIMIT_FSIZE, &limit_);
    std::signal(SIGXFSZ, previous_);
  }

 private:
  rlimit limit_{};
  void (*previous_)(int) = SIG_DFL;
};

TEST_F(StoreFile, AppliesNothingWhenThereIsNoSpaceAndGoesOnWhenThereIs) {
  auto const store = open();
  ASSERT_TRUE(store->import(library::state(), ImportMode::replace, ada));
  State many{{record("branch"), {}}};
  for (int i = 0; i < 2000; ++i) {
    many[0].rows.push_back(row("branch", {{"id", "x" + std::to_string(i)}, {"name", std::string(200, 'x')}}));
  }
  {
    NoSpace const no_space(std::filesystem::file_size(path() + "-wal") + 20'000);
    EXPECT_THROW((void)store->import(many, ImportMode::merge, ada), StorageError);
    EXPECT_EQ(store->snapshot()->revision, 1u);
    EXPECT_FALSE(store->get(record("branch"), "x0"));
  }
  ASSERT_TRUE(store->import(many, ImportMode::merge, ada));
  EXPECT_EQ(store->snapshot()->revision, 2u);
  EXPECT_TRUE(store->get(record("branch"), "x1999"));
}

TEST_F(StoreFile, TellsWhoWaitsForTheLogThatThereIsNoSpace) {
  auto const store = open();
  LoggedDecision const large{.id = "d1", .answer = std::string(100'000, 'x')};
  {
    NoSpace const no_space(std::filesystem::file_size(path() + "-wal") + 20'000);
    store->log(large);
    EXPECT_THROW(store->flush(), StorageError);
    EXPECT_TRUE(store->find_decision("d1"));
  }
  store->flush();
  EXPECT_EQ(store->decisions({}).size(), 1u);
}

}  // namespace
}  // namespace bylaw::engine
