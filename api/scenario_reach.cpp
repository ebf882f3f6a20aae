#include "api/scenario_reach.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "dsl/plain.hpp"

namespace bylaw::api {
namespace {

using dsl::Expression;
using dsl::ExpressionKind;

// What can stand at a boundary, as text; empty for all else. Both sides are compared in this form.
std::string text_of(dsl::Constant const& constant) {
  if (auto const* number = std::get_if<std::int64_t>(&constant)) return std::to_string(*number);
  if (auto const* money = std::get_if<dsl::Money>(&constant)) return dsl::to_string(*money);
  if (auto const* date = std::get_if<dsl::Date>(&constant)) return dsl::to_string(*date);
  if (auto const* decimal = std::get_if<dsl::Decimal>(&constant)) return dsl::to_string(*decimal);
  return {};
}

std::string text_of(engine::Value value) {
  switch (value.kind) {
    case engine::Kind::integer:
      return std::to_string(value.number);
    case engine::Kind::money:
      return dsl::to_string(dsl::Money{value.number, dsl::Currency{value.aux}});
    case engine::Kind::date:
      return value.is_never() ? std::string() : dsl::to_string(dsl::Date{static_cast<std::int32_t>(value.number)});
    case engine::Kind::decimal:
      return dsl::to_string(dsl::Decimal{value.number});
    default:
      return {};
  }
}

// "contact/k1.on" is one of many values of "contact.on"; a fact's name stays.
std::string subject_of(dsl::Rulebook const& rulebook, engine::Unknown where) {
  using Source = engine::Unknown::Source;
  if (where.source == Source::fact) return rulebook.facts[where.index].name;
  if (where.source != Source::field) return {};
  auto const& record = rulebook.records[where.index];
  return record.name + '.' + record.fields[where.field].name;
}

std::string subject_of(dsl::Rulebook const& rulebook, Expression const& expression) {
  if (expression.kind == ExpressionKind::fact) return rulebook.facts[expression.index].name;
  if (expression.kind != ExpressionKind::field) return {};
  auto const& record = rulebook.records[rulebook.expression(expression.operands[0]).type.of];
  return record.name + '.' + record.fields[expression.index].name;
}

// The constant that an expression stands for: a literal, or a setting's default.
std::string constant_of(dsl::Rulebook const& rulebook, Expression const& expression) {
  if (expression.kind == ExpressionKind::literal) return text_of(expression.constant);
  if (expression.kind != ExpressionKind::setting) return {};
  auto const fallback = rulebook.settings[expression.index].fallback;
  return fallback == dsl::none ? std::string() : text_of(rulebook.expression(fallback).constant);
}

bool orders(ExpressionKind kind) {
  return kind == ExpressionKind::less || kind == ExpressionKind::at_most || kind == ExpressionKind::more ||
         kind == ExpressionKind::at_least;
}

// Every expression below this one, once, definitions included.
void visit(dsl::Rulebook const& rulebook, dsl::Index expression, std::set<dsl::Index>& seen,
           std::function<void(Expression const&)> const& on) {
  if (expression == dsl::none || !seen.insert(expression).second) return;
  auto const& e = rulebook.expression(expression);
  on(e);
  for (auto const operand : e.operands) visit(rulebook, operand, seen, on);
  visit(rulebook, e.list, seen, on);
  if (e.kind == ExpressionKind::call) visit(rulebook, rulebook.definitions[e.index].body, seen, on);
}

// The conditions that a clause is a conjunction of.
std::vector<dsl::Index> conjuncts(dsl::Rulebook const& rulebook, dsl::Index expression) {
  if (expression == dsl::none) return {};
  auto const& e = rulebook.expression(expression);
  if (e.kind != ExpressionKind::all) return {expression};
  std::vector<dsl::Index> all;
  for (auto const operand : e.operands) std::ranges::copy(conjuncts(rulebook, operand), std::back_inserter(all));
  return all;
}

std::vector<std::pair<std::string_view, dsl::Index>> clauses_of(dsl::Rule const& rule) {
  std::vector<std::pair<std::string_view, dsl::Index>> clauses = {{"when", rule.when},
                                                                  {"done when", rule.done},
                                                                  {"waiting when", rule.waiting},
                                                                  {"refer when", rule.refer},
                                                                  {"undetermined when", rule.undetermined}};
  for (auto const unless : rule.unless) clauses.emplace_back("unless", unless);
  return clauses;
}

}  // namespace

void ScenarioReach::add(engine::Decision const& decision) {
  for (auto const& finding : decision.findings) {
    if (finding.status != engine::Status::not_applicable) applied_.insert(finding.rule);
    for (auto const& because : finding.because) add_condition(decision, because);
  }
}

void ScenarioReach::add_condition(engine::Decision const& decision, engine::Because const& because) {
  if (because.expression != dsl::none) truths_[because.expression].insert(because.truth);
  for (auto const& reading : decision.readings_of(because)) {
    auto text = text_of(reading.value);
    if (!text.empty()) values_[subject_of(rulebook_, reading.where)].insert(std::move(text));
  }
}

std::vector<std::string> ScenarioReach::gaps() const {
  std::vector<std::string> gaps;
  for (dsl::Index i = 0; i < rulebook_.rules.size(); ++i) {
    auto const& rule = rulebook_.rules[i];
    if (!applied_.contains(i)) {
      gaps.push_back(rule.name + ": no scenario in which it applies");
      continue;
    }
    for (auto const& [clause, expression] : clauses_of(rule)) {
      add_condition_gaps(rule, clause, expression, gaps);
      add_boundary_gaps(rule, expression, gaps);
    }
  }
  return gaps;
}

void ScenarioReach::add_condition_gaps(dsl::Rule const& rule, std::string_view clause, dsl::Index expression,
                                       std::vector<std::string>& gaps) const {
  for (auto const condition : conjuncts(rulebook_, expression)) {
    auto const found = truths_.find(condition);
    auto const reached = found == truths_.end() ? std::set<engine::Truth>() : found->second;
    auto const what = rule.name + ": " + std::string(clause) + ' ' + dsl::plain_condition(rulebook_, condition);
    if (!reached.contains(engine::Truth::yes)) gaps.push_back(what + ": in no scenario true");
    if (!reached.contains(engine::Truth::no)) gaps.push_back(what + ": in no scenario false");
  }
}

void ScenarioReach::add_boundary_gaps(dsl::Rule const& rule, dsl::Index expression,
                                      std::vector<std::string>& gaps) const {
  std::set<dsl::Index> seen;
  visit(rulebook_, expression, seen, [&](Expression const& e) {
    if (!orders(e.kind)) return;
    auto const& left = rulebook_.expression(e.operands[0]);
    auto const& right = rulebook_.expression(e.operands[1]);
    for (auto const& [one, other] : {std::pair(&left, &right), std::pair(&right, &left)}) {
      auto const subject = subject_of(rulebook_, *one), constant = constant_of(rulebook_, *other);
      if (subject.empty() || constant.empty()) continue;
      auto const values = values_.find(subject);
      if (values == values_.end() || !values->second.contains(constant)) {
        gaps.push_back(rule.name + ": no scenario in which " + subject + " is exactly " + constant);
      }
    }
  });
}

}  // namespace bylaw::api
