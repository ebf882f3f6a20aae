// Lists in one text, with commas between.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace bylaw::api {

inline std::vector<std::string> split_list(std::string_view list) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= list.size();) {
    auto const comma = std::min(list.find(',', at), list.size());
    parts.emplace_back(list.substr(at, comma - at));
    at = comma + 1;
  }
  return parts;
}

}  // namespace bylaw::api
