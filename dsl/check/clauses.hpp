// The clauses of one rule, each in its place, with faults for what is there twice, missing, or makes no sense for the
// kind of rule.
#pragma once
#include <optional>
#include <vector>

#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

struct Clauses {
  syntax::NormClause const* norm = nullptr;
  syntax::OnClause const* on = nullptr;
  syntax::Duty const* duty = nullptr;
  syntax::Referral const* referral = nullptr;
  syntax::WhenClause const* when = nullptr;
  syntax::DoneClause const* done = nullptr;
  syntax::WaitingClause const* waiting = nullptr;
  syntax::ReferClause const* refer = nullptr;
  syntax::UndeterminedClause const* undetermined = nullptr;
  syntax::ForceInClause const* in_force = nullptr;
  std::vector<syntax::SeeClause const*> see;
  std::vector<syntax::UnlessClause const*> unless;
  std::vector<syntax::RemedyClause const*> remedies;
  std::vector<syntax::OverridesClause const*> overrides;
  std::vector<syntax::ReadingClause const*> readings;
  bool damaged = false;  // a clause was lost to a syntax error

  // What it says to do: step, advice... Nothing when it has neither duty nor referral.
  std::optional<RuleKind> kind() const;
};

Clauses sort_clauses(Faults& faults, Placed<syntax::Rule> node);

}  // namespace bylaw::dsl::checking
