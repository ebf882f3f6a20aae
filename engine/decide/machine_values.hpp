// The part of Machine that compares and calculates: exact, across currencies too. Included by machine.hpp only.
#pragma once
#include "engine/decide/machine.hpp"

namespace bylaw::engine {

// What is mostly compared is in order as its numbers are.
inline bool is_plain(Kind kind) { return kind == Kind::reference || kind == Kind::enumeration || kind == Kind::date; }

template <class Mode>
Truth Machine<Mode>::compare_operands(Node const& node) {
  Cell made, other;
  auto const& left = look(node.a, made);
  if constexpr (Mode::tracing) {
    auto const kept = left;  // what is evaluated next may be in its place
    return compare(node.comparison, kept, look(node.b, other));
  } else {
    auto const& right = look(node.b, other);
    if (left.kind == right.kind && is_plain(left.kind)) return holds(node.comparison, left.number, right.number);
    return compare(node.comparison, left, right);
  }
}

template <class Mode>
inline Truth Machine<Mode>::compare(Comparison comparison, Cell const& left, Cell const& right) {
  auto const a = raw(left), b = raw(right);
  if constexpr (!Mode::tracing)
    if (a.kind == b.kind && is_plain(a.kind)) return holds(comparison, a.number, b.number);
  if (!a.is_unknown() && !b.is_unknown() && mixed(a, b)) return compare_money(comparison, left, right);
  mode_.compared(left, right);
  if (a.is_unknown() || b.is_unknown()) return Truth::unknown;
  return holds(comparison, order(a, b));
}

template <class Mode>
std::strong_ordering Machine<Mode>::order(Value a, Value b) const {
  switch (a.kind) {
    case Kind::money:
      if (a.aux == wide_money) return world_.wide(a) <=> world_.wide(b);
      break;
    case Kind::duration:
      if (a.number == b.number) return static_cast<std::int32_t>(a.aux) <=> static_cast<std::int32_t>(b.aux);
      break;
    case Kind::integer:
      if (b.kind == Kind::decimal)
        return static_cast<Wide>(a.number) * dsl::decimal_scale <=> static_cast<Wide>(b.number);
      break;
    case Kind::decimal:
      if (b.kind == Kind::integer)
        return static_cast<Wide>(a.number) <=> static_cast<Wide>(b.number) * dsl::decimal_scale;
      break;
    default:
      break;
  }
  return a.number <=> b.number;
}

template <class Mode>
Truth Machine<Mode>::compare_money(Comparison comparison, Cell const& left, Cell const& right) {
  mode_.compared(left, right);
  auto const a = widened(left), b = widened(right);
  mode_.compared(a, b);
  if (raw(a).is_unknown() || raw(b).is_unknown()) return Truth::unknown;
  return holds(comparison, world_.wide(raw(a)) <=> world_.wide(raw(b)));
}

// The amount in the base currency, exact. Nothing at all is worth nothing in every currency.
template <class Mode>
typename Mode::Cell Machine<Mode>::widened(Cell const& money) {
  auto const amount = raw(money);
  if (amount.aux == wide_money) return money;
  if (amount.number == 0) return mode_.opaque(money, world_.keep(0));
  dsl::Currency const currency{amount.aux};
  auto const& rates = program_.rulebook->rates;
  auto const base = rates ? rates->base : dsl::Currency{};
  auto const rate =
      currency == base ? constant(Value::decimal({dsl::decimal_scale})) : mode_.rate(world_.rate(currency), currency);
  if (raw(rate).is_unknown()) return mode_.exchanged(rate, amount, base, Value::unknown());
  auto const exact = widen(amount.number, currency, raw(rate).number, base);
  auto const result = exact ? world_.keep(*exact) : Value::unknown();
  // An amount that is tried counts as known here when the rate is tried as well: each amount cuts the rate anew.
  return mode_.carries(rate) || !mode_.carries(money) ? mode_.exchanged(rate, amount, base, result)
                                                      : mode_.opaque(money, result);
}

template <class Mode>
Truth Machine<Mode>::compare_count(Node const& node) {
  auto const [least, most] = count(program_.nodes[node.a]);
  auto const other = value(node.b);
  auto const number = raw(other);
  if (number.is_unknown()) {
    mode_.compared(constant(Value::integer(least)), other);
    if (least != most) mode_.compared(constant(Value::integer(most)), other);
    return Truth::unknown;
  }
  auto const low = least <=> number.number, high = most <=> number.number;
  if (least == most) {
    mode_.compared(constant(Value::integer(least)), other);
    return holds(node.comparison, low);
  }
  // Between its two ends a count takes every value: equality is certain only outside.
  switch (node.comparison) {
    case Comparison::is:
      return low > 0 || high < 0 ? Truth::no : Truth::unknown;
    case Comparison::is_not:
      return low > 0 || high < 0 ? Truth::yes : Truth::unknown;
    default:
      break;
  }
  auto const at_least = holds(node.comparison, low), at_most = holds(node.comparison, high);
  return at_least == at_most ? at_least : Truth::unknown;
}

template <class Mode>
typename Mode::Cell Machine<Mode>::calculate(Op op, Cell const& left, Cell const& right) {
  auto const a = raw(left), b = raw(right);
  if (a.is_unknown()) return mode_.derived(left, op, right, a);
  if (b.is_unknown()) return mode_.derived_right(left, op, right, b);
  if (mixed(a, b)) return calculate_wide(op, left, right);
  auto const result = calculated(op, a, b);
  return mode_.carries(left) ? mode_.derived(left, op, right, result) : mode_.derived_right(left, op, right, result);
}

template <class Mode>
Value Machine<Mode>::calculated(Op op, Value a, Value b) {
  if (a.kind == Kind::date) {
    if (a.is_never()) return a;
    dsl::Duration length{static_cast<std::int32_t>(b.number), static_cast<std::int32_t>(b.aux)};
    auto const sum = dsl::add({static_cast<std::int32_t>(a.number)}, op == Op::minus ? -length : length);
    return sum ? Value::date(*sum) : Value::unknown();
  }
  if (a.kind == Kind::money && a.aux == wide_money && b.aux == wide_money) {
    Wide sum = 0;
    auto const x = world_.wide(a), y = world_.wide(b);
    bool const over = op == Op::minus ? __builtin_sub_overflow(x, y, &sum) : __builtin_add_overflow(x, y, &sum);
    return over ? Value::unknown() : world_.keep(sum);
  }
  if (a.kind == Kind::money && b.number == 0) return a;
  auto result = a.kind == Kind::money && a.number == 0 ? b : a;
  bool const over = op == Op::minus ? __builtin_sub_overflow(a.number, b.number, &result.number)
                                    : __builtin_add_overflow(a.number, b.number, &result.number);
  return over ? Value::unknown() : result;
}

template <class Mode>
typename Mode::Cell Machine<Mode>::calculate_wide(Op op, Cell const& left, Cell const& right) {
  auto const a = widened(left), b = widened(right);
  auto const x = raw(a), y = raw(b);
  auto const result = x.is_unknown() ? x : y.is_unknown() ? y : calculated(op, x, y);
  return mode_.mixed(a, b, result);
}

}  // namespace bylaw::engine
