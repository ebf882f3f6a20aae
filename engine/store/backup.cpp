#include "engine/store/backup.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <mutex>

#include "engine/store.hpp"

namespace bylaw::engine {
namespace {

constexpr int pages_in_a_turn = 1000;

[[noreturn]] void refuse(std::string const& to, std::string const& why) {
  throw StorageError("The copy \"" + to + "\" cannot be made: " + why + ".");
}

class Copy {
 public:
  Copy(sqlite3* from, std::string const& to) : to_(to) {
    auto const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(to.c_str(), &database_, flags, nullptr) != SQLITE_OK) fail();
    backup_ = sqlite3_backup_init(database_, "main", from, "main");
    if (!backup_) fail();
  }
  ~Copy() {
    sqlite3_backup_finish(backup_);
    sqlite3_close(database_);
  }
  Copy(Copy const&) = delete;
  Copy& operator=(Copy const&) = delete;

  // False when everything is copied.
  bool step() {
    auto const code = sqlite3_backup_step(backup_, pages_in_a_turn);
    if (code == SQLITE_DONE) return false;
    if (code != SQLITE_OK) refuse(to_, sqlite3_errstr(code));
    return true;
  }

 private:
  [[noreturn]] void fail() {
    std::string const why = database_ ? sqlite3_errmsg(database_) : "there is no memory";
    sqlite3_close(database_);
    refuse(to_, why);
  }

  std::string to_;
  sqlite3* database_ = nullptr;
  sqlite3_backup* backup_ = nullptr;
};

void make_durable(std::string const& path, int flags) {
  int const descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  bool const done = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!done) refuse(path, "it does not reach the disk");
}

}  // namespace

void back_up(Connection& connection, Turns& turns, std::string const& to) {
  if (std::filesystem::exists(to)) refuse(to, "there is such a file already");
  auto const part = to + ".part";
  std::filesystem::remove(part);
  try {
    Copy copy(connection.handle(), part);
    for (bool more = true; more;) {
      std::lock_guard const turn(turns);
      more = copy.step();
    }
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    throw;
  }
  make_durable(part, O_RDWR);
  std::filesystem::rename(part, to);
  auto const folder = std::filesystem::absolute(to).parent_path().string();
  make_durable(folder, O_RDONLY | O_DIRECTORY);
}

}  // namespace bylaw::engine
