// Circles among things that name each other: definitions that use definitions, rules that override rules.
#pragma once
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::dsl::checking {

using Edges = std::vector<std::vector<Index>>;  // per node, the nodes it leads to

struct Walk {
  std::vector<Index> order;  // every node after all it leads to, as far as there are no circles
  std::vector<std::vector<Index>>
      circles;  // each node is in one at most; the first leads to the second, the last to the first
};

// Depth first without recursion, so that a chain of any length is fine.
Walk walk(Edges const& edges);

}  // namespace bylaw::dsl::checking
