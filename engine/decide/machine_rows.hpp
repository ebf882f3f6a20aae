// The part of Machine that runs over records and lists: quantifiers and aggregates. Included by machine.hpp only.
#pragma once
#include <array>
#include <utility>

#include "engine/decide/machine.hpp"
#include "engine/decide/plain.hpp"

namespace bylaw::engine {

template <class Mode>
inline Truth Machine<Mode>::sift(Sieve const& sieve, FilterKey const* keys, Table const& table, Row row) const {
  auto result = Truth::yes;
  for (Index i = 0; i < sieve.count; ++i) {
    auto const& filter = program_.filters[sieve.first + i];
    auto const& value = table.values[row * table.fields + filter.field];
    if (value.is_unknown() || !keys[i].known) {
      result = Truth::unknown;
      continue;
    }
    auto const number = filter.event && value.number > world_.today() ? never : value.number;
    if (holds(filter.comparison, number, keys[i].number) == Truth::no) return Truth::no;
  }
  return result;
}

template <class Mode>
void Machine<Mode>::find_keys(Sieve const& sieve, FilterKey* keys) {
  for (Index i = 0; i < sieve.count; ++i) {
    auto const key = program_.filters[sieve.first + i].key;
    if (key == dsl::none) {
      keys[i] = {1, true};
      continue;
    }
    Cell made;
    auto const found = raw(look(key, made));
    keys[i] = {found.number, !found.is_unknown()};
  }
}

inline constexpr std::size_t few_rows = 4;  // not worth another look at how they are found, and easily told of

// Whether the row that the node's slot holds does not match.
template <class Mode>
bool Machine<Mode>::is_ruled_out(Node const& node) {
  if (node.b == dsl::none) return false;
  Plain plain;
  return Machine<Plain>(world_, plain, frame_, base_).test(node.b) == Truth::no;
}

template <class Mode>
template <class Visit>
bool Machine<Mode>::rows_of(Node const& node, Table const& table, std::span<Row const> rows, Sieve const& sieve,
                            Visit& visit) {
  std::array<FilterKey, most_filters> keys;  // set when the first row comes
  bool keys_are_there = false;
  for (auto const row : rows) {
    mode_.visited();
    if (node.opening != dsl::none) {
      auto const& from = table.values[row * table.fields + node.opening];
      if (!from.is_unknown() && from.number > world_.today()) continue;
    }
    auto so_far = Truth::yes;
    if constexpr (!Mode::tracing) {
      if (!std::exchange(keys_are_there, true)) find_keys(sieve, keys.data());
      so_far = sift(sieve, keys.data(), table, row);
      if (so_far == Truth::no) continue;
    }
    slot(node.slot) = constant(Value::reference(node.record, row));
    if constexpr (Mode::tests_first)
      if (rows.size() > few_rows && is_ruled_out(node)) continue;
    if (!visit(row, Mode::tracing ? node.b : sieve.rest, so_far)) return false;
  }
  return true;
}

template <class Mode>
template <class Visit>
void Machine<Mode>::rows(Node const& node, Visit visit) {
  auto const& table = snapshot_.table(node.record);
  bool found = false;
  std::span<Row const> candidates = table.rows, unknown;
  auto const& whole = program_.plans[node.first_plan + node.plans].sieve;
  auto const* sieve = &whole;
  for (Index i = node.first_plan; i < node.first_plan + node.plans; ++i) {
    if (found && candidates.size() + unknown.size() <= few_rows) break;
    auto const& plan = program_.plans[i];
    auto const& index = table.indexes[plan.field];
    if (!index) continue;
    Cell made;
    auto const& key = look(plan.key, made);
    if (raw(key).is_unknown()) continue;
    mode_.keyed(key, *index, snapshot_.rulebook->records[node.record].fields[plan.field].type.of);
    auto const matching = index->rows(raw(key).number);
    if (found && candidates.size() + unknown.size() <= matching.size() + index->unknown.size()) continue;
    found = true;
    candidates = matching;
    unknown = index->unknown;
    if constexpr (Mode::shortcuts) sieve = &plan.sieve;  // else the key may show something too
  }
  auto const of = [&](std::span<Row const> some, Sieve const& by) {
    if constexpr (Mode::tracing) {
      if (mode_.wants_every_witness() && some.size() > 1) {
        World::Rows const ordered(world_);
        world_.order_by_key(node.record, some, *ordered);
        return rows_of(node, table, *ordered, by, visit);
      }
    }
    return rows_of(node, table, some, by, visit);
  };
  if constexpr (Mode::narrows) {
    if (node.reach != dsl::none && candidates.size() > few_rows) {
      World::Rows const reached(world_);
      switch (mode_.on_the_way([&] { return narrow(node, table, candidates, *reached); })) {
        case Narrowed::among_them:
          if (of(*reached, *sieve)) of(unknown, whole);
          return;
        case Narrowed::by_themselves:
          of(*reached, whole);
          return;
        case Narrowed::not_at_all:
          break;
      }
    }
  }
  if (of(candidates, *sieve)) of(unknown, whole);
}

template <class Mode>
template <class Visit>
bool Machine<Mode>::each(Node const& node, Visit visit) {
  if (node.record != dsl::none) {
    rows(node, visit);
    return true;
  }
  auto const cell = value(node.a);
  auto const values = raw(cell);
  if (values.is_unknown()) return false;
  for (std::uint32_t i = 0; i < values.aux; ++i) {
    slot(node.slot) = mode_.element(cell, values.items[i]);
    if (!visit(Row{0}, node.b, Truth::yes)) break;
  }
  return true;
}

template <class Mode>
Truth Machine<Mode>::some(Node const& node) {
  auto result = Truth::no;
  bool const looked = each(node, [&](Row row, Index condition, Truth so_far) {
    auto const before = mode_.row_begins();
    auto const t = with(condition, so_far);
    mode_.row_ends(before, t, node.record, row);
    if (t == Truth::yes) {
      result = t;
      return mode_.wants_every_witness();
    }
    if (t == Truth::unknown && result == Truth::no) result = t;
    return true;
  });
  return looked ? result : Truth::unknown;
}

template <class Mode>
Truth Machine<Mode>::every(Node const& node) {
  auto result = Truth::yes;
  bool const looked = each(node, [&](Row row, Index condition, Truth so_far) {
    auto const before = mode_.row_begins();
    auto const counts = with(condition, so_far);
    auto const consequence = counts == Truth::no || node.c == dsl::none ? Truth::yes : test(node.c);
    auto const t = consequence == Truth::yes ? Truth::yes : counts == Truth::yes ? consequence : Truth::unknown;
    mode_.row_ends(before, opposite(t), node.record, row);
    if (t == Truth::no) {
      result = t;
      return false;
    }
    if (t == Truth::unknown) result = t;
    return true;
  });
  return looked ? result : Truth::unknown;
}

template <class Mode>
typename Machine<Mode>::Interval Machine<Mode>::count(Node const& node) {
  Interval result;
  each(node, [&](Row row, Index condition, Truth so_far) {
    auto const before = mode_.row_begins();
    auto const t = with(condition, so_far);
    mode_.row_ends(before, t, node.record, row);
    if (t == Truth::yes) ++result.least;
    if (t != Truth::no) ++result.most;
    return true;
  });
  return result;
}

template <class Mode>
typename Mode::Cell Machine<Mode>::sum(Node const& node) {
  // Nothing yet, of no currency or kind: the first value takes its place.
  bool first = true, certain = true;
  Cell total = constant(Value::money({}));
  each(node, [&](Row row, Index condition, Truth so_far) {
    auto const before = mode_.row_begins();
    auto const t = with(condition, so_far);
    mode_.row_ends(before, t, node.record, row);
    if (t == Truth::unknown) certain = false;
    if (t != Truth::yes) return true;
    auto const addend = value(node.c);
    total = first ? addend : calculate(Op::plus, total, addend);
    first = false;
    return true;
  });
  if (!certain) return constant(Value::unknown());
  return first ? constant(node.literal) : total;
}

template <class Mode>
template <class Take>
void Machine<Mode>::list_values(Index listing, Take take) {
  auto const& node = program_.nodes[listing];
  each(node, [&](Row, Index condition, Truth so_far) {
    if (with(condition, so_far) == Truth::yes) take(raw(value(node.c)));
    return true;
  });
}

// The row whose order is highest (or lowest), when no row that merely may match could stand before it. Of rows with the
// same order the one whose key is later in the alphabet counts.
template <class Mode>
typename Mode::Cell Machine<Mode>::extreme(Node const& node) {
  struct {
    bool there = false, certain = false;
    Row row = 0;
    std::int64_t order = 0;
  } best;
  std::size_t unordered = 0, candidates = 0;
  bool unordered_certain = false;
  Row unordered_row = 0;
  auto const later = [&](Row a, Row b) { return snapshot_.key(node.record, a) > snapshot_.key(node.record, b); };
  rows(node, [&](Row row, Index condition, Truth so_far) {
    auto const before = mode_.row_begins();
    auto const t = with(condition, so_far);
    mode_.row_ends(before, t, dsl::none, row);
    if (t == Truth::no) return true;
    ++candidates;
    auto const order = value(node.c);
    mode_.ordered(candidates == 1, order);
    auto const by = raw(order);
    if (by.is_unknown()) {
      ++unordered;
      unordered_certain = t == Truth::yes;
      unordered_row = row;
      return true;
    }
    auto const rank = node.op == Op::latest ? by.number <=> best.order : best.order <=> by.number;
    if (!best.there || rank > 0 || (rank == 0 && later(row, best.row))) best = {true, t == Truth::yes, row, by.number};
    return true;
  });
  bool const only = candidates == 1 && unordered == 1 && unordered_certain;
  if (!only && (unordered > 0 || !best.there || !best.certain)) return constant(Value::unknown());
  auto const row = only ? unordered_row : best.row;
  mode_.witness(node.record, row);
  return constant(Value::reference(node.record, row));
}

}  // namespace bylaw::engine
