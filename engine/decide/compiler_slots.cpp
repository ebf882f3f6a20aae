// Which slots of the frame a node reads from outside of it, and which it binds itself.
#include <algorithm>

#include "engine/decide/compiler.hpp"

namespace bylaw::engine {

using dsl::none;

std::uint64_t Compiler::free_slots(Node const& n) const {
  auto const of = [this](Index index) { return index == none ? 0 : free_[index]; };
  auto const of_list = [&](Index first, Index count) {
    std::uint64_t all = 0;
    for (Index i = 0; i < count; ++i) all |= of(program_.operands[first + i]);
    return all;
  };
  switch (n.op) {
    case Op::literal:
    case Op::fact:
    case Op::parameter:
    case Op::date:
    case Op::done:
    case Op::setting:
    case Op::known_fact:
    case Op::known_parameter:
      return 0;
    case Op::slot:
    case Op::slot_field:
      return slot_bit(n.slot);
    case Op::field:
    case Op::recorded_field:
    case Op::year:
    case Op::days:
    case Op::months:
    case Op::year_start:
    case Op::year_end:
    case Op::negation:
    case Op::recorded:
      return of(n.a);
    case Op::all:
    case Op::any:
    case Op::call:
      return of_list(n.a, n.b);
    case Op::in:
      return of(n.a) | of_list(n.b, n.c);
    case Op::truth_by_row:
    case Op::value_by_row:
      return of(n.a) | of(n.c);
    case Op::compare:
    case Op::compare_count:
    case Op::in_list:
    case Op::plus:
    case Op::minus:
    case Op::on_day:
    case Op::greater_of:
    case Op::lesser_of:
    case Op::otherwise:
      return of(n.a) | of(n.b);
    default: {
      auto const inner = of(n.b) | of(n.c);
      return of(n.a) | (n.slot < 63 ? inner & ~slot_bit(n.slot) : inner);
    }
  }
}

Index Compiler::busy_slots(Node const& n) const {
  auto const of = [this](Index index) { return index == none ? 0 : busy_[index]; };
  auto const of_list = [&](Index first, Index count) {
    Index most = 0;
    for (Index i = 0; i < count; ++i) most = std::max(most, of(program_.operands[first + i]));
    return most;
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
      return 0;
    case Op::field:
    case Op::recorded_field:
      return of(n.a);
    case Op::all:
    case Op::any:
      return of_list(n.a, n.b);
    case Op::in:
      return std::max(of(n.a), of_list(n.b, n.c));
    case Op::call:
      return std::max(of_list(n.a, n.b), n.slot + std::max(n.b, of(n.c)));
    case Op::truth_by_row:
    case Op::value_by_row:
      return std::max(of(n.a), of(n.c));
    default:
      return std::max({of(n.a), of(n.b), of(n.c), is_quantifier(n.op) ? n.slot + 1 : 0});
  }
}

}  // namespace bylaw::engine
