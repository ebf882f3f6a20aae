#include "api/json_writer.hpp"

#include <charconv>
#include <cstddef>
#include <cstring>

namespace bylaw::api {
namespace {

bool is_plain(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

// How many bytes at the start stand for themselves. Looks at eight at a time: most of an answer is plain text.
std::size_t plain_length(std::string_view text) {
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101, highs = ones << 7;
  auto const zero_in = [](std::uint64_t bytes) { return (bytes - ones) & ~bytes & highs; };  // non-zero if there is one
  std::size_t length = 0;
  for (; length + 8 <= text.size(); length += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + length, 8);
    auto const control = (bytes - ones * 0x20) & ~bytes & highs;
    if ((bytes & highs) | control | zero_in(bytes ^ ones * '"') | zero_in(bytes ^ ones * '\\')) break;
  }
  while (length < text.size() && is_plain(static_cast<unsigned char>(text[length]))) ++length;
  return length;
}

void append_escape(std::string& out, unsigned char c) {
  static constexpr char digits[] = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      (out += "\\u00") += {digits[c >> 4], digits[c & 15]};
  }
}

// The length of the UTF-8 sequence that `text` starts with; 0 when it is broken.
std::size_t sequence_length(std::string_view text) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned char const first = byte(0);
  std::size_t const length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  bool const overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  bool const out_of_range = (first == 0xED && byte(1) > 0x9F) || (first == 0xF4 && byte(1) > 0x8F);
  return overlong || out_of_range ? 0 : length;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    auto const plain = plain_length(text);
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    auto const next = static_cast<unsigned char>(text[0]);
    std::size_t const length = next < 0x80 ? 1 : sequence_length(text);
    if (next < 0x80)
      append_escape(out, next);
    else if (length)
      out += text.substr(0, length);
    else
      out += "\xEF\xBF\xBD";
    text.remove_prefix(length ? length : 1);
  }
  out += '"';
}

void JsonWriter::separate() {
  if (comma_) out_ += ',';
  comma_ = true;
}

void JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  comma_ = false;
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  comma_ = true;
}

void JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(out_, name);
  out_ += ':';
  comma_ = false;
}

void JsonWriter::text(std::string_view value) {
  separate();
  append_json_string(out_, value);
}

void JsonWriter::number(std::int64_t value) {
  char digits[24];
  auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  raw({digits, end});
}

void JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
}

void JsonWriter::text_or_null(std::string_view name, std::string_view value) {
  key(name);
  if (value.empty())
    null();
  else
    text(value);
}

}  // namespace bylaw::api
