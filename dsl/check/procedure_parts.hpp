// What the parts of one procedure share while it is checked.
#pragma once
#include "dsl/check/expression.hpp"
#include "dsl/check/step_clauses.hpp"

namespace bylaw::dsl::checking {

struct ProcedureParts {
  Context& context;
  Procedure& procedure;
  NameTable routes{"route"}, steps{"step"};

  // A condition, or a value, over the case: of all facts only the one that refers to it may be read.
  Index condition(std::uint32_t source, syntax::Expression const& expression, std::string_view what);
  Index value(std::uint32_t source, syntax::Expression const& expression, Type wanted, std::string const& what);
  // A value of any type.
  Index value(std::uint32_t source, syntax::Expression const& expression);
  // Each once, in the order written; unknown ones are reported.
  std::vector<Index> require_steps(std::uint32_t source, syntax::Names const& names);

 private:
  Scope scope() const;
  void check_facts(std::uint32_t source, syntax::Expression const& expression, Scope const& scope);
};

std::vector<std::pair<std::string, std::string>> check_readings(Context& context, std::uint32_t source,
                                                                std::vector<syntax::ReadingClause const*> const& nodes);
Step check_step(ProcedureParts& parts, Placed<syntax::Step> node);
// What is recorded, and by which action that is checked; for a step, or for the opening of a case.
std::vector<Write> check_writes(ProcedureParts& parts, std::uint32_t source, StepClauses const& clauses);
ActionCheck check_checked(ProcedureParts& parts, std::uint32_t source, StepClauses const& clauses,
                          std::vector<Write> const& writes);

// "a.b": what stands behind the first dot; empty without one.
std::string part_name(std::string const& dotted);

}  // namespace bylaw::dsl::checking
