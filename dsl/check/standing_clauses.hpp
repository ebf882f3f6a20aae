// The clauses of one standing rule, each in its place, with faults for what is there twice, missing or out of order.
#pragma once
#include <vector>

#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

struct StandingClauses {
  syntax::NormClause const* norm = nullptr;
  syntax::OfClause const* subject = nullptr;
  syntax::UnlistedClause const* unlisted = nullptr;
  syntax::ForClause const* records = nullptr;
  syntax::EachClause const* numbers = nullptr;
  syntax::ConcernClause const* concern = nullptr;
  syntax::BearerClause const* bearer = nullptr;
  syntax::WhenClause const* when = nullptr;
  syntax::DeadlineClause const* deadline = nullptr;
  syntax::ElseClause const* otherwise = nullptr;
  syntax::LateClause const* late = nullptr;
  syntax::ForceInClause const* in_force = nullptr;
  std::vector<syntax::StatusClause const*> cases;  // as written
  std::vector<syntax::SeeClause const*> see;
  std::vector<syntax::DetailClause const*> details;
  std::vector<syntax::ReadingClause const*> readings;
  bool damaged = false;  // a clause was lost to a syntax error
};

StandingClauses sort_standing_clauses(Faults& faults, Placed<syntax::Standing> node);

}  // namespace bylaw::dsl::checking
