// A rule as a leader reads it: whole sentences made from labels and phrases of the rulebook, nothing from code but
// the connecting words.
#pragma once
#include "dsl/rulebook.hpp"

#include <string>

namespace bylaw::dsl {

// Several lines of Markdown: title, norm and section, when it applies, what is asked of whom, what counts as done,
// exceptions, readings.
std::string plain_rule(Rulebook const& rulebook, Index rule);
// The same for a procedure, its routes and its steps; and for one step.
std::string plain_procedure(Rulebook const& rulebook, Index procedure);
std::string plain_step(Rulebook const& rulebook, Index procedure, Index step);
// The same for a standing rule: what it is looked at for, when it is met and what it is else, by when.
std::string plain_standing(Rulebook const& rulebook, Index standing);
// What follows title and sources, where those are shown in another way.
std::string plain_rule_body(Rulebook const& rulebook, Index rule);
std::string plain_standing_body(Rulebook const& rulebook, Index standing);
std::string plain_step_body(Rulebook const& rulebook, Index procedure, Index step);
// A procedure without its title and its steps: which cases it is for, and the ways there are.
std::string plain_procedure_head(Rulebook const& rulebook, Index procedure);
// One condition as a phrase: "the amount asked for is more than USD 100,000".
std::string plain_condition(Rulebook const& rulebook, Index expression);

}  // namespace bylaw::dsl
