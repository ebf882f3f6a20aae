// The part of Machine that goes to rows from where they can only come from (compiler_reach.cpp), when there are many to
// look through otherwise. Included by machine.hpp only.
#pragma once
#include "engine/decide/machine.hpp"

namespace bylaw::engine {

// A set that may say yes to what is not in it, and never no to what is.
class Likely {
 public:
  void add(std::int64_t number) { words_[word(number)] |= bit(number); }
  bool has(std::int64_t number) const { return (words_[word(number)] & bit(number)) != 0; }

 private:
  static constexpr std::size_t words = 32;
  static std::size_t word(std::int64_t number) { return static_cast<std::size_t>(number) / 64 % words; }
  static std::uint64_t bit(std::int64_t number) { return std::uint64_t{1} << (number % 64); }

  std::array<std::uint64_t, words> words_{};
};

// The rows that a source finds; nothing where it is not known which, or that is a single value.
template <class Mode>
typename Machine<Mode>::Found Machine<Mode>::rows_of(ReachSource const& source) {
  auto const& plan = program_.plans[source.plan];
  auto const& index = snapshot_.table(source.record).indexes[plan.field];
  Cell made;
  auto const key = raw(look(plan.key, made));
  if (!index || key.is_unknown()) return {};
  return {true, index->rows(key.number), index->unknown};
}

// How many values there are at most; nothing where that cannot be said.
template <class Mode>
std::optional<std::size_t> Machine<Mode>::size_of(Reach const& reach) {
  std::size_t size = 0;
  for (auto const& source : std::span(program_.sources).subspan(reach.first, reach.count)) {
    if (source.record == dsl::none) {
      ++size;
    } else {
      auto const found = rows_of(source);
      if (!found.known) return std::nullopt;
      size += found.rows.size() + found.unknown.size();
    }
  }
  return size;
}

// False where a value is not known: it stands for any.
template <class Mode>
template <class Take>
bool Machine<Mode>::each_value(Reach const& reach, Take take) {
  for (auto const& source : std::span(program_.sources).subspan(reach.first, reach.count)) {
    if (source.record == dsl::none) {
      Cell made;
      auto const value = raw(look(source.key, made));
      if (value.is_unknown()) return false;
      take(value.number);
      continue;
    }
    auto const& table = snapshot_.table(source.record);
    auto const found = rows_of(source);
    for (auto const rows : {found.rows, found.unknown})
      for (auto const row : rows) {
        auto const& value = table.values[row * table.fields + source.field];
        if (value.is_unknown()) return false;
        take(value.number);
      }
  }
  return true;
}

template <class Mode>
typename Machine<Mode>::Narrowed Machine<Mode>::narrow(Node const& node, Table const& table,
                                                       std::span<Row const> rows, std::vector<Row>& reached) {
  constexpr std::size_t of_a_lookup = 4;  // what going to a value's rows by index costs, as so many rows looked at
  constexpr std::size_t of_a_search = 8;   // what evaluating a row costs, as so many values that come from anywhere
  constexpr std::size_t at_hand = 200;     // values that cost little wherever they come from
  auto const& reach = program_.reaches[node.reach];
  auto const size = size_of(reach);
  if (!size || *size > std::max(rows.size() * of_a_search, at_hand)) return Narrowed::not_at_all;
  bool const few = rows.size() <= *size * of_a_lookup;
  if (few) return pick(reach, table, rows, reached) ? Narrowed::among_them : Narrowed::not_at_all;
  return gather(reach, table, reached) ? Narrowed::by_themselves : Narrowed::not_at_all;
}

// Those of `rows` whose field has one of the values, or none that is known.
template <class Mode>
bool Machine<Mode>::pick(Reach const& reach, Table const& table, std::span<Row const> rows,
                         std::vector<Row>& picked) {
  auto const field = [&](Row row) -> Value const& { return table.values[row * table.fields + reach.field]; };
  Likely wanted;
  for (auto const row : rows) wanted.add(field(row).number);
  World::Rows const values(world_);
  bool const known = each_value(reach, [&](std::int64_t value) {
    if (wanted.has(value)) values->push_back(static_cast<Row>(value));
  });
  if (!known) return false;
  std::ranges::sort(*values);
  for (auto const row : rows)
    if (field(row).is_unknown() || std::ranges::binary_search(*values, static_cast<Row>(field(row).number)))
      picked.push_back(row);
  return true;
}

// All rows that an index has for the values, and those where it is not known.
template <class Mode>
bool Machine<Mode>::gather(Reach const& reach, Table const& table, std::vector<Row>& gathered) {
  auto const& index = table.indexes[reach.field];
  if (!index) return false;
  gathered.assign(index->unknown.begin(), index->unknown.end());
  bool const known = each_value(reach, [&](std::int64_t value) {
    std::ranges::copy(index->rows(value), std::back_inserter(gathered));
  });
  std::ranges::sort(gathered);
  gathered.erase(std::ranges::unique(gathered).begin(), gathered.end());
  return known;
}

}  // namespace bylaw::engine
