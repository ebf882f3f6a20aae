#include "api/commands/files.hpp"

#include <filesystem>
#include <fstream>
#include <istream>
#include <iterator>
#include <ostream>
#include <set>
#include <stdexcept>

namespace bylaw::api {

std::string read_file(std::string const& path, Streams const& streams) {
  if (path == "-") return {std::istreambuf_iterator<char>(streams.in), {}};
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) throw std::runtime_error(path + " cannot be read.");
  std::string text;
  text.resize(std::filesystem::is_regular_file(path) ? std::filesystem::file_size(path) : 0);
  if (text.empty()) return {std::istreambuf_iterator<char>(file), {}};
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

OpenedFile open_file(std::string const& path, Streams const& streams) {
  if (path == "-") return {nullptr, streams.in, 0};
  auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!*file || std::filesystem::is_directory(path)) throw std::runtime_error(path + " cannot be read.");
  auto& in = *file;
  return {std::move(file), in, std::filesystem::is_regular_file(path) ? std::filesystem::file_size(path) : 0};
}

void replace_file(std::string const& path, std::string const& text) {
  auto const temporary = path + ".new";
  {
    std::ofstream file(temporary, std::ios::binary);
    file << text;
    if (!file.flush()) throw std::runtime_error(temporary + " cannot be written.");
  }
  if (std::filesystem::exists(path))
    std::filesystem::permissions(temporary, std::filesystem::status(path).permissions());
  std::filesystem::rename(temporary, path);
}

std::vector<std::string> rule_files(std::vector<std::string> const& paths) {
  std::set<std::string> files;
  for (auto const& path : paths) {
    if (!std::filesystem::exists(path)) throw std::runtime_error("There is no file or folder " + path + '.');
    if (!std::filesystem::is_directory(path)) {
      files.insert(path);
      continue;
    }
    for (auto const& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (entry.is_regular_file() && entry.path().extension() == ".rules") files.insert(entry.path().string());
    }
  }
  return {files.begin(), files.end()};
}

std::vector<dsl::Source> read_sources(std::vector<std::string> const& paths) {
  auto const files = rule_files(paths);
  if (files.empty()) throw std::runtime_error("There are no *.rules files in " + paths.front() + '.');
  std::vector<dsl::Source> sources;
  for (auto const& file : files) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error(file + " cannot be read.");
    sources.push_back({file, {std::istreambuf_iterator<char>(stream), {}}});
  }
  return sources;
}

std::shared_ptr<dsl::Rulebook const> load_rulebook(std::vector<std::string> const& paths, std::ostream& err) {
  auto checked = dsl::check(read_sources(paths));
  if (!dsl::has_errors(checked.diagnostics)) return std::make_shared<dsl::Rulebook const>(std::move(checked.rulebook));
  for (auto const& diagnostic : checked.diagnostics) err << dsl::render(checked.rulebook.sources, diagnostic);
  return nullptr;
}

}  // namespace bylaw::api
