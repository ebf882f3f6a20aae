// A rule's clauses may come in any order; here each finds its place.
#include "dsl/check/clauses.hpp"

namespace bylaw::dsl::checking {
namespace {

class Sorter {
 public:
  Sorter(Faults& faults, Placed<syntax::Rule> node) : faults_(faults), node_(node) {}

  Clauses sort() {
    for (auto const& clause : node_->clauses) std::visit([&](auto const& part) { put(part); }, clause);
    check_complete();
    check_kind();
    return std::move(clauses_);
  }

 private:
  void put(syntax::BadClause const&) { clauses_.damaged = true; }
  void put(syntax::NormClause const& part) { once(clauses_.norm, part, "'norm'"); }
  void put(syntax::OnClause const& part) { once(clauses_.on, part, "'on'"); }
  void put(syntax::WhenClause const& part) { once(clauses_.when, part, "'when'"); }
  void put(syntax::DoneClause const& part) { once(clauses_.done, part, "'done when'"); }
  void put(syntax::WaitingClause const& part) { once(clauses_.waiting, part, "'waiting when'"); }
  void put(syntax::ReferClause const& part) { once(clauses_.refer, part, "'refer to ... when'"); }
  void put(syntax::UndeterminedClause const& part) { once(clauses_.undetermined, part, "'undetermined when'"); }
  void put(syntax::ForceInClause const& part) { once(clauses_.in_force, part, "'in force'"); }
  void put(syntax::SeeClause const& part) { clauses_.see.push_back(&part); }
  void put(syntax::UnlessClause const& part) { clauses_.unless.push_back(&part); }
  void put(syntax::RemedyClause const& part) { clauses_.remedies.push_back(&part); }
  void put(syntax::OverridesClause const& part) { clauses_.overrides.push_back(&part); }
  void put(syntax::ReadingClause const& part) { clauses_.readings.push_back(&part); }
  void put(syntax::Duty const& part) {
    if (clauses_.referral) return second_duty(part, *clauses_.referral);
    once(clauses_.duty, part, "duty");
  }
  void put(syntax::Referral const& part) {
    if (clauses_.duty) return second_duty(part, *clauses_.duty);
    once(clauses_.referral, part, "duty");
  }

  template <class Clause>
  void once(Clause const*& place, Clause const& clause, std::string const& what) {
    if (place)
      faults_.error("duplicate_clause", node_.at(clause), "a rule has one " + what, node_.at(*place),
                    "it is here already");
    else
      place = &clause;
  }

  void second_duty(syntax::Node const& clause, syntax::Node const& first) {
    faults_.error("duplicate_clause", node_.at(clause), "a rule has one duty: write a second rule for a second one",
                  node_.at(first), "it is here already");
  }

  void check_complete() {
    if (clauses_.damaged) return;
    auto const missing = [&](std::string const& what) {
      faults_.error("missing_clause", node_.at(node_->name),
                    "the rule " + quoted(node_->name.text) + " has no " + what);
    };
    if (!clauses_.norm) missing("'norm': which norm does it encode?");
    if (!clauses_.on) missing("'on': which actions does it bear on?");
    if (!clauses_.duty && !clauses_.referral) missing("duty: who must, should or may do what?");
    if (node_->title.value.empty()) missing("title");
  }

  template <class Clause>
  void refuse(Clause const* clause, std::string const& what, std::string const& why) {
    if (clause) faults_.error("misplaced_clause", node_.at(*clause), what + " makes no sense here: " + why);
  }

  void check_kind() {
    auto const kind = clauses_.kind();
    if (!kind) return;
    bool const step = *kind == RuleKind::step, task = step || *kind == RuleKind::advice;
    if (!task) refuse(clauses_.done, "'done when'", "only what must or should be done can be done");
    if (!step) refuse(clauses_.waiting, "'waiting when'", "only a step before the action waits for an answer");
    if (*kind == RuleKind::referral)
      refuse(clauses_.refer, "'refer to ... when'", "the rule refers already; write its condition after 'when'");
    if (*kind != RuleKind::prohibition)
      for (auto const* remedy : clauses_.remedies) refuse(remedy, "'remedy'", "it says what would lift a 'must not'");
    auto const* duty = clauses_.duty;
    if (duty && duty->before_action && !task)
      refuse(duty, "'before action'", "only what must or should be done comes before the action");
  }

  Faults& faults_;
  Placed<syntax::Rule> node_;
  Clauses clauses_;
};

}  // namespace

std::optional<RuleKind> Clauses::kind() const {
  if (referral) return RuleKind::referral;
  if (!duty) return {};
  switch (duty->force) {
    case Force::must:
    case Force::should:
      return duty->before_action ? RuleKind::step : RuleKind::advice;
    case Force::must_not:
      return RuleKind::prohibition;
    case Force::should_not:
      return RuleKind::discouragement;
    default:
      return RuleKind::permission;
  }
}

Clauses sort_clauses(Faults& faults, Placed<syntax::Rule> node) { return Sorter(faults, node).sort(); }

}  // namespace bylaw::dsl::checking
