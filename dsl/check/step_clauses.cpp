#include "dsl/check/step_clauses.hpp"

namespace bylaw::dsl::checking {
namespace {

// In which kinds of block a clause may stand.
enum Block : unsigned { in_procedure = 1, in_route = 2, in_step = 4 };
constexpr unsigned anywhere = in_procedure | in_route | in_step;

std::string_view name_of(Block block) {
  return block == in_procedure ? "a procedure" : block == in_route ? "a route" : "a step";
}

class Sorter {
 public:
  Sorter(Faults& faults, std::uint32_t source, Block block) : faults_(faults), source_(source), block_(block) {}

  StepClauses sort(syntax::StepClauses const& clauses) {
    for (auto const& clause : clauses) std::visit([&](auto const& part) { put(part); }, clause);
    return std::move(sorted_);
  }

 private:
  void put(syntax::BadClause const&) { sorted_.damaged = true; }
  void put(syntax::NormClause const& part) { once(sorted_.norm, part, "'norm'", in_route | in_step); }
  void put(syntax::WhenClause const& part) { once(sorted_.when, part, "'when'", in_procedure | in_route); }
  void put(syntax::UnlessClause const& part) { once(sorted_.unless, part, "'unless'", in_step); }
  void put(syntax::Referral const& part) { once(sorted_.referral, part, "'refer to'", in_route); }
  void put(syntax::ReferClause const& part) { once(sorted_.refer, part, "'refer to ... when'", in_procedure); }
  void put(syntax::RoutesClause const& part) { once(sorted_.routes, part, "'routes by'", in_procedure); }
  void put(syntax::ForRoutesClause const& part) { once(sorted_.for_routes, part, "'for'", in_step); }
  void put(syntax::StepDuty const& part) { once(sorted_.duty, part, "duty", in_step); }
  void put(syntax::StepDoneClause const& part) { once(sorted_.done, part, "'done when'", in_step); }
  void put(syntax::PendingClause const& part) { once(sorted_.pending, part, "'pending when'", in_step); }
  void put(syntax::BlockedClause const& part) { once(sorted_.blocked, part, "'blocked when'", in_step); }
  void put(syntax::RefusedClause const& part) { once(sorted_.refused, part, "'refused when'", in_step); }
  void put(syntax::UndeterminedClause const& part) { once(sorted_.undetermined, part, "'undetermined when'", in_step); }
  void put(syntax::OptionalClause const& part) { once(sorted_.optional, part, "'optional'", in_step); }
  void put(syntax::IrrevocableClause const& part) { once(sorted_.irrevocable, part, "'irrevocable'", in_step); }
  void put(syntax::CheckedClause const& part) { once(sorted_.checked, part, "'checked by'", in_procedure | in_step); }
  void put(syntax::DecidedClause const& part) { once(sorted_.decided, part, "'decided by'", in_step); }
  void put(syntax::SeeClause const& part) { add(sorted_.see, part, "'see'", in_step); }
  void put(syntax::AfterClause const& part) { add(sorted_.after, part, "'after'", in_step); }
  void put(syntax::RecusedClause const& part) { add(sorted_.recused, part, "'recused when'", in_step); }
  void put(syntax::AvailabilityClause const& part) {
    add(sorted_.availability, part, part.open ? "'open'" : "'closed'", in_route);
  }
  void put(syntax::WriteClause const& part) {
    add(sorted_.writes, part, part.record ? "'records'" : "'changes'", in_procedure | in_step);
  }
  void put(syntax::ReadingClause const& part) { add(sorted_.readings, part, "'reading'", anywhere); }

  bool fits(syntax::Node const& part, std::string_view what, unsigned blocks) {
    if ((blocks & block_) != 0) return true;
    faults_.error("misplaced_clause", {source_, part.span},
                  std::string(what) + " makes no sense in " + std::string(name_of(block_)));
    return false;
  }
  template <class Clause>
  void once(Clause const*& place, Clause const& part, std::string_view what, unsigned blocks) {
    if (!fits(part, what, blocks)) return;
    if (place)
      faults_.error("duplicate_clause", {source_, part.span},
                    std::string(name_of(block_)) + " has one " + std::string(what), {source_, place->span},
                    "it is here already");
    else
      place = &part;
  }
  template <class Clause>
  void add(std::vector<Clause const*>& list, Clause const& part, std::string_view what, unsigned blocks) {
    if (fits(part, what, blocks)) list.push_back(&part);
  }

  Faults& faults_;
  std::uint32_t source_;
  Block block_;
  StepClauses sorted_;
};

}  // namespace

StepClauses sort_step_clauses(Faults& faults, Placed<syntax::Procedure> node) {
  return Sorter(faults, node.source, in_procedure).sort(node->clauses);
}
StepClauses sort_step_clauses(Faults& faults, Placed<syntax::Route> node) {
  return Sorter(faults, node.source, in_route).sort(node->clauses);
}
StepClauses sort_step_clauses(Faults& faults, Placed<syntax::Step> node) {
  return Sorter(faults, node.source, in_step).sort(node->clauses);
}

}  // namespace bylaw::dsl::checking
