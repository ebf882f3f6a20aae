#include "engine/cases/case_desk.hpp"

#include <algorithm>

#include "engine/decide/machine.hpp"

namespace bylaw::engine {

CaseDesk::CaseDesk(Program const& program, Snapshot const& snapshot, Index procedure, std::optional<Row> row,
                   dsl::Date date, std::vector<Value> parameters) {
  auto const& rulebook = *program.rulebook;
  auto const& about = rulebook.procedures[procedure];
  question_.date = date;
  question_.facts.resize(rulebook.facts.size(), Value::unknown());
  if (row) question_.facts[about.fact] = Value::reference(about.record, *row);
  question_.parameters = std::move(parameters);
  question_.parameters.resize(rulebook.parameters.size(), Value::unknown());
  world_.prepare(program, snapshot, question_);
}

Answer CaseDesk::ask(Index node, Truth unwritten) {
  if (node == dsl::none) return {unwritten, {}, {}};
  Trace trace(world_, nullptr);
  trace.keep_evidence();
  Machine machine(world_, trace, frame_);
  Answer answer{machine.test(node), {}, {}};
  if (answer.truth == Truth::unknown) answer.open.insert(trace.reads().begin(), trace.reads().end());
  if (answer.truth == Truth::yes) answer.evidence = std::move(trace.evidence());
  std::ranges::sort(answer.evidence);
  answer.evidence.erase(std::ranges::unique(answer.evidence).begin(), answer.evidence.end());
  return answer;
}

Value CaseDesk::value(Index node, std::set<std::uint64_t>* open) {
  Trace trace(world_, nullptr);
  Machine machine(world_, trace, frame_);
  auto const result = Trace::raw(machine.value(node));
  if (result.is_unknown() && open) open->insert(trace.reads().begin(), trace.reads().end());
  return result;
}

}  // namespace bylaw::engine
