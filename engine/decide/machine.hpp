// Evaluates compiled nodes in three-valued logic. Mode says what is kept besides the result: nothing (plain.hpp), the
// records that show it (witness.hpp), what was read (readings.hpp), or what the result depends on, for the search of
// what is missing (trace.hpp). Conditions go through test(), everything else through value().
#pragma once
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "engine/decide/calendar.hpp"
#include "engine/decide/world.hpp"

namespace bylaw::engine {

inline Truth truth_of(bool b) { return b ? Truth::yes : Truth::no; }
inline Truth opposite(Truth t) { return static_cast<Truth>(2 - static_cast<int>(t)); }

// By comparison: a bit each for less, equal and more.
inline constexpr std::uint8_t accepted_orders[] = {0b010, 0b101, 0b001, 0b011, 0b100, 0b110};

inline Truth holds(Comparison comparison, std::int64_t left, std::int64_t right) {
  auto const order = 1 + (left > right) - (left < right);
  return truth_of((accepted_orders[static_cast<std::size_t>(comparison)] >> order & 1) != 0);
}
inline Truth holds(Comparison comparison, std::strong_ordering order) {
  return holds(comparison, order < 0 ? -1 : order > 0 ? 1 : 0, 0);
}

template <class Mode>
class Machine {
 public:
  using Cell = typename Mode::Cell;

  Machine(World& world, Mode& mode, std::vector<Cell>& frame)
      : world_(world), mode_(mode), program_(world.program()), snapshot_(world.snapshot()), frame_(frame) {
    if (frame_.size() < program_.frame) frame_.resize(program_.frame);
  }

  // To go on in the frame of another machine.
  Machine(World& world, Mode& mode, std::vector<Cell>& frame, std::size_t base) : Machine(world, mode, frame) {
    base_ = base;
  }

  Truth test(Index index) {
    auto const& node = program_.nodes[index];
    bool const negative = node.op == Op::negation || node.op == Op::no || node.op == Op::every;
    if constexpr (!Mode::tracing)
      if (node.memo != dsl::none)
        if (auto const* known = world_.remembered(node.memo))
          if (!node.searches || !mode_.has_to_see(truth(*known), negative)) return truth(*known);
    auto const mark = mode_.mark();
    auto const came_to = judge(node);
    mode_.settle(mark, came_to, negative);
    if constexpr (!Mode::tracing)
      if (node.memo != dsl::none) world_.remember(node.memo, value_of(came_to));
    return came_to;
  }
  Cell value(Index index) {
    auto const& node = program_.nodes[index];
    if constexpr (Mode::shortcuts) {
      if (node.memo != dsl::none) {
        if (auto const* known = world_.remembered(node.memo)) return *known;
        return world_.remember(node.memo, evaluate(node, index));
      }
    }
    return evaluate(node, index);
  }

  // The value of each record that a listing is for, those that are not known included.
  template <class Take>
  void list_values(Index listing, Take take);
  // Puts a value into the frame that expressions with variables are evaluated in.
  void bind(Index number, Value value) { frame_[number] = constant(value); }

  World& world() { return world_; }
  Mode& mode() { return mode_; }

 private:
  struct Interval {
    std::int64_t least = 0, most = 0;
  };

  Value raw(Cell const& cell) const { return Mode::raw(cell); }
  Cell constant(Value value) { return mode_.constant(value); }
  Cell& slot(Index number) { return frame_[base_ + number]; }
  std::span<Index const> list(Index first, Index count) const { return {program_.operands.data() + first, count}; }
  // Of all and any. What is read on the way to a result is told in the order in which it is written.
  std::span<Index const> terms(Node const& node) const { return list(Mode::shortcuts ? node.c : node.a, node.b); }

