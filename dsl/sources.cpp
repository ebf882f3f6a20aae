// Reading a rulebook from a directory.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "dsl/check.hpp"

namespace bylaw::dsl {
namespace {

Source read_source(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  Source source{path.string(), {std::istreambuf_iterator<char>(file), {}}};
  if (file.bad()) throw std::runtime_error("cannot read " + path.string());
  return source;
}

}  // namespace

std::vector<Source> read_sources(std::string const& directory) {
  std::vector<std::filesystem::path> paths;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(directory))
    if (entry.is_regular_file() && entry.path().extension() == ".rules") paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::vector<Source> sources;
  for (auto const& path : paths) sources.push_back(read_source(path));
  return sources;
}

}  // namespace bylaw::dsl
