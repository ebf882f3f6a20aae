// The mode that keeps every value that was read, in the order in which conditions are written, for explanations.
#pragma once
#include <cstddef>
#include <vector>

#include "engine/decide/plain.hpp"

namespace bylaw::engine {

// A value as it was read.
struct RawReading {
  Unknown where;  // Source::none: the question's date
  Value value;
};

class Readings : public Plain {
 public:
  // What is read is followed as it is written: nothing is remembered, and no row is ruled out in another way.
  static constexpr bool tracing = true, shortcuts = false;
  // Of more than a few rows those that do not match are passed over without being read.
  static constexpr bool tests_first = true;

  void start_over() { kept_.clear(); }
  std::vector<RawReading> const& kept() const { return kept_; }

  Value date(Value value) { return keep({}, value); }
  Value leaf(Value value, Unknown::Source source, Index index, Index field = 0, Row row = 0) {
    Unknown const where{source, index, field, row};
    keep(where, value);
    return value.is_unknown() ? Value::unknown(where) : value;
  }
  Value rate(Value value, dsl::Currency currency) {
    if (!value.is_unknown()) return value;
    auto const where = Unknown::unpack(static_cast<std::uint64_t>(value.number));
    if (where.source == Unknown::Source::none) return value;
    if (where.source == Unknown::Source::field)
      return leaf(value, where.source, where.index, where.field, where.row);
    return leaf(value, Unknown::Source::rate, 0, 0, currency.packed);
  }
  Truth known(Value value, Unknown::Source source, Index index) {
    return keep({source, index, 0, 0}, value).is_unknown() ? Truth::no : Truth::yes;
  }
  template <class Evaluate>
  auto on_the_way(Evaluate evaluate) {
    auto const before = kept_.size();
    auto const result = evaluate();
    kept_.resize(before);
    return result;
  }
  void presence(Value value, Index record, Row row, Index field) {
    keep({Unknown::Source::field, record, field, row}, value);
  }
  std::size_t row_begins() const { return kept_.size(); }
  void row_ends(std::size_t before, Truth truth, Index, Row) {
    if (truth == Truth::no && kept_.size() > many) kept_.resize(before);
  }
  bool wants_every_witness() const { return true; }

 private:
  // Beyond so many values read, those of rows that do not match are left out.
  static constexpr std::size_t many = 24;

  Value keep(Unknown where, Value value) {
    kept_.push_back({where, value});
    return value;
  }

  std::vector<RawReading> kept_;
};

}  // namespace bylaw::engine
