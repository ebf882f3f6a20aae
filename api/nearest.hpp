// The valid name that somebody who wrote another one most likely meant.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace bylaw::api {

// The candidate with the smallest share of letters to change, the first of equals; empty only without candidates.
std::string_view nearest_name(std::string_view word, std::vector<std::string_view> const& candidates);

// The names of `things`, in order.
template <class Things>
std::vector<std::string_view> names_of(Things const& things) {
  std::vector<std::string_view> names;
  for (auto const& thing : things) names.push_back(thing.name);
  return names;
}

// `; the nearest is "x"`, or nothing without candidates. For the end of a sentence, before its full stop.
std::string nearest_hint(std::string_view word, std::vector<std::string_view> const& candidates);

}  // namespace bylaw::api
