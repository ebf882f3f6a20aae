// Which slots of the frame a node reads from outside of it, and which it binds itself.
#include <algorithm>

#include "engine/decide/compiler.hpp"
#include "engine/decide/operands.hpp"

namespace bylaw::engine {

std::uint64_t Compiler::free_slots(Node const& n) const {
  if (n.op == Op::slot || n.op == Op::slot_field) return slot_bit(n.slot);
  std::uint64_t slots = 0;
  each_operand(program_, n, [&](Index operand) { slots |= free_[operand]; });
  return is_quantifier(n.op) && n.slot < 63 ? slots & ~slot_bit(n.slot) : slots;
}

Index Compiler::busy_slots(Node const& n) const {
  Index slots = 0;
  each_operand(program_, n, [&](Index operand) { slots = std::max(slots, busy_[operand]); });
  if (n.op == Op::call) return std::max(slots, n.slot + std::max(n.b, busy_[n.c]));
  return is_quantifier(n.op) ? std::max(slots, n.slot + 1) : slots;
}

}  // namespace bylaw::engine
