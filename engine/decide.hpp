// One question, one answer: the compiled rules of the action over a snapshot. Pure: no clock, no I/O, no locale.
// A Program is immutable and shared by all threads.
#pragma once
#include <memory>

#include "engine/decision.hpp"

namespace bylaw::engine {

class Program;

// Compiles the rules once to typed slots, indexed by action.
std::shared_ptr<Program const> compile(std::shared_ptr<dsl::Rulebook const> rulebook);

// The question must fit the rulebook and the snapshot (the api layer sees to that).
// Relevance of missing facts is exact up to a budget of evaluations; beyond it every fact that an undetermined rule
// read is listed and `exact` is false. So it is where an unknown cannot be stood for by a few values: a reference whose
// row's fields are read, or unknowns that are added up. `is known`, `is recorded` and `otherwise` speak of the question
// and the state as they are: trying values makes nothing known. Advice and permissions are not searched for.
Decision decide(Program const& program, Snapshot const& snapshot, Question const& question,
                Explain explain = Explain::none);
// The same into a decision that was used before, with the memory it has: nothing is allocated once a thread is warm,
// unless something is missing or to be explained.
void decide(Program const& program, Snapshot const& snapshot, Question const& question, Explain explain,
            Decision& decision);

// The same answer computed slowly and obviously, straight over the expressions, sharing no evaluation code with
// decide(). The oracle that decide() is tested against: gives no `because`, and throws std::runtime_error where it
// would have to try too many values, or unknowns are added up with one another.
Decision decide_by_reference(dsl::Rulebook const& rulebook, Snapshot const& snapshot, Question const& question,
                             Explain explain = Explain::none);

}  // namespace bylaw::engine
