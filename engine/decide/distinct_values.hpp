// Values each once, in the order they came: what an unknown was compared with may be every key of a large table.
#pragma once
#include <algorithm>
#include <unordered_set>
#include <vector>

#include "engine/value.hpp"

namespace bylaw::engine {

inline bool is_same(Value const& a, Value const& b) {
  if (a.kind != b.kind || a.aux != b.aux) return false;
  return a.kind == Kind::list ? std::equal(a.items, a.items + a.aux, b.items, is_same) : a.number == b.number;
}

class DistinctValues {
 public:
  DistinctValues() = default;
  explicit DistinctValues(std::vector<Value> const& values) {
    for (auto const& value : values) add(value);
  }

  // Whether it was not there yet.
  bool add(Value value) {
    if (value.kind == Kind::list ? !is_new_list(value) : !known_.insert(value).second) return false;
    values_.push_back(value);
    return true;
  }
  std::vector<Value> const& all() const { return values_; }
  std::vector<Value> take() && { return std::move(values_); }

 private:
  struct Hash {
    std::size_t operator()(Value const& value) const {
      auto const bits = static_cast<std::uint64_t>(value.number) ^ std::uint64_t{value.aux} << 40 ^
                        static_cast<std::uint64_t>(value.kind) << 56;
      return static_cast<std::size_t>(bits * 0x9E37'79B9'7F4A'7C15ULL >> 8);
    }
  };
  struct Same {
    bool operator()(Value const& a, Value const& b) const { return is_same(a, b); }
  };
  bool is_new_list(Value const& value) const {
    return std::ranges::none_of(values_, [&](Value const& known) { return is_same(known, value); });
  }

  std::vector<Value> values_;
  std::unordered_set<Value, Hash, Same> known_;  // but lists
};

}  // namespace bylaw::engine
