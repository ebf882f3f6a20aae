// What a sweep is made of, for those that sweep only in part.
#pragma once
#include <span>

#include "engine/decide/program.hpp"
#include "engine/standing.hpp"

namespace bylaw::engine {

// Every rule that is no checklist.
std::vector<Index> rules_swept(dsl::Rulebook const& rulebook);
// How many records the rule is for, or may be.
std::size_t subjects_of(Snapshot const& snapshot, Index rule);
// As sweep(), by so many threads.
std::vector<StandingRow> sweep_in_parts(Program const& program, Snapshot const& snapshot, dsl::Date date,
                                        std::span<Index const> rules, std::size_t count);

}  // namespace bylaw::engine
