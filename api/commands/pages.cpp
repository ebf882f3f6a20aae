#include "dsl/pages.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "api/commands/command.hpp"
#include "api/commands/files.hpp"

namespace bylaw::api {
namespace {

namespace fs = std::filesystem;

// Pages that were made once, of families that are no more.
std::vector<fs::path> left_over(fs::path const& folder, std::vector<dsl::Page> const& made, Streams const& streams) {
  std::vector<fs::path> found;
  if (!fs::exists(folder / "plain")) return found;
  for (auto const& entry : fs::recursive_directory_iterator(folder / "plain")) {
    auto const path = entry.path().lexically_relative(folder).generic_string();
    bool const wanted = std::ranges::count(made, path, &dsl::Page::path) > 0;
    if (wanted || entry.path().extension() != ".md") continue;
    if (read_file(entry.path().string(), streams).starts_with(dsl::page_mark)) found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

bool is_up_to_date(fs::path const& path, std::string const& text, Streams const& streams) {
  return fs::exists(path) && read_file(path.string(), streams) == text;
}

}  // namespace

int write_pages(Arguments const& arguments, Streams const& streams) {
  auto const rulebook = load_rulebook({arguments.value("--rules")}, streams.err);
  if (!rulebook) return bad_input;
  bool const only_check = arguments.has("--check");
  fs::path const folder = arguments.value("--rules");
  auto const made = dsl::pages(*rulebook);
  bool changed = false;
  for (auto const& page : made) {
    auto const path = folder / page.path;
    if (is_up_to_date(path, page.text, streams)) continue;
    changed = true;
    streams.out << path.string() << '\n';
    if (only_check) continue;
    fs::create_directories(path.parent_path());
    replace_file(path.string(), page.text);
  }
  for (auto const& path : left_over(folder, made, streams)) {
    changed = true;
    streams.out << path.string() << " (nothing is left of it)\n";
    if (!only_check) fs::remove(path);
  }
  return only_check && changed ? negative : fine;
}

}  // namespace bylaw::api
