#include "dsl/text_guard.hpp"

#include <cstring>

#include "dsl/utf8.hpp"

namespace bylaw::dsl {
namespace {

// Eight bytes at once: true when all are printable ASCII (a tab or line end is looked at singly).
bool plain_ahead(char const* at) {
  std::uint64_t eight = 0;
  std::memcpy(&eight, at, sizeof eight);
  constexpr std::uint64_t high = 0x8080808080808080, ones = 0x0101010101010101;
  // In bytes below 0x80: adding 1 sets the high bit for 0x7F only, subtracting 0x20 borrows for control characters
  // only.
  return ((eight | (eight + ones) | (eight - ones * 0x20)) & high) == 0;
}

std::string hexadecimal(char32_t value, int digits) {
  std::string text;
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) text += "0123456789ABCDEF"[value >> shift & 0xF];
  return text;
}

Diagnostic refused(std::uint32_t source, std::size_t begin, std::size_t end, std::string code, std::string message) {
  return {.code = std::move(code),
          .where = {source, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}},
          .message = std::move(message),
          .other = {},
          .other_message = {}};
}

}  // namespace

std::optional<Diagnostic> guard_text(std::string_view text, std::uint32_t source) {
  if (text.size() > max_text_size)
    return refused(source, 0, 0, "text_too_large", "this text is too large: at most 5000000 bytes are read");
  for (std::size_t i = 0; i < text.size();) {
    if (text.size() - i >= 8 && plain_ahead(text.data() + i)) {
      i += 8;
      continue;
    }
    auto const byte = static_cast<unsigned char>(text[i]);
    if (byte == 0) return refused(source, i, i + 1, "nul", "a NUL character is not allowed");
    if (is_forbidden_control(byte))
      return refused(source, i, i + 1, "control_character",
                     "control character U+" + hexadecimal(byte, 4) + " is not allowed");
    if (byte < 0x80) {
      ++i;
      continue;
    }
    auto const [code, length] = decode(text.substr(i));
    if (length == 0) return refused(source, i, i + 1, "not_utf8", "byte 0x" + hexadecimal(byte, 2) + " is not UTF-8");
    if (is_bidi_control(code))
      return refused(source, i, i + length, "bidi_control",
                     "U+" + hexadecimal(code, 4) + " is not allowed: it changes the direction in which text is shown");
    i += length;
  }
  return std::nullopt;
}

}  // namespace bylaw::dsl
