// Refuses text that is not fit to be read: too large, not UTF-8, or with characters that show a reader something other
// than what is there.
#pragma once
#include <optional>
#include <string_view>

#include "dsl/diagnostic.hpp"

namespace bylaw::dsl {

inline constexpr std::size_t max_text_size = 5'000'000;

// The first fault, or nothing. Tabs and line ends are the only control characters allowed.
std::optional<Diagnostic> guard_text(std::string_view text, std::uint32_t source);

}  // namespace bylaw::dsl
