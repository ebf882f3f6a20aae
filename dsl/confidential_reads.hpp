// What of the confidential an expression reads, and so may tell.
#pragma once
#include <set>

#include "dsl/rulebook.hpp"

namespace bylaw::dsl {

// Whether the record as a whole or one of its fields is confidential.
bool has_confidential(Record const& record);

// Adds the kinds of records whose confidential rows or fields it looks at or comes to, definitions followed.
void add_confidential_reads(Rulebook const& rulebook, Index expression, std::set<Index>& records);

}  // namespace bylaw::dsl
