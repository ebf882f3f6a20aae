// Reading UTF-8 one character at a time.
#pragma once
#include <cstddef>
#include <string_view>

namespace bylaw::dsl {

struct Character {
  char32_t code = 0;
  std::size_t length = 0;  // in bytes; 0: not UTF-8
};

// The first character of `text`, which must not be empty. Overlong forms, surrogates and what lies beyond U+10FFFF are
// not UTF-8.
Character decode(std::string_view text);

// Characters that change the direction in which those around them are shown.
constexpr bool is_bidi_control(char32_t code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F ||
         code == 0x061C;
}
// All but tab and the line ends.
constexpr bool is_forbidden_control(char32_t code) {
  return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0x7F;
}
// How many columns of a terminal it takes: 2 for East Asian wide forms, 0 for combining marks.
int display_width(char32_t code);

}  // namespace bylaw::dsl
