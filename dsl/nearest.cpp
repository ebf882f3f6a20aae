// The nearest word to a misspelt one. A slip is a letter too many, too few, another, or two that changed places.
#include <algorithm>
#include <array>

#include "dsl/diagnostic.hpp"

namespace bylaw::dsl {
namespace {

constexpr std::size_t longest = 64;  // longer words are no slips, and the rows below stay on the stack

std::size_t slips(std::string_view a, std::string_view b) {
  std::array<std::array<std::size_t, longest + 1>, 3> rows{};
  auto &before = rows[0], &above = rows[1], &row = rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before = above;
    above = row;
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, std::vector<std::string_view> const& candidates) {
  if (word.size() < 2 || word.size() > longest) return {};
  std::size_t limit = word.size() < 5 ? 2 : 3;
  std::string_view best;
  for (auto const candidate : candidates) {
    auto const longer = std::max(word.size(), candidate.size()), shorter = std::min(word.size(), candidate.size());
    if (longer > longest || longer - shorter >= limit || candidate == word) continue;
    if (auto const count = slips(word, candidate); count < limit) {
      limit = count;
      best = candidate;
    }
  }
  return std::string(best);
}

}  // namespace bylaw::dsl
