#include "engine/decide/missing_order.hpp"

#include <algorithm>
#include <tuple>

namespace bylaw::engine {

void sort_missing(dsl::Rulebook const& rulebook, Index action, std::vector<Missing>& missing) {
  auto const rank = [&](Missing const& one) -> std::tuple<int, std::ptrdiff_t, std::string const&> {
    auto const& asked = rulebook.actions[action].facts;
    switch (one.what.source) {
      case Unknown::Source::parameter:
        return {0, one.what.index, one.name};
      case Unknown::Source::fact:
        return {1, std::ranges::find(asked, one.what.index) - asked.begin(), one.name};
      case Unknown::Source::field:
        return {2, 0, one.name};
      case Unknown::Source::setting:
        return {3, 0, one.name};
      default:
        return {4, 0, one.name};
    }
  };
  std::ranges::sort(missing, [&](Missing const& a, Missing const& b) { return rank(a) < rank(b); });
}

}  // namespace bylaw::engine
