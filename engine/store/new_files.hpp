// The files of a database that are made while this lives: taken away again unless they are to be kept. Files that were
// there before stay as they are; so does the lock file, which somebody else may be waiting for.
#pragma once
#include <string>
#include <vector>

namespace bylaw::engine {

class NewFiles {
 public:
  explicit NewFiles(std::string const& database);
  ~NewFiles();
  NewFiles(NewFiles const&) = delete;
  NewFiles& operator=(NewFiles const&) = delete;
  void keep() { new_.clear(); }

 private:
  std::vector<std::string> new_;
};

}  // namespace bylaw::engine
