// Arbitrary syntax trees: every tree that parsing some text can give, and no other.
#pragma once
#include "dsl/syntax.hpp"

namespace bylaw::dsl::arbitrary {

// All draw from RapidCheck and are to be called within a property.
syntax::Expression expression(int depth);
syntax::Item item();
// A standing rule; the other items are made by item().
syntax::Item standing();

}  // namespace bylaw::dsl::arbitrary
