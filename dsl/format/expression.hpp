// Expressions as layout: the fewest parentheses that keep the tree, broken before `and` and `or` where too long.
#pragma once
#include <string>
#include <string_view>

#include "dsl/format/layout.hpp"
#include "dsl/syntax.hpp"

namespace bylaw::dsl {

// `hang` is how much deeper the lines of a broken condition are indented.
layout::Doc expression_doc(syntax::Expression const& expression, int hang = 4);

// A value where a clause asks for one: in parentheses where it is more than a sum. `with_follows`: of the same clause.
layout::Doc value_doc(syntax::Expression const& expression, bool with_follows = false);

// `"a text"` with its escapes.
std::string quoted(std::string_view text);

}  // namespace bylaw::dsl
