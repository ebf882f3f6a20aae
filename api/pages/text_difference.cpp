#include "api/pages/text_difference.hpp"

#include <algorithm>

namespace bylaw::api::pages {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

std::vector<DifferentLine> text_difference(std::string_view before, std::string_view after) {
  auto const old_lines = lines_of(before), new_lines = lines_of(after);
  auto const rows = old_lines.size(), columns = new_lines.size();
  // How many lines the rests behind each pair of places have in common.
  std::vector<std::vector<std::size_t>> common(rows + 1, std::vector<std::size_t>(columns + 1, 0));
  for (auto i = rows; i-- > 0;)
    for (auto j = columns; j-- > 0;)
      common[i][j] = old_lines[i] == new_lines[j] ? common[i + 1][j + 1] + 1
                                                  : std::max(common[i + 1][j], common[i][j + 1]);
  std::vector<DifferentLine> lines;
  for (std::size_t i = 0, j = 0; i < rows || j < columns;) {
    using enum DifferentLine::Kind;
    if (i < rows && j < columns && old_lines[i] == new_lines[j]) {
      lines.push_back({same, old_lines[i]});
      ++i, ++j;
    } else if (i < rows && (j == columns || common[i + 1][j] >= common[i][j + 1])) {
      lines.push_back({removed, old_lines[i++]});
    } else {
      lines.push_back({added, new_lines[j++]});
    }
  }
  return lines;
}

}  // namespace bylaw::api::pages
