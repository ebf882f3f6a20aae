// What the fault tests share: a folder of their own, a database that something happened to, and SQL behind the store's
// back.
#pragma once
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/archive.hpp"
#include "engine/store.hpp"
#include "engine/verify.hpp"
#include "tests/engine/store_library.hpp"

namespace bylaw::fault {

namespace library = engine::library;

inline engine::Author const ada{"ada", "2024-05-01T10:00:00.000Z"};

// How often: a few times on every commit, many with script/soak.
inline int rounds(int few, int many) { return std::getenv("BYLAW_SOAK") ? many : few; }

class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() / ("bylaw_fault_" + std::to_string(::getpid()) + "_" + name())) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  std::string operator/(std::string const& file) const { return path_ / file; }

 private:
  static std::string name() {
    auto const* info = testing::UnitTest::GetInstance()->current_test_info();
    return std::string(info->test_suite_name()) + "_" + info->name();
  }
  std::filesystem::path path_;
};

// Copies a database with everything beside it.
// What an earlier database of that name left goes with it: a journal of its would be played back into the copy.
inline void copy_database(std::string const& from, std::string const& to) {
  for (auto const* part : {"", "-wal", "-journal", "-shm", ".log-key"}) {
    std::filesystem::remove(to + part);
    if (std::filesystem::exists(from + part)) std::filesystem::copy_file(from + part, to + part);
  }
}

// SQL as somebody with the file could run it: our own checks and constraints are out of the way.
class Intruder {
 public:
  explicit Intruder(std::string const& path) {
    if (sqlite3_open_v2(path.c_str(), &database_, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
      throw std::runtime_error(path);
    run("PRAGMA ignore_check_constraints = ON");
  }
  ~Intruder() { sqlite3_close(database_); }
  Intruder(Intruder const&) = delete;
  Intruder& operator=(Intruder const&) = delete;

  // False where the database refuses it; the number of rows it wrote else.
  bool run(std::string const& sql) {
    return sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  int changes() const { return sqlite3_changes(database_); }
  std::vector<std::string> column(std::string const& sql) {
    std::vector<std::string> values;
    sqlite3_exec(
        database_, sql.c_str(),
        [](void* out, int, char** texts, char**) {
          static_cast<std::vector<std::string>*>(out)->push_back(texts[0] ? texts[0] : "");
          return 0;
        },
        &values, nullptr);
    return values;
  }

 private:
  sqlite3* database_ = nullptr;
};

inline engine::LoggedDecision decision(std::string const& id) {
  engine::LoggedDecision made{id,
                              "2024-05-01T10:00:00.000Z",
                              "borrow",
                              "clear",
                              "2024-01-01",
                              {{"reader", "m-1"}},
                              "{\"ask\":\"" + id + "\"}",
                              "{\"answer\":\"" + id + "\",\"of\":\"m-1\"}"};
  made.state_revision = 1;
  made.policy = library::rulebook()->revision;
  return made;
}

// A little of everything that can happen to a database.
inline void fill(engine::Store& store) {
  EXPECT_TRUE(store.import(library::state(), engine::ImportMode::replace, ada));
  store.log(decision("d1"));
  store.log(decision("d2"));
  store.flush();
  EXPECT_TRUE(store.erase(library::record("book"), "b-3", std::nullopt, ada));
  EXPECT_TRUE(store.put(library::record("branch"), library::row("branch", {{"id", "west"}, {"name", "West"}}), 0, ada));
  store.log(decision("d3"));
  store.flush();
}

// A token, whose secret hashes to this.
inline engine::AccessToken token(std::string const& id, std::string const& hash) {
  engine::AccessToken made;
  made.id = id;
  made.kind = "token";
  made.label = "of " + id;
  made.role = "reader";
  made.person = "m-1";
  made.scopes = "decide";
  made.hash = hash;
  made.created_at = ada.at;
  made.created_by = ada.who;
  made.expires_at = "2034-05-01T10:00:00.000Z";
  return made;
}

// Tokens that were narrowed, rotated, revoked and erased, and two secrets, of which one was changed.
inline void admit(engine::Store& store) {
  store.write_access_token(token("t-narrow", "0a"), ada);
  store.write_access_token(token("t-rotated", "0b"), ada);
  auto changed = token("t-rotated", "0c");
  changed.previous_hash = "0b";
  changed.previous_until = "2024-05-02T10:00:00.000Z";
  store.write_access_token(changed, ada);
  changed = token("t-revoked", "0d");
  store.write_access_token(changed, ada);
  changed.revoked_at = ada.at;
  store.write_access_token(changed, ada);
  store.write_access_token(token("t-gone", "0e"), ada);
  store.erase_access_token("t-gone", ada);
  store.write_person_secret({"m-1", "reader", "slow-1", ada.at}, ada);
  store.write_person_secret({"m-2", "reader", "slow-2", ada.at}, ada);
  store.write_person_secret({"m-2", "reader", "slow-3", ada.at}, ada);
}

inline std::vector<std::string> faults(std::string const& path, audit::Expected const& expected = {}) {
  try {
    return engine::verify_database(path, expected).log.faults;
  } catch (engine::StorageError const& error) {
    return {error.what()};
  }
}

}  // namespace bylaw::fault
