#include "engine/cases/compile_procedures.hpp"

namespace bylaw::engine {
namespace {

CompiledWrites compile_writes(Compiler& compiler, std::vector<dsl::Write> const& writes,
                              dsl::ActionCheck const& check) {
  CompiledWrites result;
  for (auto const& write : writes) {
    auto& compiled = result.writes.emplace_back(CompiledWrite{compiler.compile(write.changed), {}});
    for (auto const& value : write.values) compiled.values.push_back(compiler.compile(value.value));
  }
  for (auto const& value : check.values) result.check.push_back(compiler.compile(value.value));
  return result;
}

CompiledStep compile_step(Compiler& compiler, dsl::Step const& step) {
  CompiledStep result;
  result.unless = compiler.compile(step.unless);
  result.done = compiler.compile(step.done);
  result.day = compiler.compile(step.day);
  result.pending = compiler.compile(step.pending);
  result.blocked = compiler.compile(step.blocked);
  result.refused = compiler.compile(step.refused);
  result.undetermined = compiler.compile(step.undetermined);
  for (auto const& recusal : step.recusals) result.recusals.push_back(compiler.compile(recusal.when));
  result.recording = compile_writes(compiler, step.writes, step.check);
  return result;
}

CompiledRoute compile_route(Compiler& compiler, dsl::Route const& route) {
  CompiledRoute result{compiler.compile(route.when), {}};
  for (auto const& one : route.availability) result.availability.push_back(compiler.compile(one.when));
  return result;
}

}  // namespace

void compile_procedures(Compiler& compiler, Program& program) {
  for (auto const& procedure : program.rulebook->procedures) {
    auto& result = program.procedures.emplace_back();
    result.when = compiler.compile(procedure.when);
    result.refer = compiler.compile(procedure.refer);
    for (auto const& route : procedure.routes) result.routes.push_back(compile_route(compiler, route));
    for (auto const& step : procedure.steps) result.steps.push_back(compile_step(compiler, step));
    result.opening = compile_writes(compiler, procedure.writes, procedure.check);
  }
}

}  // namespace bylaw::engine
