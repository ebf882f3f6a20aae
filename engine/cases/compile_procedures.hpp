// The procedures of the program's rulebook, through the same compiler and into the same pool as the rules.
#pragma once
#include "engine/decide/compiler.hpp"

namespace bylaw::engine {

void compile_procedures(Compiler& compiler, Program& program);

}  // namespace bylaw::engine
