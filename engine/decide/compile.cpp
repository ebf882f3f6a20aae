// A rulebook to a Program: every rule's clauses, which rules bear on which action, and what lifts what there.
#include <algorithm>

#include "engine/cases/compile_procedures.hpp"
#include "engine/decide.hpp"
#include "engine/decide/compiler.hpp"
#include "engine/decide/guards.hpp"

namespace bylaw::engine {
namespace {

using dsl::none;

CompiledRule compile_rule(Compiler& compiler, dsl::Rule const& rule) {
  CompiledRule result;
  result.when = compiler.clause(rule.when);
  result.done = compiler.clause(rule.done);
  result.refer = compiler.clause(rule.refer);
  result.undetermined = compiler.clause(rule.undetermined);
  result.waiting = compiler.clause(rule.waiting);
  for (auto const expression : rule.unless) result.unless.push_back(compiler.clause(expression));
  result.kind = rule.kind;
  result.must = rule.force == dsl::Force::must;
  return result;
}

// The document that the rule's norm belongs to, unless the rule has dates of its own.
std::pair<std::optional<dsl::Date>, std::optional<dsl::Date>> in_force(dsl::Rulebook const& rulebook,
                                                                       dsl::Rule const& rule) {
  if (rule.from || rule.until) return {rule.from, rule.until};
  if (rule.norm == none) return {};
  auto const& name = rulebook.norms[rule.norm].document;
  for (auto const& document : rulebook.documents)
    if (document.name == name) return {document.from, document.until};
  return {};
}

std::vector<Index> lifters(dsl::Rulebook const& rulebook, std::vector<Index> const& here, Index rule) {
  auto const& overridden_by = rulebook.rules[rule].overridden_by;
  std::vector<Index> positions;
  for (Index i = 0; i < here.size(); ++i)
    if (std::ranges::find(overridden_by, here[i]) != overridden_by.end()) positions.push_back(i);
  return positions;
}

CompiledAction compile_action(Program const& program, dsl::Action const& action) {
  auto const& rulebook = *program.rulebook;
  CompiledAction result;
  for (auto const rule : action.rules) {
    result.rules.push_back({rule, lifters(rulebook, action.rules, rule)});
    auto const [from, until] = in_force(rulebook, rulebook.rules[rule]);
    if (from && (!result.from || *result.from < *from)) result.from = from;
    if (until && (!result.until || *until < *result.until)) result.until = until;
  }
  for (auto const fact : action.facts)
    if (!rulebook.facts[fact].assumptions.empty()) result.assumable.push_back(fact);
  make_guards(program, result);
  return result;
}

CompiledStanding compile_standing(Compiler& compiler, dsl::Standing const& rule) {
  std::vector<Index> variables;
  auto const node = [&](Index expression) { return compiler.compile(expression, variables); };
  auto const a_case = [&](dsl::StatusCase const& written) {
    return CompiledCase{written.status, node(written.when), node(written.since)};
  };
  CompiledStanding result;
  if (rule.of_slot != none) variables.push_back(rule.of_slot);
  if (rule.slot != none) variables.push_back(rule.slot);
  result.with = node(rule.with);
  result.from_number = node(rule.from_number);
  result.to_number = node(rule.to_number);
  if (rule.number_slot != none) variables.push_back(rule.number_slot);
  compiler.make_room(variables.size());
  result.number_with = node(rule.number_with);
  result.when = node(rule.when);
  for (auto const& [column, value] : rule.concerns) result.concerns.emplace_back(column, node(value));
  for (auto const& written : rule.cases) result.cases.push_back(a_case(written));
  if (rule.otherwise) result.otherwise = a_case(*rule.otherwise);
  result.deadline = node(rule.deadline);
  result.late = node(rule.late);
  for (auto const& detail : rule.details) {
    auto& made = result.details.emplace_back(CompiledDetail{node(detail.when), {}});
    for (auto const& shown : detail.values) made.values.push_back(node(shown.value));
  }
  return result;
}

CompiledRole compile_role(Compiler& compiler, dsl::Role const& role) {
  CompiledRole result;
  for (auto const& ownership : role.own)
    result.own.push_back(
        ownership.when == none ? none : compiler.compile(ownership.when, {role.holder_slot, ownership.slot}));
  return result;
}

}  // namespace

std::shared_ptr<Program const> compile(std::shared_ptr<dsl::Rulebook const> rulebook) {
  auto program = std::make_shared<Program>();
  program->rulebook = rulebook;
  Compiler compiler(*program);
  for (auto const& rule : rulebook->rules) program->rules.push_back(compile_rule(compiler, rule));
  for (auto const& action : rulebook->actions) program->actions.push_back(compile_action(*program, action));
  for (auto const& rule : rulebook->standing)
    program->standing.push_back(compile_standing(compiler, rule));
  for (auto const& role : rulebook->roles) program->roles.push_back(compile_role(compiler, role));
  for (auto const& fact : rulebook->facts) {
    auto& assumptions = program->assumptions.emplace_back();
    for (auto const& assumption : fact.assumptions)
      assumptions.push_back({compiler.compile(assumption.when), compiler.compile(assumption.value)});
  }
  compile_procedures(compiler, *program);
  return program;
}

}  // namespace bylaw::engine