  Cell evaluate(Node const& node, Index index);
  // The same as value(), but where it stands: what is mostly compared is not copied for it. Else it is put into `made`.
  // Good until the next evaluation.
  Cell const& look(Index index, Cell& made);
  Value const& look_at_field(Value const& owner, Index field, bool event);
  // Only passes on to one of those below, which stand by themselves so that it needs no room on the stack.
  Truth judge(Node const& node);
  static Value value_of(Truth t) { return t == Truth::unknown ? Value::unknown() : Value::boolean(t == Truth::yes); }
  Truth truth(Value value) const { return value.is_unknown() ? Truth::unknown : truth_of(value.number != 0); }
  [[gnu::noinline]] Truth all(Node const& node);
  [[gnu::noinline]] Truth any(Node const& node);
  [[gnu::noinline]] Truth in(Node const& node);
  [[gnu::noinline]] Truth in_list(Node const& node);
  [[gnu::noinline]] Truth recorded(Index index);
  [[gnu::noinline]] Truth recorded_field(Node const& node);
  [[gnu::noinline]] Truth some(Node const& node);
  [[gnu::noinline]] Truth every(Node const& node);
  [[gnu::noinline]] Truth truth_by_row(Node const& node);
  Cell value_by_row(Node const& node);
  Truth with(Index condition, Truth so_far) {
    return condition == dsl::none ? so_far : std::min(so_far, test(condition));
  }

  // Amounts that compare or add only by way of the base currency. Zero is zero in every currency; an amount in the
  // base currency already (wide_money) is never called zero here.
  static bool mixed(Value a, Value b) {
    if (a.kind != Kind::money || a.aux == b.aux) return false;
    return (a.number != 0 && b.number != 0) || a.aux == wide_money || b.aux == wide_money;
  }
  Truth compare(Comparison comparison, Cell const& left, Cell const& right);
  [[gnu::noinline]] Truth compare_operands(Node const& node);
  Truth compare_money(Comparison comparison, Cell const& left, Cell const& right);
  [[gnu::noinline]] Truth compare_count(Node const& node);
  std::strong_ordering order(Value left, Value right) const;

  Cell field(Cell const& owner, Index field, bool event);
  Cell row_field(Value owner, Index field, bool event);
  Cell year(Node const& node);
  Cell length(Node const& node);
  Cell day_of_year(Node const& node);
  Cell year_border(Node const& node);
  Cell chosen(Node const& node);
  Cell otherwise(Node const& node);
  Cell call(Node const& node);
  [[gnu::noinline]] Truth call_truth(Node const& node);
  template <class Evaluate>
  auto within(Node const& node, Evaluate body);
  Cell calculate(Op op, Cell const& left, Cell const& right);
  Value calculated(Op op, Value left, Value right);
  Cell calculate_wide(Op op, Cell const& left, Cell const& right);
  Cell widened(Cell const& money);

  Interval count(Node const& node);
  Cell sum(Node const& node);
  Cell extreme(Node const& node);

  // Calls visit(row, condition, so_far) for the rows that may match, with what remains to be asked of them and what the
  // rest came to (yes or unknown), until it says false. Uses an index where it can.
  template <class Visit>
  void rows(Node const& node, Visit visit);
  template <class Visit>
  bool rows_of(Node const& node, Table const& table, std::span<Row const> rows, Sieve const& sieve, Visit& visit);
  struct FilterKey {
    std::int64_t number;
    bool known;
  };
  // Leaves the rows in `reached` that the reach of a quantifier allows, where that is less work than looking at all.
  enum class Narrowed { not_at_all, among_them, by_themselves };
  Narrowed narrow(Node const& node, Table const& table, std::span<Row const> rows, std::vector<Row>& reached);
  bool pick(Reach const& reach, Table const& table, std::span<Row const> rows, std::vector<Row>& picked);
  bool gather(Reach const& reach, Table const& table, std::vector<Row>& gathered);
  struct Found {
    bool known = false;
    std::span<Row const> rows, unknown;
  };
  Found rows_of(ReachSource const& source);
  std::optional<std::size_t> size_of(Reach const& reach);
  template <class Take>
  bool each_value(Reach const& reach, Take take);
  bool is_ruled_out(Node const& node);
  Truth sift(Sieve const& sieve, FilterKey const* keys, Table const& table, Row row) const;
  void find_keys(Sieve const& sieve, FilterKey* keys);
  // The same for values of a list; false when the list is not known.
  template <class Visit>
  bool each(Node const& node, Visit visit);

