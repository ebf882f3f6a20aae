#include "engine/decide/assume.hpp"

#include "engine/decide/machine.hpp"
#include "engine/decide/plain.hpp"

namespace bylaw::engine {

void assume(World& world, std::vector<Value>& frame, std::vector<Assumed>& assumed) {
  auto const& program = world.program();
  for (auto const fact : program.actions[world.question().action].assumable) {
    if (!world.fact(fact).is_unknown()) continue;
    Plain plain;
    Machine machine(world, plain, frame);
    auto const& assumptions = program.assumptions[fact];
    for (Index i = 0; i < assumptions.size(); ++i) {
      if (assumptions[i].when != dsl::none && machine.test(assumptions[i].when) != Truth::yes) continue;
      assumed.push_back({fact, machine.value(assumptions[i].value), i});
      break;
    }
  }
  for (auto const& [fact, value, assumption] : assumed) world.assume(fact, value);
  if (!assumed.empty()) world.forget();
}

}  // namespace bylaw::engine
