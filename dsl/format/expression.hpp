// Expressions as layout: the fewest parentheses that keep the tree, broken before `and` and `or` where too long.
#pragma once
#include "dsl/format/comments.hpp"

namespace bylaw::dsl {

// `lines` tells where comments stand: a condition with comments between its parts is broken there. `hang` is how much
// deeper the lines of a broken condition are indented.
layout::Doc expression_doc(syntax::Expression const& expression, Lines const& lines, int hang = 4);

// `"a text"` with its escapes.
std::string quoted(std::string_view text);

}  // namespace bylaw::dsl
