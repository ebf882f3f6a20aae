// What conditions cost to evaluate, roughly, and the order of conjuncts and alternatives that follows from it: what is
// cheap may settle them before a search is begun.
#include <algorithm>
#include <span>

#include "engine/decide/compiler.hpp"

namespace bylaw::engine {
namespace {

constexpr std::uint32_t most_cost = 1'000'000;
constexpr std::uint32_t of_a_lookup = 16, rows_found = 4;      // of a search by index
constexpr std::uint32_t of_all_rows = 1'000, rows_there = 64;  // of one without
constexpr std::uint32_t items_there = 4;                       // in a list

}  // namespace

Index Compiler::junction_of(Op op, std::vector<Index> terms) {
  auto cheapest_first = terms;
  std::ranges::stable_sort(cheapest_first, {}, [this](Index term) { return cost_[term]; });
  return intern({.op = op, .a = operands(terms), .b = static_cast<Index>(terms.size()), .c = operands(cheapest_first)});
}

bool Compiler::searches(Node const& n) const {
  auto const of = [this](Index index) { return index != dsl::none && program_.nodes[index].searches; };
  auto const of_list = [&](Index first, Index count) {
    auto const terms = std::span(program_.operands).subspan(first, count);
    return std::ranges::any_of(terms, of);
  };
  switch (n.op) {
    case Op::literal:
    case Op::fact:
    case Op::parameter:
    case Op::date:
    case Op::done:
    case Op::slot:
    case Op::slot_field:
    case Op::setting:
    case Op::known_fact:
    case Op::known_parameter:
      return false;
    case Op::field:
    case Op::recorded_field:
      return of(n.a);
    case Op::all:
    case Op::any:
      return of_list(n.a, n.b);
    case Op::call:
      return of_list(n.a, n.b) || of(n.c);
    case Op::in:
      return of(n.a) || of_list(n.b, n.c);
    case Op::truth_by_row:
    case Op::value_by_row:
      return of(n.a) || of(n.c);
    default:
      return n.op >= Op::some || of(n.a) || of(n.b);
  }
}

std::uint32_t Compiler::cost(Node const& n) const {
  auto const of = [this](Index index) { return index == dsl::none ? 0 : cost_[index]; };
  auto const of_list = [&](Index first, Index count) {
    std::uint32_t all = 0;
    for (Index i = 0; i < count; ++i) all = std::min(most_cost, all + of(program_.operands[first + i]));
    return all;
  };
  auto const capped = [](std::uint64_t sum) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, most_cost));
  };
  switch (n.op) {
    case Op::literal:
    case Op::fact:
    case Op::parameter:
    case Op::date:
    case Op::done:
    case Op::slot:
    case Op::slot_field:
    case Op::setting:
    case Op::known_fact:
    case Op::known_parameter:
      return 1;
    case Op::all:
    case Op::any:
      return of_list(n.a, n.b);
    case Op::call:
      return capped(std::uint64_t{of_list(n.a, n.b)} + of(n.c));
    case Op::in:
      return capped(std::uint64_t{of(n.a)} + of_list(n.b, n.c));
    case Op::field:
    case Op::recorded_field:
    case Op::truth_by_row:
    case Op::value_by_row:
      return capped(std::uint64_t{of(n.a)} + 1);
    default:
      break;
  }
  if (n.op < Op::some) return capped(std::uint64_t{of(n.a)} + of(n.b) + 1);
  auto const each = std::uint64_t{of(n.b)} + of(n.c);
  if (n.record == dsl::none) return capped(of(n.a) + items_there * each);
  return capped(n.plans > 0 ? of_a_lookup + rows_found * each : of_all_rows + rows_there * each);
}

}  // namespace bylaw::engine
