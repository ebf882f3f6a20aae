#include "api/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace bylaw::api {
namespace {

// Levenshtein's distance, one row at a time.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= right.size(); ++j) {
      std::size_t const replaced = diagonal + (left[i - 1] != right[j - 1]);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

}  // namespace

std::string_view nearest_name(std::string_view word, std::vector<std::string_view> const& candidates) {
  constexpr std::size_t longest = 64;  // of a hostile word: the effort stays small
  word = word.substr(0, longest);
  std::string_view best;
  std::size_t best_distance = 1, best_length = 0;  // as a fraction, so that long names do not lose
  for (auto const candidate : candidates) {
    auto const steps = distance(word, candidate);
    auto const length = std::max({word.size(), candidate.size(), std::size_t{1}});
    if (steps * best_length < best_distance * length || best_length == 0) {
      best = candidate;
      best_distance = steps;
      best_length = length;
    }
  }
  return best;
}

std::string nearest_hint(std::string_view word, std::vector<std::string_view> const& candidates) {
  auto const nearest = nearest_name(word, candidates);
  return nearest.empty() ? std::string() : "; the nearest is \"" + std::string(nearest) + '"';
}

}  // namespace bylaw::api
