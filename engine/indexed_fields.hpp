// Which fields of a rulebook's records are worth an index: references, which deleting a record asks for, and what rules
// compare with something that is known, text by text. An index over what nobody looks up would only cost memory.
#pragma once
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::engine {

using IndexedFields = std::vector<std::vector<bool>>;  // by record, by field

IndexedFields indexed_fields(dsl::Rulebook const& rulebook);

}  // namespace bylaw::engine
