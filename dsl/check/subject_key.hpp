// A text that is the same for two expressions exactly when they ask the same of the same things, whatever the names of
// their variables.
#pragma once
#include <string>

#include "dsl/rulebook.hpp"

namespace bylaw::dsl::checking {

std::string subject_key(Rulebook const& book, Index expression);

}  // namespace bylaw::dsl::checking
