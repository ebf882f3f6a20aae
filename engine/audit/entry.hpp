// One entry of the log, as it is hashed: its kind, its place, its values, and a commitment for each part that may have
// to be erased. Every value is written with its kind and length, so that no two entries are the same bytes.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/audit/hash.hpp"

namespace bylaw::audit {

using Value = std::variant<std::monostate, std::int64_t, std::string>;

// A part whose text is there, or one that was erased and left its commitment behind.
struct Part {
  std::string name;
  std::optional<std::string> text;
  Salt salt{};    // where the text is there
  Hash erased{};  // where it is not
  Hash committed() const { return text ? commitment(salt, *text) : erased; }
};

struct Entry {
  std::uint64_t number = 0;
  std::string kind;
  std::vector<Value> values;
  std::vector<Part> parts;
};

// Bytes that stand for values, one behind the other.
class Canonical {
 public:
  Canonical& add(std::int64_t number);
  Canonical& add(std::string_view text);
  Canonical& add_optional(std::optional<std::string> const& text);
  Canonical& add_nothing();
  std::string bytes;
};

std::string leaf_of(Entry const& entry);

}  // namespace bylaw::audit
