// Comparing and calculating, for the reference evaluator.
#include <algorithm>

#include "engine/reference/evaluator.hpp"

namespace bylaw::engine::reference {
namespace {

using dsl::ExpressionKind;
using Path = Thing::Path;

Truth holds(ExpressionKind kind, std::strong_ordering order) {
  bool result = false;
  switch (kind) {
    case ExpressionKind::is:
      result = order == 0;
      break;
    case ExpressionKind::is_not:
      result = order != 0;
      break;
    case ExpressionKind::less:
      result = order < 0;
      break;
    case ExpressionKind::at_most:
      result = order <= 0;
      break;
    case ExpressionKind::more:
      result = order > 0;
      break;
    default:
      result = order >= 0;
      break;
  }
  return result ? Truth::yes : Truth::no;
}

ExpressionKind turned(ExpressionKind kind) {
  if (kind == ExpressionKind::less) return ExpressionKind::more;
  if (kind == ExpressionKind::more) return ExpressionKind::less;
  if (kind == ExpressionKind::at_most) return ExpressionKind::at_least;
  if (kind == ExpressionKind::at_least) return ExpressionKind::at_most;
  return kind;
}

bool is_money(Thing const& thing) { return thing.value.kind == Kind::money; }
bool is_zero(Thing const& thing) { return !thing.wide && thing.value.number == 0; }
bool same_currency(Thing const& a, Thing const& b) { return !a.wide && !b.wide && a.value.aux == b.value.aux; }
// Whether a rate is needed: not for one currency, and not where one side is nothing.
bool needs_base(Thing const& a, Thing const& b) {
  if (!is_money(a) || !is_money(b) || same_currency(a, b)) return false;
  return a.wide || b.wide || (!is_zero(a) && !is_zero(b));
}

Wide nano(Value value) {
  return value.kind == Kind::decimal ? Wide{value.number} : Wide{value.number} * dsl::decimal_scale;
}

Thing of(Thing const& origin, Value value) {
  Thing result = origin;
  result.value = value;
  result.wide.reset();
  return result;
}

}  // namespace

Truth Evaluator::compare(ExpressionKind kind, Thing const& left, Thing const& right) {
  note(left, right);
  if (left.unknown() || right.unknown()) return Truth::unknown;
  if (needs_base(left, right)) {
    auto const a = base_amount(left), b = base_amount(right);
    note(a, b);
    return a.wide && b.wide ? holds(kind, *a.wide <=> *b.wide) : Truth::unknown;
  }
  auto const a = left.value, b = right.value;
  if (a.kind == Kind::duration && a.number == b.number)
    return holds(kind, static_cast<std::int32_t>(a.aux) <=> static_cast<std::int32_t>(b.aux));
  if (a.kind != b.kind) return holds(kind, nano(a) <=> nano(b));
  return holds(kind, a.number <=> b.number);
}

Truth Evaluator::compare_count(dsl::Expression const& e, Frame& frame, bool mirrored) {
  auto const kind = mirrored ? turned(e.kind) : e.kind;
  auto const [least, most] = count(rulebook_.expression(e.operands[mirrored ? 1 : 0]), frame);
  auto const other = evaluate(e.operands[mirrored ? 0 : 1], frame);
  if (other.unknown() || least == most)
    for (auto const end : {least, most}) note({.value = Value::integer(end)}, other);
  if (other.unknown()) return Truth::unknown;
  auto const number = other.value.number;
  bool may = false, may_not = false;
  for (auto const one : {least, most, std::clamp(number, least, most)})
    (holds(kind, one <=> number) == Truth::yes ? may : may_not) = true;
  return may && may_not ? Truth::unknown : may ? Truth::yes : Truth::no;
}

Truth Evaluator::member(dsl::Expression const& e, Frame& frame) {
  auto const value = evaluate(e.operands[0], frame);
  auto result = Truth::no;
  for (std::size_t i = 1; i < e.operands.size(); ++i)
    if (result != Truth::yes)
      result = std::max(result, compare(ExpressionKind::is, value, evaluate(e.operands[i], frame)));
  return result;
}

Truth Evaluator::in_list(dsl::Expression const& e, Frame& frame) {
  auto const value = evaluate(e.operands[0], frame);
  auto const list = evaluate(e.operands[1], frame);
  if (list.unknown()) {
    note(value, list);
    return Truth::unknown;
  }
  auto result = Truth::no;
  for (std::uint32_t i = 0; i < list.value.aux && result != Truth::yes; ++i)
    result = std::max(result, compare(ExpressionKind::is, value, of(list, list.value.items[i])));
  return result;
}

// Tells that a row's fields matter, not only which row it is.
void Evaluator::note_row(Thing const& owner) {
  if (observations && owner.origin != 0 && owner.path == Path::straight)
    observations->dereferenced(Unknown::unpack(owner.origin));
}

// Tells what was compared with what, so that values worth trying are found.
void Evaluator::note(Thing const& left, Thing const& right) {
  if (!observations || as_it_is_ > 0 || left.path == Path::by_row || right.path == Path::by_row) return;
  if (left.origin != 0 && right.origin != 0) {
    auto const a = Unknown::unpack(left.origin), b = Unknown::unpack(right.origin);
    bool const straight = left.path == Path::straight && right.path == Path::straight;
    if (straight && left.chain.empty() && right.chain.empty()) return observations->compared(a, b);
    observations->tangled(a);
    observations->tangled(b);
  } else if (left.origin != 0) {
    note_constant(left, right);
  } else if (right.origin != 0) {
    note_constant(right, left);
  }
}

void Evaluator::note_constant(Thing const& open, Thing const& closed) {
  auto const what = Unknown::unpack(open.origin);
  if (closed.unknown() && !closed.wide) return;
  if (open.path == Path::tangled) return observations->tangled(what);
  if (closed.wide)
    observations->compared(what, open.chain,
                           WideAmount{*closed.wide, rulebook_.rates ? rulebook_.rates->base : dsl::Currency{}});
  else
    observations->compared(what, open.chain, closed.value);
}

Thing Evaluator::rate(dsl::Currency currency) {
  auto const& rates = rulebook_.rates;
  if (!rates) return {};
  if (currency == rates->base) return {.value = Value::decimal({dsl::decimal_scale})};
  auto const& table = snapshot_.table(rates->record);
  auto const symbol = symbols_.find(dsl::to_string(currency));
  std::optional<Row> latest;
  for (auto const row : table.rows) {
    auto const day = table.value(row, rates->date);
    if (!symbol || table.value(row, rates->currency).number != *symbol || day.number > question_.date.days) continue;
    if (!latest || day.number > table.value(*latest, rates->date).number) latest = row;
  }
  if (!latest) return leaf({Unknown::Source::rate, 0, 0, currency.packed}, {});
  return leaf({Unknown::Source::field, rates->record, rates->value, *latest}, table.value(*latest, rates->value));
}

// The amount in the base currency; without `wide` when there is no rate for it.
Thing Evaluator::base_amount(Thing const& money) {
  if (money.wide) return money;
  Thing result = money;
  if (money.origin != 0) result.path = Path::by_row;
  if (money.value.number == 0) {
    result.wide = 0;
    return result;
  }
  dsl::Currency const currency{money.value.aux};
  auto const worth = rate(currency);
  auto const base = rulebook_.rates ? rulebook_.rates->base : dsl::Currency{};
  if (worth.origin != 0) {
    result = worth;
    result.chain.push_back({Step::Kind::exchange, money.value, base});
  }
  result.value = worth.unknown() ? worth.value : money.value;
  if (!worth.unknown()) result.wide = widen(money.value.number, currency, worth.value.number, base);
  if (!result.wide) result.value = Value::unknown();
  return result;
}

Thing Evaluator::calculate(bool minus, Thing const& left, Thing const& right) {
  if (left.unknown() || right.unknown())
    return combined(left, right, minus, {.value = left.unknown() ? left.value : right.value});
  if (!needs_base(left, right)) return combined(left, right, minus, calculated(minus, left, right));
  auto const a = base_amount(left), b = base_amount(right);
  if (!a.wide || !b.wide) return combined(a, b, minus, {.value = a.wide ? b.value : a.value});
  return combined(a, b, minus, calculated(minus, a, b));
}

Thing Evaluator::calculated(bool minus, Thing const& left, Thing const& right) {
  auto const a = left.value, b = right.value;
  if (left.wide && right.wide) {
    Wide sum = 0;
    bool const over = minus ? __builtin_sub_overflow(*left.wide, *right.wide, &sum)
                            : __builtin_add_overflow(*left.wide, *right.wide, &sum);
    return over ? Thing{} : Thing{.value = a, .wide = sum};
  }
  if (a.kind == Kind::date) {
    if (a.is_never()) return {.value = a};
    dsl::Duration const by{static_cast<std::int32_t>(b.number), static_cast<std::int32_t>(b.aux)};
    auto const day = dsl::add({static_cast<std::int32_t>(a.number)}, minus ? -by : by);
    return {.value = day ? Value::date(*day) : Value::unknown()};
  }
  Value result = is_money(left) && is_zero(left) ? b : a;
  bool const over = minus ? __builtin_sub_overflow(a.number, b.number, &result.number)
                          : __builtin_add_overflow(a.number, b.number, &result.number);
  return {.value = over ? Value::unknown() : result};
}

// Where the result came from, as far as one unknown alone can be followed.
Thing Evaluator::combined(Thing const& left, Thing const& right, bool minus, Thing result) {
  if (left.origin == 0 && right.origin == 0) return result;
  result.origin = left.origin != 0 ? left.origin : right.origin;
  if (left.path == Path::by_row || right.path == Path::by_row) {
    result.path = Path::by_row;
    return result;
  }
  auto const& open = left.origin != 0 ? left : right;
  auto const& closed = left.origin != 0 ? right : left;
  if (closed.origin == 0 && closed.unknown()) return {};
  bool const tangles = closed.origin != 0 || closed.wide || open.path == Path::tangled;
  if (tangles) {
    for (auto const origin : {left.origin, right.origin})
      if (observations && origin != 0) observations->tangled(Unknown::unpack(origin));
    result.path = Path::tangled;
    return result;
  }
  result.chain = open.chain;
  auto const kind = !minus ? Step::Kind::add : left.origin != 0 ? Step::Kind::subtract : Step::Kind::subtract_from;
  result.chain.push_back({kind, closed.value, {}});
  return result;
}

Thing Evaluator::year(Thing const& date) {
  auto result = of(date, Value::unknown());
  if (date.value.is_never()) return {};
  result.chain.push_back({Step::Kind::year, {}, {}});
  result.value =
      date.unknown() ? date.value : Value::integer(dsl::split({static_cast<std::int32_t>(date.value.number)}).year);
  return result;
}

Thing Evaluator::length(Thing const& number, bool months) {
  auto result = of(number, number.value);
  result.chain.push_back({months ? Step::Kind::months : Step::Kind::days, {}, {}});
  if (number.unknown()) return result;
  auto const fitting = static_cast<std::int32_t>(number.value.number);
  if (fitting != number.value.number) return {};
  result.value = Value::duration(months ? dsl::Duration{fitting, 0} : dsl::Duration{0, fitting});
  return result;
}

}  // namespace bylaw::engine::reference
