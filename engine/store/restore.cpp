#include "engine/restore.hpp"

#include <filesystem>

#include "engine/archive.hpp"
#include "engine/store/access_table.hpp"
#include "engine/store/backup.hpp"
#include "engine/store/lock_file.hpp"

namespace bylaw::engine {
namespace {

// What a log has erased behind this many entries.
void erased_behind(std::string const& path, std::uint64_t size, audit::ErasedParts& erased) {
  auto const archive = Archive::open(path);
  for (auto entries = archive->entries(size, 1000); !entries.empty(); entries = archive->entries(size, 1000)) {
    for (auto const& entry : entries) {
      if (entry.kind != "event" || std::get<std::string>(entry.values[1]) != "erasure") continue;
      for (auto const& [number, parts] :
           audit::read_erasure(std::get<std::string>(entry.values[2])).value_or(audit::ErasedParts{}))
        erased[number].insert(erased[number].end(), parts.begin(), parts.end());
    }
    size = entries.back().number + 1;
  }
}

// As far as it can still be read: what was there may be why a copy is put back.
void read_last(std::string const& path, std::uint64_t size, Restored& restored) {
  try {
    erased_behind(path, size, restored.erased_since);
    Connection connection(path, Access::read);
    restored.tokens = logged_tokens(connection);
  } catch (StorageError const& error) {
    restored.unread = error.what();
  }
}

}  // namespace

void copy_database(std::string const& from, std::string const& to) {
  auto const lock = locked(from);
  Connection connection(from, Access::read);
  Turns turns;
  back_up(connection, turns, to);
}

Restored put_back(std::string const& copy, std::string const& path) {
  auto const lock = locked(path);
  Restored restored;
  auto const size = Archive::open(copy)->head().checkpoint.size;
  auto const fresh = path + ".restored";
  std::filesystem::remove(fresh);
  {
    Connection connection(copy, Access::read);
    Turns turns;
    back_up(connection, turns, fresh);
  }
  if (std::filesystem::exists(path)) {
    read_last(path, size, restored);
    restored.kept_aside = path + ".before";
    for (auto const* part : {"", "-wal", "-shm"}) {
      std::filesystem::remove(restored.kept_aside + part);
      if (std::filesystem::exists(path + part)) std::filesystem::rename(path + part, restored.kept_aside + part);
    }
  }
  std::filesystem::rename(fresh, path);
  return restored;
}

}  // namespace bylaw::engine
