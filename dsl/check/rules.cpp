// Rules are taken in the order of their names, so that nothing depends on where they stand.
#include "dsl/check/rules.hpp"

#include <algorithm>

#include "dsl/check/catalogue.hpp"
#include "dsl/check/clauses.hpp"
#include "dsl/check/expression.hpp"
#include "dsl/check/norm_list.hpp"
#include "dsl/check/overrides.hpp"

namespace bylaw::dsl::checking {
namespace {

class RuleChecker {
 public:
  RuleChecker(Context& context, Placed<syntax::Rule> node)
      : context_(context), node_(node), clauses_(sort_clauses(context.faults, node)) {}

  Rule check() {
    rule_.name = node_->name.text;
    rule_.title = node_->title.value;
    rule_.where = node_.at(node_->name);
    rule_.source = node_->span;
    check_norms();
    check_actions();
    check_duty();
    check_force();
    check_conditions();
    check_rest();
    return std::move(rule_);
  }

 private:
  void check_norms() {
    if (clauses_.norm) rule_.also = require_norms(context_, node_.source, clauses_.norm->ids);
    if (!rule_.also.empty() && context_.norms.find(clauses_.norm->ids.front().text) == rule_.also.front()) {
      rule_.norm = rule_.also.front();
      rule_.also.erase(rule_.also.begin());
    }
    for (auto const* see : clauses_.see)
      for (auto const norm : require_norms(context_, node_.source, see->ids)) rule_.see.push_back(norm);
  }

  void check_actions() {
    scope_.facts = Scope::Facts::any;  // without a usable `on`, nothing can be said about facts
    if (!clauses_.on) return;
    if (clauses_.on->every_action) {
      scope_.facts = Scope::Facts::of_every_action;
      return;
    }
    for (auto const& name : clauses_.on->actions) {
      auto const action = context_.actions.require(context_.faults, name.text, node_.at(name));
      if (action == none) continue;
      if (std::ranges::find(rule_.actions, action) != rule_.actions.end())
        context_.faults.error("duplicate_action", node_.at(name),
                              "the action " + quoted(name.text) + " is named twice");
      else
        rule_.actions.push_back(action);
    }
    scope_.actions = rule_.actions;
    if (!rule_.actions.empty()) scope_.facts = Scope::Facts::of_actions;
  }

  void check_duty() {
    rule_.kind = clauses_.kind().value_or(RuleKind::advice);
    if (auto const* duty = clauses_.duty) {
      rule_.force = duty->force;
      rule_.act = duty->act.text;
      rule_.bearers = check_parties(context_, node_.source, duty->bearers);
      rule_.counterparts = check_parties(context_, node_.source, duty->counterparts);
    }
    if (clauses_.referral) {
      rule_.counterparts = check_parties(context_, node_.source, clauses_.referral->counterparts);
      if (rule_.norm != none) rule_.force = context_.book.norms[rule_.norm].force;
    }
  }

  void check_force() {
    if (rule_.norm == none || !clauses_.duty || !clauses_.readings.empty()) return;
    auto const& norm = context_.book.norms[rule_.norm];
    bool const power = norm.force == Force::power && rule_.force == Force::may;  // a power is written `may`
    if (norm.force == rule_.force || power) return;
    context_.faults.error("force_differs", node_.at(*clauses_.duty),
                          "the rule says " + quoted(with_blanks(to_string(rule_.force))) + ", its norm " +
                              quoted(with_blanks(to_string(norm.force))) + ": a 'reading' must say why",
                          norm.where, "the force of the norm is here");
  }

  template <class Clause>
  Index condition(Clause const* clause, std::string_view what) {
    if (!clause) return none;
    return ExpressionChecker(context_, scope_, node_.source).condition(*clause->condition, what);
  }

  void check_conditions() {
    rule_.when = condition(clauses_.when, "what follows 'when'");
    rule_.done = condition(clauses_.done, "what follows 'done when'");
    rule_.waiting = condition(clauses_.waiting, "what follows 'waiting when'");
    rule_.refer = condition(clauses_.refer, "what follows 'when'");
    rule_.undetermined = condition(clauses_.undetermined, "what follows 'undetermined when'");
    for (auto const* unless : clauses_.unless) rule_.unless.push_back(condition(unless, "what follows 'unless'"));
    rule_.slots = scope_.slots;
    if ((clauses_.when && rule_.when == none) || clauses_.damaged) context_.faulty_rules.insert(rule_.name);
  }

  void check_rest() {
    if (clauses_.refer) rule_.refer_to = check_parties(context_, node_.source, clauses_.refer->counterparts);
    if (clauses_.undetermined) rule_.undetermined_because = clauses_.undetermined->because.value;
    for (auto const* remedy : clauses_.remedies)
      rule_.remedies.push_back(
          {context_.norms.require(context_.faults, remedy->norm.text, node_.at(remedy->norm)), remedy->act.value});
    NameTable seen("reading");
    for (auto const* reading : clauses_.readings) {
      seen.declare(context_.faults, reading->name.text, node_.at(reading->name), 0);
      rule_.readings.emplace_back(reading->name.text, reading->text.value);
    }
    if (!clauses_.in_force) return;
    rule_.from = clauses_.in_force->from.value;
    rule_.until = clauses_.in_force->until.value;
    check_period(context_, node_.source, clauses_.in_force->from, clauses_.in_force->until);
  }

  Context& context_;
  Placed<syntax::Rule> node_;
  Clauses clauses_;
  Scope scope_;
  Rule rule_;
};

std::vector<Placed<syntax::Rule>> by_name(std::vector<Placed<syntax::Rule>> nodes) {
  std::ranges::stable_sort(nodes, {}, [](auto const& node) -> std::string const& { return node->name.text; });
  return nodes;
}

// The other direction of what the rules name: from actions and norms to rules.
void index_rules(Rulebook& book) {
  for (Index i = 0; i < book.rules.size(); ++i) {
    auto const& rule = book.rules[i];
    if (rule.norm != none) book.norms[rule.norm].rules.push_back(i);
    for (auto const norm : rule.also) book.norms[norm].rules.push_back(i);
    for (auto const action : rule.actions) book.actions[action].rules.push_back(i);
    if (rule.actions.empty())
      for (auto& action : book.actions) action.rules.push_back(i);
  }
}

}  // namespace

void check_rules(Context& context, Items const& items) {
  auto const nodes = declare(context.faults, context.rules, by_name(items.all<syntax::Rule>()));
  for (auto const& node : nodes) context.book.rules.push_back(RuleChecker(context, node).check());
  for (Index i = 0; i < nodes.size(); ++i) check_overrides(context, nodes[i], i);
  check_override_circles(context);
  index_rules(context.book);
}

}  // namespace bylaw::dsl::checking
