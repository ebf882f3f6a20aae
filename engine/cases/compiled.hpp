// Procedures compiled: the node of each expression of the rulebook's procedures, in their order; `none` where it is not
// written. Everything that is no expression stays in the rulebook.
#pragma once
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::engine {

using dsl::Index;

struct CompiledWrite {
  Index changed = dsl::none;
  std::vector<Index> values;  // by assignment
};
struct CompiledWrites {
  std::vector<CompiledWrite> writes;
  std::vector<Index> check;  // by assignment
};
struct CompiledStep {
  Index unless = dsl::none, done = dsl::none, day = dsl::none, pending = dsl::none, blocked = dsl::none,
        refused = dsl::none, undetermined = dsl::none;
  std::vector<Index> recusals;
  CompiledWrites recording;
};
struct CompiledRoute {
  Index when = dsl::none;
  std::vector<Index> availability;
};
struct CompiledProcedure {
  Index when = dsl::none, refer = dsl::none;
  std::vector<CompiledRoute> routes;
  std::vector<CompiledStep> steps;
  CompiledWrites opening;
};

}  // namespace bylaw::engine
