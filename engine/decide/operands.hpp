// Which other nodes a node is made of: the one place that knows what the numbers in a node stand for.
#pragma once
#include "engine/decide/program.hpp"

namespace bylaw::engine {

// Calls visit(index) for each, in the order in which they are written. The body of a call is none of them: it stands in
// a frame of its own.
template <class Visit>
void each_operand(Program const& program, Node const& node, Visit visit) {
  auto const one = [&](Index index) {
    if (index != dsl::none) visit(index);
  };
  auto const list = [&](Index first, Index count) {
    for (Index i = 0; i < count; ++i) visit(program.operands[first + i]);
  };
  switch (node.op) {
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
      return;
    case Op::field:
    case Op::recorded_field:
      return one(node.a);
    case Op::all:
    case Op::any:
    case Op::call:
      return list(node.a, node.b);
    case Op::in:
      one(node.a);
      return list(node.b, node.c);
    case Op::truth_by_row:
    case Op::value_by_row:
      one(node.a);
      return one(node.c);
    default:
      one(node.a);
      one(node.b);
      return one(node.c);
  }
}

}  // namespace bylaw::engine
