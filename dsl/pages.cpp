#include "dsl/pages.hpp"

#include <algorithm>

#include "dsl/pages/family_page.hpp"

namespace bylaw::dsl {

std::vector<Page> pages(Rulebook const& rulebook) {
  std::vector<Page> made = {{"coverage.md", coverage_page(rulebook)}};
  auto const rules = page_rules(rulebook);
  for (auto first = rules.begin(); first != rules.end();) {
    auto const last =
        std::find_if(first, rules.end(), [&](PageRule const& rule) { return rule.family != first->family; });
    made.push_back(family_page(rulebook, {first, last}));
    first = last;
  }
  std::ranges::sort(made, {}, &Page::path);
  return made;
}

}  // namespace bylaw::dsl
