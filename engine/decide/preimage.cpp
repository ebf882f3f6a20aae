#include "engine/decide/preimage.hpp"

#include <algorithm>
#include <functional>

namespace bylaw::engine {
namespace {

using dsl::TypeKind;

constexpr Wide beyond = static_cast<Wide>(1) << 120;  // later or more than anything
constexpr std::int64_t most = 4'000'000'000'000'000'000;
constexpr std::int64_t wide_unit = 10'000'000'000'000;  // of WideAmount, in a minor unit

struct Point {
  Kind kind = Kind::unknown;
  Wide number = 0;
  bool months = false;  // of a duration
};

dsl::Duration length(Value value) {
  return {static_cast<std::int32_t>(value.number), static_cast<std::int32_t>(value.aux)};
}

Wide add_days(std::int64_t day, dsl::Duration by) {
  auto const sum = dsl::add({static_cast<std::int32_t>(day)}, by);
  return sum ? sum->days : by.months + by.days > 0 ? beyond : -beyond;
}

bool out_of_sight(Point const& point) { return point.number >= beyond || point.number <= -beyond; }

std::optional<Point> moved(Point point, Value operand, bool back) {
  if (operand.kind == Kind::date && point.kind == Kind::duration) {
    auto const number =
        static_cast<std::int32_t>(std::clamp<Wide>(back ? -point.number : point.number, -4'000'000, 4'000'000));
    return Point{Kind::date,
                 add_days(operand.number, point.months ? dsl::Duration{number, 0} : dsl::Duration{0, number})};
  }
  if (point.kind == Kind::date && operand.kind == Kind::duration) {
    if (out_of_sight(point)) return point;
    point.number = add_days(static_cast<std::int64_t>(point.number), back ? -length(operand) : length(operand));
    return point;
  }
  if (point.kind != operand.kind || operand.kind == Kind::duration) return std::nullopt;
  point.number += back ? -static_cast<Wide>(operand.number) : static_cast<Wide>(operand.number);
  return point;
}

std::optional<Point> stepped(Point point, Step const& step) {
  switch (step.kind) {
    case Step::Kind::add:
      return moved(point, step.operand, false);
    case Step::Kind::subtract:
      return moved(point, step.operand, true);
    case Step::Kind::subtract_from:
      if (step.operand.kind == Kind::date) return moved(point, step.operand, true);
      if (point.kind != step.operand.kind || point.kind == Kind::duration) return std::nullopt;
      point.number = step.operand.number - point.number;
      return point;
    case Step::Kind::year:
      if (out_of_sight(point)) return point;
      return Point{Kind::integer, dsl::split({static_cast<std::int32_t>(point.number)}).year};
    case Step::Kind::days:
      return Point{Kind::duration, point.number, false};
    case Step::Kind::months:
      return Point{Kind::duration, point.number, true};
    case Step::Kind::exchange: {
      auto const amount = widen(step.operand.number, dsl::Currency{step.operand.aux},
                                static_cast<std::int64_t>(point.number), step.base);
      return Point{Kind::money, amount.value_or(step.operand.number < 0 ? -beyond : beyond)};
    }
  }
  return std::nullopt;
}

std::optional<Wide> result(Kind kind, Chain const& chain, std::int64_t number) {
  std::optional<Point> point = Point{kind, number};
  for (auto const& step : chain) {
    point = stepped(*point, step);
    if (!point) return std::nullopt;
  }
  return point->number;
}

struct Domain {
  Kind kind = Kind::unknown;
  std::int64_t first = 0, last = 0;
};

Domain domain(TypeKind type, Chain const& chain) {
  switch (type) {
    case TypeKind::date:
      return {Kind::date, first_day, last_day};
    case TypeKind::integer: {
      bool const counts = std::ranges::any_of(
          chain, [](Step const& step) { return step.kind == Step::Kind::days || step.kind == Step::Kind::months; });
      return counts ? Domain{Kind::integer, -4'000'000, 4'000'000} : Domain{Kind::integer, -most, most};
    }
    case TypeKind::decimal:
      return {Kind::decimal, chain.front().kind == Step::Kind::exchange ? 1 : -most, most};
    case TypeKind::money:
      return {Kind::money, 0, most};
    default:
      return {};
  }
}

// The first number of the domain for which `test` holds, given that it holds for all behind it.
std::optional<std::int64_t> first_where(Domain const& numbers, std::function<bool(std::int64_t)> const& test) {
  auto low = numbers.first, high = numbers.last;
  if (!test(high)) return std::nullopt;
  while (low < high) {
    auto const middle = low + (high - low) / 2;
    if (test(middle))
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

std::optional<std::vector<Value>> turning_points(Domain const& numbers, Chain const& chain, Wide constant,
                                                 std::uint32_t aux) {
  if (numbers.kind == Kind::unknown) return std::nullopt;
  auto const at_first = result(numbers.kind, chain, numbers.first), at_last = result(numbers.kind, chain, numbers.last);
  if (!at_first || !at_last) return std::nullopt;
  bool const falling = *at_last < *at_first;
  auto const at = [&](std::int64_t number) { return *result(numbers.kind, chain, number); };
  std::vector<Value> values;
  auto const turn = [&](std::function<bool(std::int64_t)> const& test) {
    if (auto const number = first_where(numbers, test)) {
      Value value;
      value.kind = numbers.kind;
      value.aux = aux;
      value.number = *number;
      values.push_back(value);
    }
  };
  turn([&](std::int64_t number) { return falling ? at(number) <= constant : at(number) >= constant; });
  turn([&](std::int64_t number) { return falling ? at(number) < constant : at(number) > constant; });
  return values;
}

}  // namespace

std::optional<std::vector<Value>> preimages(dsl::Type type, Chain const& chain, Value constant) {
  std::uint32_t const aux = constant.kind == Kind::money ? constant.aux : 0;
  // Amounts follow only in one currency: anything else would need a rate for every value tried.
  if (type.kind == TypeKind::money)
    for (auto const& step : chain)
      if (step.operand.kind == Kind::money && step.operand.aux != aux) return std::nullopt;
  if (constant.kind == Kind::duration) return std::nullopt;
  return turning_points(domain(type.kind, chain), chain, constant.is_never() ? beyond : Wide{constant.number}, aux);
}

std::optional<std::vector<Value>> preimages(dsl::Type type, Chain const& chain, WideAmount constant) {
  if (chain.size() != 1 || chain.front().kind != Step::Kind::exchange) return std::nullopt;
  return turning_points(domain(type.kind, chain), chain, constant.amount, 0);
}

std::vector<Value> around(WideAmount constant) {
  auto whole = constant.amount / wide_unit;
  if (constant.amount % wide_unit < 0) --whole;
  if (whole < 0 || whole >= most) return {};
  auto const minor = static_cast<std::int64_t>(whole);
  return {Value::money({minor, constant.base}), Value::money({minor + 1, constant.base})};
}

}  // namespace bylaw::engine
