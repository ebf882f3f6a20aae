// The mode that keeps nothing but the result: every hook of Machine comes to nothing.
#pragma once
#include <cstddef>

#include "engine/decide/program.hpp"
#include "engine/snapshot.hpp"

namespace bylaw::engine {

struct Plain {
  using Cell = Value;
  static constexpr bool tracing = false, shortcuts = true;
  static constexpr bool narrows = true;  // rows that cannot match need not be looked at
  static constexpr bool tests_first = false;

  static Value raw(Value value) { return value; }
  Value constant(Value value) const { return value; }
  Value date(Value value) const { return value; }
  Value leaf(Value value, Unknown::Source, Index, Index = 0, Row = 0) const { return value; }
  Value rate(Value value, dsl::Currency) const { return value; }
  Value element(Value, Value item) const { return item; }
  Value derived(Value, Op, Value, Value result) const { return result; }
  Value derived_right(Value, Op, Value, Value result) const { return result; }
  Value exchanged(Value rate, Value, dsl::Currency, Value result) const { return rate.is_unknown() ? rate : result; }
  Value opaque(Value, Value result) const { return result; }
  Value mixed(Value, Value, Value result) const { return result; }
  bool carries(Value) const { return false; }
  Truth known(Value value, Unknown::Source, Index) const { return value.is_unknown() ? Truth::no : Truth::yes; }
  template <class Evaluate>
  Value as_it_is(Evaluate evaluate) const {
    return evaluate();
  }
  // What is read on the way to the rows is not what the condition reads.
  template <class Evaluate>
  auto on_the_way(Evaluate evaluate) const {
    return evaluate();
  }
  void compared(Value, Value) const {}
  void ordered(bool, Value) const {}
  void dereferenced(Value) const {}
  void presence(Value, Index, Row, Index) const {}
  void keyed(Value, Table::FieldIndex const&, Index) const {}
  void visited() const {}
  void witness(Index, Row) const {}
  bool has_to_see(Truth, bool) const { return false; }
  int mark() const { return 0; }
  void settle(int, Truth, bool) const {}
  int row_begins() const { return 0; }
  void row_ends(int, Truth, Index, Row) const {}
  bool wants_every_witness() const { return false; }
};

}  // namespace bylaw::engine
