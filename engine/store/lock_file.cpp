#include "engine/store/lock_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

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

}  // namespace bylaw::engine
