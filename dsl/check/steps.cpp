// One step of a procedure: its norm, its duty, the steps around it, its conditions.
#include <algorithm>

#include "dsl/check/catalogue.hpp"
#include "dsl/check/procedure_parts.hpp"

namespace bylaw::dsl::checking {
namespace {

std::string_view to_text(Need need) {
  return need == Need::required ? "required" : need == Need::preferred ? "preferred" : "customary";
}

// What a text of this force makes of a step; nothing where the force does not say.
std::optional<Need> need_of(Force force) {
  if (force == Force::must) return Need::required;
  if (force == Force::should) return Need::preferred;
  if (force == Force::may) return Need::customary;
  return {};
}

class StepChecker {
 public:
  StepChecker(ProcedureParts& parts, Placed<syntax::Step> node)
      : parts_(parts), context_(parts.context), node_(node), clauses_(sort_step_clauses(parts.context.faults, node)) {}

  Step check() {
    step_.name = part_name(node_->name.text);
    step_.title = node_->title.value;
    step_.where = node_.at(node_->name);
    step_.source = node_->span;
    check_complete();
    check_norms();
    check_duty();
    check_places();
    check_conditions();
    step_.writes = check_writes(parts_, node_.source, clauses_);
    step_.check = check_checked(parts_, node_.source, clauses_, step_.writes);
    step_.readings = check_readings(context_, node_.source, clauses_.readings);
    return std::move(step_);
  }

 private:
  void check_complete() {
    if (clauses_.damaged) return;
    auto const missing = [&](std::string const& what) {
      context_.faults.error("missing_clause", step_.where, "the step " + quoted(node_->name.text) + " has no " + what);
    };
    if (!clauses_.norm) missing("'norm': which norm does it encode?");
    if (!clauses_.duty) missing("duty: of whom is it required, preferred or customary, and to do what?");
    if (!clauses_.done) missing("'done when': what shows that it was done?");
  }

  std::vector<Index> norms(syntax::Names const& ids) {
    std::vector<Index> found;
    for (auto const& id : ids)
      if (auto const norm = context_.norms.require(context_.faults, id.text, node_.at(id)); norm != none)
        found.push_back(norm);
    return found;
  }

  void check_norms() {
    if (clauses_.norm) step_.also = norms(clauses_.norm->ids);
    if (!step_.also.empty()) {
      step_.norm = step_.also.front();
      step_.also.erase(step_.also.begin());
    }
    for (auto const* see : clauses_.see) std::ranges::copy(norms(see->ids), std::back_inserter(step_.see));
  }

  void check_duty() {
    auto const* duty = clauses_.duty;
    if (!duty) return;
    step_.need = duty->need;
    step_.act = duty->act.text;
    step_.bearers = check_parties(context_, node_.source, duty->bearers);
    step_.counterparts = check_parties(context_, node_.source, duty->counterparts);
    if (step_.norm == none || !clauses_.readings.empty()) return;
    auto const& norm = context_.book.norms[step_.norm];
    auto const need = need_of(norm.force);
    if (!need || *need == step_.need) return;
    context_.faults.error("need_differs", node_.at(*duty),
                          "the step is " + quoted(to_text(step_.need)) + ", its norm says " +
                              quoted(with_blanks(to_string(norm.force))) + ": a 'reading' must say why",
                          norm.where, "the force of the norm is here");
  }

  void check_places() {
    if (clauses_.for_routes)
      for (auto const& name : clauses_.for_routes->routes)
        if (auto const route = parts_.routes.require(context_.faults, name.text, node_.at(name)); route != none)
          step_.routes.push_back(route);
    for (auto const* after : clauses_.after) {
      auto& list = after->usually ? step_.usually_after : step_.after;
      std::ranges::copy(parts_.require_steps(node_.source, after->steps), std::back_inserter(list));
    }
    if (clauses_.refused) step_.then = parts_.require_steps(node_.source, clauses_.refused->then);
    if (clauses_.decided) step_.decided_by = check_parties(context_, node_.source, {clauses_.decided->party}).front();
    step_.optional = clauses_.optional != nullptr;
    step_.irrevocable = clauses_.irrevocable != nullptr;
  }

  template <class Clause>
  Index condition(Clause const* clause, std::string_view what) {
    return clause ? parts_.condition(node_.source, *clause->condition, what) : none;
  }

  void check_conditions() {
    step_.unless = condition(clauses_.unless, "what follows 'unless'");
    check_done();
    step_.pending = condition(clauses_.pending, "what follows 'pending when'");
    step_.blocked = condition(clauses_.blocked, "what follows 'blocked when'");
    step_.refused = condition(clauses_.refused, "what follows 'refused when'");
    step_.undetermined = condition(clauses_.undetermined, "what follows 'undetermined when'");
    if (clauses_.undetermined) step_.undetermined_because = clauses_.undetermined->because.value;
    if (clauses_.blocked) step_.blocked_because = clauses_.blocked->because.value;
    for (auto const* recused : clauses_.recused)
      step_.recusals.push_back({condition(recused, "what follows 'recused when'"), recused->because.value});
  }

  void check_done() {
    if (!clauses_.done) return;
    auto const* chosen = std::get_if<syntax::Aggregated>(&clauses_.done->condition->value);
    if (chosen && chosen->value && !clauses_.done->day) return check_done_by(*chosen);
    step_.done = condition(clauses_.done, "what follows 'done when'");
    if (clauses_.done->day) step_.day = parts_.value(node_.source, **clauses_.done->day, date_type, "the day");
  }

  // `done when latest(R r by r.day with C)`: done when there is such a record, on the day of the one that it gives.
  void check_done_by(syntax::Aggregated const& chosen) {
    syntax::Expression some{
        syntax::Quantified{{chosen.span}, syntax::Quantifier::some, chosen.binder, chosen.with, {}}};
    step_.done = parts_.condition(node_.source, some, "what follows 'done when'");
    auto const* path = std::get_if<syntax::Path>(&(*chosen.value)->value);
    bool const plain = path && path->parts.size() == 2 && path->parts.front().text == chosen.binder.variable.text;
    if (!plain) {
      context_.faults.error("bad_day", node_.at(chosen), "the day must be a field of the record, as in 'by r.day'");
      return;
    }
    auto const record = parts_.value(node_.source, *clauses_.done->condition);
    if (step_.done != none && record != none) step_.day = day_of(record, path->parts.back());
  }

  Index day_of(Index record, syntax::Name const& name) {
    auto const& declared = context_.book.records[context_.book.expressions[record].type.of];
    auto const field = find_field(declared, name.text);
    if (field == none) return none;
    if (!is(declared.fields[field].type, TypeKind::date)) {
      context_.faults.error("bad_day", node_.at(name), quoted(name.text) + " is no date: what is the day of the step?");
      return none;
    }
    Expression day;
    day.kind = ExpressionKind::field;
    day.type = date_type;
    day.index = field;
    day.operands = {record};
    day.where = node_.at(name);
    return context_.add(std::move(day));
  }

  static constexpr Type date_type{TypeKind::date, none, false};
  ProcedureParts& parts_;
  Context& context_;
  Placed<syntax::Step> node_;
  StepClauses clauses_;
  Step step_;
};

}  // namespace

Step check_step(ProcedureParts& parts, Placed<syntax::Step> node) { return StepChecker(parts, node).check(); }

}  // namespace bylaw::dsl::checking
