// The clauses of a procedure, a route or a step, each in its place, with faults for what is there twice or makes no
// sense in that kind of block.
#pragma once
#include <vector>

#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

struct StepClauses {
  syntax::NormClause const* norm = nullptr;
  syntax::WhenClause const* when = nullptr;
  syntax::UnlessClause const* unless = nullptr;
  syntax::Referral const* referral = nullptr;
  syntax::ReferClause const* refer = nullptr;
  syntax::RoutesClause const* routes = nullptr;
  syntax::ForRoutesClause const* for_routes = nullptr;
  syntax::StepDuty const* duty = nullptr;
  syntax::StepDoneClause const* done = nullptr;
  syntax::PendingClause const* pending = nullptr;
  syntax::BlockedClause const* blocked = nullptr;
  syntax::RefusedClause const* refused = nullptr;
  syntax::UndeterminedClause const* undetermined = nullptr;
  syntax::OptionalClause const* optional = nullptr;
  syntax::IrrevocableClause const* irrevocable = nullptr;
  syntax::CheckedClause const* checked = nullptr;
  syntax::DecidedClause const* decided = nullptr;
  std::vector<syntax::SeeClause const*> see;
  std::vector<syntax::AfterClause const*> after;
  std::vector<syntax::RecusedClause const*> recused;
  std::vector<syntax::AvailabilityClause const*> availability;
  std::vector<syntax::WriteClause const*> writes;
  std::vector<syntax::ReadingClause const*> readings;
  bool damaged = false;  // a clause was lost to a syntax error
};

StepClauses sort_step_clauses(Faults& faults, Placed<syntax::Procedure> node);
StepClauses sort_step_clauses(Faults& faults, Placed<syntax::Route> node);
StepClauses sort_step_clauses(Faults& faults, Placed<syntax::Step> node);

}  // namespace bylaw::dsl::checking
