// The part of Machine that reads fields, and what is kept by row. Included by machine.hpp only.
#pragma once
#include "engine/decide/machine.hpp"

namespace bylaw::engine {

template <class Mode>
inline typename Mode::Cell const& Machine<Mode>::look(Index index, Cell& made) {
  auto const& node = program_.nodes[index];
  if constexpr (!Mode::tracing) {
    switch (node.op) {
      case Op::literal:
        return node.literal;
      case Op::date:
        return world_.date();
      case Op::slot:
        return slot(node.slot);
      case Op::slot_field:
        return look_at_field(slot(node.slot), node.a, node.event);
      case Op::field:
        return look_at_field(look(node.a, made), node.b, node.event);
      case Op::setting:
        return snapshot_.settings[node.a];
      default:
        break;
    }
    if (Mode::shortcuts && node.memo != dsl::none)
      if (auto const* known = world_.remembered(node.memo)) return *known;
  }
  return made = value(index);
}

template <class Mode>
inline Value const& Machine<Mode>::look_at_field(Value const& owner, Index field, bool event) {
  static constexpr Value nothing = Value::unknown(), not_yet = Value::never_date();
  if (owner.is_unknown()) return owner;
  auto const row = static_cast<Row>(owner.number);
  auto const& table = snapshot_.table(owner.aux);
  if (row >= table.keys.size()) return nothing;  // see row_field
  auto const& value = table.values[row * table.fields + field];
  return event && !value.is_unknown() && value.number > world_.today() ? not_yet : value;
}

// A value, or the row that a reference leads to, is there; an end or event that never comes is not.
template <class Mode>
Truth Machine<Mode>::recorded(Index index) {
  auto const subject = raw(mode_.as_it_is([&] { return value(index); }));
  return truth_of(!subject.is_unknown() && !subject.is_never());
}

// Whether the field is recorded; unknown only when it is not known whose field it is.
template <class Mode>
Truth Machine<Mode>::recorded_field(Node const& node) {
  Cell made;
  auto const& cell = look(node.a, made);
  auto const owner = raw(cell);
  if (owner.is_unknown()) {
    mode_.dereferenced(cell);
    return Unknown::unpack(static_cast<std::uint64_t>(owner.number)).source == Unknown::Source::none ? Truth::no
                                                                                                     : Truth::unknown;
  }
  mode_.dereferenced(cell);
  auto const row = static_cast<Row>(owner.number);
  auto const& table = snapshot_.table(owner.aux);
  if (row >= table.keys.size()) return Truth::unknown;  // see row_field
  auto const value = table.value(row, node.b);
  mode_.presence(value, owner.aux, row, node.b);
  return truth_of(!value.is_unknown() && !value.is_never() && !(node.event && value.number > world_.today()));
}

template <class Mode>
inline typename Mode::Cell Machine<Mode>::field(Cell const& owner, Index field, bool event) {
  auto const reference = raw(owner);
  mode_.dereferenced(owner);
  if (reference.is_unknown()) return mode_.opaque(owner, reference);
  return row_field(reference, field, event);
}

template <class Mode>
inline typename Mode::Cell Machine<Mode>::row_field(Value owner, Index field, bool event) {
  auto const row = static_cast<Row>(owner.number);
  auto const& table = snapshot_.table(owner.aux);
  if (row >= table.keys.size())
    return constant(Value::unknown());  // tried in place of a record that is still to be made
  auto const value = table.value(row, field);
  if (event && !value.is_unknown() && value.number > world_.today())
    return mode_.leaf(Value::never_date(), Unknown::Source::field, owner.aux, field, row);
  return mode_.leaf(value, Unknown::Source::field, owner.aux, field, row);
}

// What was read on the way is not kept: where it matters, everything is worked out again.
template <class Mode>
Truth Machine<Mode>::truth_by_row(Node const& node) {
  if constexpr (!Mode::tracing) {
    Cell made;
    auto const row = look(node.a, made);
    if (auto const* kept = world_.kept_truth(node.b, row)) {
      if (*kept != 0 && (!node.searches || !mode_.has_to_see(static_cast<Truth>(*kept - 1), false)))
        return static_cast<Truth>(*kept - 1);
      auto const came_to = test(node.c);
      // Asked for again: the place may have gone to another row on the way.
      *world_.kept_truth(node.b, row) = static_cast<std::uint8_t>(static_cast<int>(came_to) + 1);
      return came_to;
    }
  }
  return test(node.c);
}

template <class Mode>
typename Mode::Cell Machine<Mode>::value_by_row(Node const& node) {
  if constexpr (Mode::shortcuts) {
    Cell made;
    if (auto* kept = world_.kept_value(node.b, look(node.a, made))) {
      if (!kept->there) *kept = {true, value(node.c)};
      return kept->value;
    }
  }
  return value(node.c);
}

}  // namespace bylaw::engine
