// The cases are read as they are written; all other clauses may stand anywhere.
#include "dsl/check/standing_clauses.hpp"

namespace bylaw::dsl::checking {
namespace {

class Sorter {
 public:
  Sorter(Faults& faults, Placed<syntax::Standing> node) : faults_(faults), node_(node) {}

  StandingClauses sort() {
    for (auto const& clause : node_->clauses) std::visit([&](auto const& part) { put(part); }, clause);
    if (!clauses_.damaged) check_complete();
    return std::move(clauses_);
  }

 private:
  void put(syntax::BadClause const&) { clauses_.damaged = true; }
  void put(syntax::NormClause const& part) { once(clauses_.norm, part, "'norm'"); }
  void put(syntax::OfClause const& part) { once(clauses_.subject, part, "'of'"); }
  void put(syntax::UnlistedClause const& part) { once(clauses_.unlisted, part, "'unlisted when met'"); }
  void put(syntax::ForClause const& part) { once(clauses_.records, part, "'for'"); }
  void put(syntax::EachClause const& part) { once(clauses_.numbers, part, "'each'"); }
  void put(syntax::ConcernClause const& part) { once(clauses_.concern, part, "'concerning'"); }
  void put(syntax::BearerClause const& part) { once(clauses_.bearer, part, "'bearer'"); }
  void put(syntax::WhenClause const& part) { once(clauses_.when, part, "'when'"); }
  void put(syntax::DeadlineClause const& part) { once(clauses_.deadline, part, "'by'"); }
  void put(syntax::ElseClause const& part) { once(clauses_.otherwise, part, "'else'"); }
  void put(syntax::LateClause const& part) { once(clauses_.late, part, "'late when'"); }
  void put(syntax::ForceInClause const& part) { once(clauses_.in_force, part, "'in force'"); }
  void put(syntax::SeeClause const& part) { clauses_.see.push_back(&part); }
  void put(syntax::DetailClause const& part) { clauses_.details.push_back(&part); }
  void put(syntax::ReadingClause const& part) { clauses_.readings.push_back(&part); }
  void put(syntax::StatusClause const& part) {
    if (clauses_.otherwise)
      faults_.error("misplaced_clause", node_.at(part), "this is never read: 'else' before it decides in any case",
                    node_.at(*clauses_.otherwise), "it is here");
    clauses_.cases.push_back(&part);
  }

  template <class Clause>
  void once(Clause const*& place, Clause const& clause, std::string const& what) {
    if (place)
      faults_.error("duplicate_clause", node_.at(clause), "a standing rule has one " + what, node_.at(*place),
                    "it is here already");
    else
      place = &clause;
  }

  void check_complete() {
    auto const missing = [&](std::string const& what) {
      faults_.error("missing_clause", node_.at(node_->name),
                    "the standing rule " + quoted(node_->name.text) + " has no " + what);
    };
    if (!clauses_.norm) missing("'norm': which norm does it encode?");
    if (!clauses_.bearer) missing("'bearer': who has to see to it?");
    if (clauses_.cases.empty() && !clauses_.deadline && !clauses_.otherwise)
      missing("status: when is it met, and what is it else?");
    if (node_->title.value.empty()) missing("title");
  }

  Faults& faults_;
  Placed<syntax::Standing> node_;
  StandingClauses clauses_;
};

}  // namespace

StandingClauses sort_standing_clauses(Faults& faults, Placed<syntax::Standing> node) {
  return Sorter(faults, node).sort();
}

}  // namespace bylaw::dsl::checking
