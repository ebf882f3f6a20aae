// Single values as plain text and back: what keys, settings and the database hold. One form for each value:
// `true`, `3`, `1.5`, `2025-12-31`, `12-31`, `24 months`, `USD 150000.00`, the name of an enumeration's value, a key.
#pragma once
#include <string_view>

#include "engine/state.hpp"

namespace bylaw::engine {

// `type` is that of the value itself (its `list` does not matter).
std::string text_of(dsl::Rulebook const& rulebook, dsl::Type const& type, Constant const& constant);
// Nothing when the text is no value of that type. Whether the key of a reference exists is not looked at.
std::optional<Constant> constant_of(dsl::Rulebook const& rulebook, dsl::Type const& type, std::string_view text);

}  // namespace bylaw::engine
