// Rule text to syntax tree. All the rest of the program sees of the grammar: Boost.Spirit stays behind it.
#pragma once
#include "dsl/diagnostic.hpp"
#include "dsl/syntax.hpp"

#include <cstdint>

namespace bylaw::dsl {

struct Parsed {
  syntax::File file;
  Diagnostics diagnostics;  // every error of the text in one run (at most 1,000), in the order of the text
};

// Never throws for any text. `source` is the index diagnostics carry. Text that is not fit to be read (over 5 MB, NUL,
// invalid UTF-8, bidirectional controls) is refused whole before parsing. Linear in the length of the text. Thread-safe.
Parsed parse(Source const& text, std::uint32_t source = 0);

}  // namespace bylaw::dsl