  World& world_;
  Mode& mode_;
  Program const& program_;
  Snapshot const& snapshot_;
  std::vector<Cell>& frame_;
  std::size_t base_ = 0;
};

template <class Mode>
typename Mode::Cell Machine<Mode>::evaluate(Node const& node, Index index) {
  using Source = Unknown::Source;
  switch (node.op) {
    case Op::literal:
      return constant(node.literal);
    case Op::fact:
      return mode_.leaf(world_.fact(node.a), Source::fact, node.a);
    case Op::parameter:
      return mode_.leaf(world_.parameter(node.a), Source::parameter, node.a);
    case Op::date:
      return mode_.date(world_.date());
    case Op::done:
      return constant(Value::boolean(world_.question().already_done));
    case Op::slot:
      return slot(node.slot);
    case Op::slot_field:
      return field(slot(node.slot), node.a, node.event);
    case Op::field:
      return field(value(node.a), node.b, node.event);
    case Op::setting:
      return mode_.leaf(snapshot_.settings[node.a], Source::setting, node.a);
    case Op::call:
      return call(node);
    case Op::year:
      return year(node);
    case Op::days:
    case Op::months:
      return length(node);
    case Op::year_start:
    case Op::year_end:
      return year_border(node);
    case Op::on_day:
      return day_of_year(node);
    case Op::greater_of:
    case Op::lesser_of:
      return chosen(node);
    case Op::listing:
      return constant(Value::unknown());
    case Op::plus:
    case Op::minus: {
      auto const left = value(node.a);
      return calculate(node.op, left, value(node.b));
    }
    case Op::otherwise:
      return otherwise(node);
    case Op::value_by_row:
      return value_by_row(node);
    case Op::count: {
      auto const [least, most] = count(node);
      return constant(least == most ? Value::integer(least) : Value::unknown());
    }
    case Op::sum:
      return sum(node);
    case Op::latest:
    case Op::earliest:
      return extreme(node);
    default: {
      return constant(value_of(test(index)));
    }
  }
}

template <class Mode>
Truth Machine<Mode>::judge(Node const& node) {
  switch (node.op) {
    case Op::negation:
      return opposite(test(node.a));
    case Op::all:
      return all(node);
    case Op::any:
      return any(node);
    case Op::compare:
      return compare_operands(node);
    case Op::compare_count:
      return compare_count(node);
    case Op::in:
      return in(node);
    case Op::in_list:
      return in_list(node);
    case Op::recorded:
      return recorded(node.a);
    case Op::recorded_field:
      return recorded_field(node);
    case Op::known_fact:
      return mode_.known(world_.given(node.a) ? world_.fact(node.a) : Value::unknown(), Unknown::Source::fact, node.a);
    case Op::known_parameter:
      return mode_.known(world_.parameter(node.a), Unknown::Source::parameter, node.a);
    case Op::some:
      return some(node);
    case Op::no:
      return opposite(some(node));
    case Op::every:
      return every(node);
    case Op::call:
      return call_truth(node);
    case Op::truth_by_row:
      return truth_by_row(node);
    case Op::fact:
      return truth(raw(mode_.leaf(world_.fact(node.a), Unknown::Source::fact, node.a)));
    default: {
      Cell made;
      return truth(raw(look(static_cast<Index>(&node - program_.nodes.data()), made)));
    }
  }
}

template <class Mode>
Truth Machine<Mode>::all(Node const& node) {
  auto result = Truth::yes;
  for (auto const term : terms(node)) {
    auto const t = test(term);
    if (t == Truth::no) return t;
    if (t == Truth::unknown) result = t;
  }
  return result;
}

template <class Mode>
Truth Machine<Mode>::any(Node const& node) {
  auto result = Truth::no;
  for (auto const term : terms(node)) {
    auto const t = test(term);
    if (t == Truth::yes) return t;
    if (t == Truth::unknown) result = t;
  }
  return result;
}

template <class Mode>
Truth Machine<Mode>::in(Node const& node) {
  auto const left = value(node.a);
  auto result = Truth::no;
  Cell made;
  for (auto const item : list(node.b, node.c)) {
    auto const t = compare(Comparison::is, left, look(item, made));
    if (t == Truth::yes) return t;
    if (t == Truth::unknown) result = t;
  }
  return result;
}

template <class Mode>
Truth Machine<Mode>::in_list(Node const& node) {
  auto const left = value(node.a);
  auto const right = value(node.b);
  auto const items = raw(right);
  if (items.is_unknown()) {
    mode_.compared(left, right);
    return Truth::unknown;
  }
  auto result = Truth::no;
  for (std::uint32_t i = 0; i < items.aux; ++i) {
    auto const t = compare(Comparison::is, left, mode_.element(right, items.items[i]));
    if (t == Truth::yes) return t;
    if (t == Truth::unknown) result = t;
  }
  return result;
}

template <class Mode>
typename Mode::Cell Machine<Mode>::year(Node const& node) {
  auto const cell = value(node.a);
  auto const date = raw(cell);
  if (date.is_unknown()) return mode_.derived(cell, Op::year, {}, date);
  if (date.is_never()) return constant(Value::unknown());
  auto const year = dsl::split(dsl::Date{static_cast<std::int32_t>(date.number)}).year;
  return mode_.derived(cell, Op::year, {}, Value::integer(year));
}

template <class Mode>
typename Mode::Cell Machine<Mode>::length(Node const& node) {
  auto const cell = value(node.a);
  auto const number = raw(cell);
  if (number.is_unknown()) return mode_.derived(cell, node.op, {}, number);
  auto const fitting = static_cast<std::int32_t>(number.number);
  if (fitting != number.number) return constant(Value::unknown());
  auto const length = node.op == Op::days ? dsl::Duration{.days = fitting} : dsl::Duration{.months = fitting};
  return mode_.derived(cell, node.op, {}, Value::duration(length));
}

// What comes of these is followed no further by the search for what is missing: see Trace::mixed.
template <class Mode>
typename Mode::Cell Machine<Mode>::year_border(Node const& node) {
  auto const cell = value(node.a);
  auto const year = raw(cell);
  return mode_.mixed(cell, constant({}), year.is_unknown() ? year : border_of_year(year.number, node.op));
}

template <class Mode>
typename Mode::Cell Machine<Mode>::day_of_year(Node const& node) {
  auto const day = value(node.a), year = value(node.b);
  if (raw(day).is_unknown() || raw(year).is_unknown())
    return mode_.mixed(day, year, raw(day).is_unknown() ? raw(day) : raw(year));
  auto const text = world_.symbols().text(static_cast<Symbol>(raw(day).number));
  return mode_.mixed(day, year, day_in_year(text, raw(year).number));
}

template <class Mode>
typename Mode::Cell Machine<Mode>::chosen(Node const& node) {
  auto const left = value(node.a), right = value(node.b);
  if (raw(left).is_unknown() || raw(right).is_unknown())
    return mode_.mixed(left, right, raw(left).is_unknown() ? raw(left) : raw(right));
  bool const first = (raw(left).number >= raw(right).number) == (node.op == Op::greater_of);
  return mode_.mixed(left, right, first ? raw(left) : raw(right));
}

template <class Mode>
typename Mode::Cell Machine<Mode>::otherwise(Node const& node) {
  auto const& subject = program_.nodes[node.a];
  bool const of_field = subject.op == Op::field || subject.op == Op::slot_field;
  if (of_field) {
    Cell const owner = subject.op == Op::field ? value(subject.a) : slot(subject.slot);
    auto const reference = raw(owner);
    if (reference.is_unknown()) {
      mode_.dereferenced(owner);
      if (Unknown::unpack(static_cast<std::uint64_t>(reference.number)).source != Unknown::Source::none)
        return mode_.opaque(owner, reference);
      return value(node.b);
    }
    auto const recorded = raw(
        mode_.as_it_is([&] { return field(owner, subject.op == Op::field ? subject.b : subject.a, subject.event); }));
    mode_.dereferenced(owner);
    if (recorded.is_unknown() || recorded.is_never()) return value(node.b);
    return field(owner, subject.op == Op::field ? subject.b : subject.a, subject.event);
  }
  auto const recorded = raw(mode_.as_it_is([&] { return value(node.a); }));
  return recorded.is_unknown() || recorded.is_never() ? value(node.b) : value(node.a);
}

// Arguments are evaluated in the caller's frame; the body in one that begins behind it.
template <class Mode>
template <class Evaluate>
auto Machine<Mode>::within(Node const& node, Evaluate body) {
  Index next = node.slot;
  for (auto const argument : list(node.a, node.b)) {
    auto const given = value(argument);
    slot(next++) = given;
  }
  base_ += node.slot;
  auto const result = body(node.c);
  base_ -= node.slot;
  return result;
}

template <class Mode>
typename Mode::Cell Machine<Mode>::call(Node const& node) {
  return within(node, [this](Index body) { return value(body); });
}

template <class Mode>
Truth Machine<Mode>::call_truth(Node const& node) {
  return within(node, [this](Index body) { return test(body); });
}

}  // namespace bylaw::engine

#include "engine/decide/machine_fields.hpp"
#include "engine/decide/machine_rows.hpp"
#include "engine/decide/machine_reach.hpp"
#include "engine/decide/machine_values.hpp"
