#include "engine/store/lock_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "engine/store.hpp"

namespace bylaw::engine {

LockFile::LockFile(std::string const& path, std::string const& database)
    : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
  if (descriptor_ < 0) {
    throw StorageError("The database \"" + database + "\" cannot be used: its lock file \"" + path +
                       "\" cannot be opened: " + std::strerror(errno) + ".");
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  ::close(descriptor_);
  throw StorageError("The database \"" + database + "\" is in use by another process, which holds \"" + path +
                     "\". Only one may have it open.");
}

// The file stays: removing it would let a third process lock a new one while a second still waits for this.
LockFile::~LockFile() { ::close(descriptor_); }

std::optional<LockFile> locked(std::string const& path) {
  if (path.empty()) throw StorageError("The database needs the name of a file, or \":memory:\".");
  if (path == ":memory:") return std::nullopt;
  // By its real name: however it is reached, it is one database.
  auto const real = std::filesystem::weakly_canonical(path).string();
  return std::optional<LockFile>(std::in_place, real + ".lock", path);
}

}  // namespace bylaw::engine
