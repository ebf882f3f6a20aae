// Every combination of values for what is not known, tried one after the other, for the reference evaluator.
#pragma once
#include <set>
#include <vector>

#include "engine/decide/cells.hpp"
#include "engine/reference/evaluator.hpp"

namespace bylaw::engine::reference {

// The statuses that a rule may come to.
using Possible = std::set<Status>;

// What one rule may come to as far as is known; `here` are the rules of the action.
Possible possible_statuses(Evaluator& evaluator, dsl::Rulebook const& rulebook, Question const& question, Index rule);

struct Completions {
  std::vector<std::uint64_t> unknowns;  // that were tried
  std::vector<std::size_t> sizes;       // how many values each
  std::vector<std::vector<Status>>
      statuses;                        // by completion (the first unknown turns fastest), then by rule asked about
  std::set<std::uint64_t> impossible;  // read, and without values to try
};

// `evaluator.observations` must be there. Throws std::runtime_error when there are too many, or
// when they are added up with one another, so that no values stand for all.
Completions try_all(Evaluator& evaluator, dsl::Rulebook const& rulebook, Question const& question,
                    std::vector<Index> const& rules);

}  // namespace bylaw::engine::reference
