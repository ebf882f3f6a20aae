// The one canonical layout of rule text. Formatting twice changes nothing; parsing the result gives the same tree;
// no comment is lost.
#pragma once
#include "dsl/syntax.hpp"

#include <string>

namespace bylaw::dsl {

// `file` must come from a text without errors (a tree with a BadItem or BadClause prints what it can).
// `text` is the text it came from, needed only to keep blank lines between items; may be empty.
std::string format(syntax::File const& file, std::string_view text = {});
std::string format(syntax::Expression const& expression);

}  // namespace bylaw::dsl
