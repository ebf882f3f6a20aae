// The rules of an action that the facts given do not rule out at once: found by a few operations on bits, so that rules
// which do not concern a question cost it next to nothing.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/decide/world.hpp"

namespace bylaw::engine {

inline std::size_t words_for(std::size_t rules) { return (rules + 63) / 64; }

// Of an action whose rules are compiled.
void make_guards(Program const& program, CompiledAction& action);
// A bit for each rule of the action by position. The conditions of all others do not hold.
void select_rules(World const& world, CompiledAction const& action, std::vector<std::uint64_t>& selected);

}  // namespace bylaw::engine
