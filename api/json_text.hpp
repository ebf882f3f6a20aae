// JSON text to values, safely: bounded in size, depth and number of values; duplicate keys, bytes that are not UTF-8
// and anything behind the document are refused; numbers stay as they are written, so that nothing is ever rounded on
// the way. What the values mean is left to the readers.
#pragma once
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/input_fault.hpp"
#include "api/json_stream.hpp"

namespace bylaw::api {

struct JsonValue;
struct JsonMember;
struct JsonNumber {
  std::string text;
};
using JsonList = std::vector<JsonValue>;
using JsonObject = std::vector<JsonMember>;  // in the order of the text; no key twice

struct JsonValue {
  std::variant<std::monostate, bool, JsonNumber, std::string, JsonList, JsonObject> value;

  bool is_null() const { return std::holds_alternative<std::monostate>(value); }
  bool const* boolean() const { return std::get_if<bool>(&value); }
  JsonNumber const* number() const { return std::get_if<JsonNumber>(&value); }
  std::string const* text() const { return std::get_if<std::string>(&value); }
  JsonList const* list() const { return std::get_if<JsonList>(&value); }
  JsonObject const* object() const { return std::get_if<JsonObject>(&value); }
  // The member of an object; null when there is none, or this is no object.
  JsonValue const* member(std::string_view key) const;
  // "null", "text", "a number"...: for messages.
  std::string_view kind() const;
};
struct JsonMember {
  std::string key;
  JsonValue value;
};

// A whole number that fits; nothing for 1.0, 1e3 and what is too large.
std::optional<std::int64_t> whole_number(JsonNumber const& number);

struct JsonLimits {
  std::size_t bytes = 1 << 20;
  std::size_t depth = 64;
  std::size_t values = 200'000;  // held at one time
};

// Never throws for any text; the one fault that stopped the reading otherwise.
std::expected<JsonValue, InputFault> parse_json(std::string_view text, JsonLimits const& limits = {});

// For documents of the form {"name": [row, row...], ...} that may be large: every row is handed over when it is
// complete and is not in the result, whose lists are empty. Rows of one list come in order, their positions counted
// from 0.
using RowSink = std::function<void(std::string const& name, std::size_t position, JsonValue const& row)>;
std::expected<JsonValue, InputFault> parse_json_rows(std::string_view text, JsonLimits const& limits,
                                                     RowSink const& sink);

// The same from a stream, a piece of it in memory at a time: `limits.bytes` does not count. What stops the reading is
// the first fault that is met, as it comes.
std::expected<JsonValue, InputFault> parse_json_rows(JsonStream& stream, JsonLimits const& limits, RowSink const& sink);

}  // namespace bylaw::api
