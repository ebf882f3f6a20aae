#include "dsl/check/procedure_parts.hpp"

#include <algorithm>

namespace bylaw::dsl::checking {

Scope ProcedureParts::scope() const {
  Scope scope;
  scope.facts = Scope::Facts::any;
  return scope;
}

void ProcedureParts::check_facts(std::uint32_t source, syntax::Expression const& expression, Scope const& scope) {
  if (procedure.record == none) return;  // which fact it is about has been complained of
  for (auto const fact : scope.facts_read) {
    if (fact == procedure.fact) continue;
    context.faults.error("foreign_fact", {source, syntax::span_of(expression)},
                         "this reads the fact " + quoted(context.book.facts[fact].name) +
                             ", which a case does not have: of all facts only " +
                             quoted(context.book.facts[procedure.fact].name) + " is known here");
    return;
  }
}

Index ProcedureParts::condition(std::uint32_t source, syntax::Expression const& expression, std::string_view what) {
  auto sight = scope();
  auto const made = ExpressionChecker(context, sight, source).condition(expression, what);
  check_facts(source, expression, sight);
  return made;
}

Index ProcedureParts::value(std::uint32_t source, syntax::Expression const& expression, Type wanted,
                            std::string const& what) {
  auto sight = scope();
  auto const made = ExpressionChecker(context, sight, source).value_of(expression, wanted, what);
  check_facts(source, expression, sight);
  return made;
}

Index ProcedureParts::value(std::uint32_t source, syntax::Expression const& expression) {
  auto sight = scope();
  auto const made = ExpressionChecker(context, sight, source).any_value(expression);
  check_facts(source, expression, sight);
  return made;
}

std::vector<Index> ProcedureParts::require_steps(std::uint32_t source, syntax::Names const& names) {
  std::vector<Index> found;
  for (auto const& name : names) {
    auto const step = steps.require(context.faults, name.text, {source, name.span});
    if (step != none && std::ranges::find(found, step) == found.end()) found.push_back(step);
  }
  return found;
}

std::vector<std::pair<std::string, std::string>> check_readings(
    Context& context, std::uint32_t source, std::vector<syntax::ReadingClause const*> const& nodes) {
  std::vector<std::pair<std::string, std::string>> readings;
  NameTable seen("reading");
  for (auto const* reading : nodes) {
    seen.declare(context.faults, reading->name.text, {source, reading->name.span}, 0);
    readings.emplace_back(reading->name.text, reading->text.value);
  }
  return readings;
}

}  // namespace bylaw::dsl::checking
