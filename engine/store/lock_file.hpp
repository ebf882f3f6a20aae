// Keeps a second process away from a database: two writers can damage a write-ahead log for good.
#pragma once
#include <optional>
#include <string>

namespace bylaw::engine {

// Holds the lock for as long as it lives; the system releases it when the process ends, however it ends.
class LockFile {
 public:
  // Locks `path`, creating it. Throws StorageError when somebody else holds it or it cannot be made; `database` is the
  // file to name in the message.
  LockFile(std::string const& path, std::string const& database);
  ~LockFile();
  LockFile(LockFile const&) = delete;
  LockFile& operator=(LockFile const&) = delete;

 private:
  int descriptor_;
};

// That of a database, beside it; none for one in memory. Throws StorageError.
std::optional<LockFile> locked(std::string const& path);

}  // namespace bylaw::engine
