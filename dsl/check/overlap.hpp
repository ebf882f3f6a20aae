// Whether two conditions can be true at once, found by cutting: what each condition asks becomes a subject with
// finitely many cells (the values of an enumeration, the stretches between the amounts it is compared with, true and
// false), and every combination of cells is tried. Subjects are taken to be independent of each other.
#pragma once
#include "dsl/rulebook.hpp"

namespace bylaw::dsl::checking {

// `none` is the condition that always holds. False also when there are too many combinations to try.
bool can_hold_together(Rulebook const& book, Index first, Index second);

}  // namespace bylaw::dsl::checking
