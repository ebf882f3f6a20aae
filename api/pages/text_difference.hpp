// Two texts line by line: what went, what came, what stayed.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace bylaw::api::pages {

struct DifferentLine {
  enum class Kind { same, removed, added } kind = Kind::same;
  std::string_view text;  // into either of the two
};
// As few lines as possible went and came. For texts of some hundred lines: costs the product of the two.
std::vector<DifferentLine> text_difference(std::string_view before, std::string_view after);

}  // namespace bylaw::api::pages
