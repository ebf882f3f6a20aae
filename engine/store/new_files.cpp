#include "engine/store/new_files.hpp"

#include <filesystem>

#include "engine/store/key_file.hpp"

namespace bylaw::engine {

// Only with a database that is new itself: a journal beside one that was there belongs to it.
NewFiles::NewFiles(std::string const& database) {
  if (database == ":memory:") return;
  auto const real = std::filesystem::weakly_canonical(database).string();
  if (std::filesystem::exists(real)) return;
  for (auto const& file : {real, real + "-journal", real + "-wal", real + "-shm", key_path(database)})
    if (!std::filesystem::exists(file)) new_.push_back(file);
}

NewFiles::~NewFiles() {
  std::error_code ignored;
  for (auto const& file : new_) std::filesystem::remove(file, ignored);
}

}  // namespace bylaw::engine
