// A disk for SQLite that can lose its power or fail: what was not synchronised is lost in part, sector by sector, as it
// would be. Files are written through as they are; what would have survived is known besides.
#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace bylaw::fault {

enum class Trouble { none, full, broken };
// Which calls something happens to.
enum class Call { write, sync, read };

class FaultyDisk {
 public:
  // Under everything that SQLite opens from here on, until it goes.
  explicit FaultyDisk(unsigned seed);
  ~FaultyDisk();
  FaultyDisk(FaultyDisk const&) = delete;
  FaultyDisk& operator=(FaultyDisk const&) = delete;

  // The power goes at this write from now on.
  void cut_at_write(int writes);
  bool is_cut();
  // What is on the disk after the cut, under another name.
  void survive(std::string const& path, std::string const& to);

  // This call from now on fails, and all after it until it is mended.
  void fail_from(Call call, int calls, Trouble trouble);
  void mend();
  bool has_failed();

  // Commits are acknowledged before they are on the disk, as with less than synchronous=FULL: the control.
  void weaken();

  // For the calls of SQLite.
  int before(Call call);
  void opened(std::string const& path);
  void written(std::string const& path, std::int64_t offset, std::string bytes);
  void truncated(std::string const& path, std::int64_t size);
  void synchronised(std::string const& path);
  bool is_weak() const { return weak_; }
  sqlite3_vfs* below() const { return below_; }

 private:
  // A truncation has no bytes.
  struct Pending {
    std::int64_t offset = 0;
    std::string bytes;
    bool truncates = false;
  };
  struct Image {
    std::string durable;
    std::vector<Pending> pending;
  };
  static void apply(std::string& content, Pending const& pending);
  void apply_some_sectors(std::string& content, Pending const& pending);

  std::recursive_mutex mutex_;
  std::mt19937 random_;
  std::map<std::string, Image> images_;
  sqlite3_vfs* below_ = nullptr;
  sqlite3_vfs vfs_{};
  int writes_left_ = -1, calls_left_ = -1;
  Call failing_call_ = Call::write;
  Trouble trouble_ = Trouble::none;
  bool cut_ = false, weak_ = false, failed_ = false;
};

}  // namespace bylaw::fault
