// What conditions cost to evaluate, roughly, and the order of conjuncts and alternatives that follows from it: what is
// cheap may settle them before a search is begun.
#include <algorithm>

#include "engine/decide/compiler.hpp"
#include "engine/decide/operands.hpp"

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
  bool any = is_quantifier(n.op) || (n.op == Op::call && program_.nodes[n.c].searches);
  each_operand(program_, n, [&](Index operand) { any = any || program_.nodes[operand].searches; });
  return any;
}

std::uint32_t Compiler::cost(Node const& n) const {
  auto const of = [this](Index index) { return index == dsl::none ? 0 : std::uint64_t{cost_[index]}; };
  auto const capped = [](std::uint64_t sum) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, most_cost));
  };
  if (n.op == Op::truth_by_row || n.op == Op::value_by_row) return capped(of(n.a) + 1);
  if (is_quantifier(n.op)) {
    auto const each = of(n.b) + of(n.c);
    if (n.record == dsl::none) return capped(of(n.a) + items_there * each);
    return capped(n.plans > 0 ? of_a_lookup + rows_found * each : of_all_rows + rows_there * each);
  }
  // What only holds others together costs nothing by itself.
  bool const joins = n.op == Op::all || n.op == Op::any || n.op == Op::in || n.op == Op::call;
  std::uint64_t sum = joins ? 0 : 1;
  each_operand(program_, n, [&](Index operand) { sum += of(operand); });
  return capped(n.op == Op::call ? sum + of(n.c) : sum);
}

}  // namespace bylaw::engine
