// What a rule comes to on a question: the statuses that are possible as far as is known, by the order in which the
// language reads a rule's clauses.
#pragma once
#include <bit>
#include <cstdint>

#include "engine/decide/machine.hpp"

namespace bylaw::engine {

// One bit for each Status.
using Statuses = std::uint16_t;
inline constexpr Statuses bit(Status status) { return static_cast<Statuses>(1U << static_cast<unsigned>(status)); }
inline bool is_single(Statuses statuses) { return std::has_single_bit(statuses); }
inline Status single(Statuses statuses) { return static_cast<Status>(std::countr_zero(statuses)); }

// Where no clause says otherwise.
inline Status plain_status(dsl::RuleKind kind, bool already_done) {
  switch (kind) {
    case dsl::RuleKind::step:
      return already_done ? Status::late : Status::outstanding;
    case dsl::RuleKind::advice:
      return Status::advised;
    case dsl::RuleKind::prohibition:
      return Status::prohibited;
    case dsl::RuleKind::discouragement:
      return Status::discouraged;
    case dsl::RuleKind::permission:
      return Status::permitted;
    case dsl::RuleKind::referral:
      return Status::refer;
  }
  return Status::undetermined;
}

// Advice and permissions say nothing while it is not known whether they apply, and nothing is asked for their sake.
inline bool asks(dsl::RuleKind kind) { return kind != dsl::RuleKind::advice && kind != dsl::RuleKind::permission; }

// What a status means for the whole answer, given whether the rule's force is must and whether the act is done.
inline Outcome contribution(Status status, bool must, bool already_done) {
  switch (status) {
    case Status::prohibited:
      return already_done ? Outcome::breach : Outcome::not_permitted;
    case Status::outstanding:
      return must ? Outcome::action_required : Outcome::action_requested;
    case Status::late:
      return must ? Outcome::breach : Outcome::missed;
    case Status::pending:
      return Outcome::pending;
    case Status::discouraged:
      return Outcome::discouraged;
    case Status::advised:
      return Outcome::advice;
    case Status::refer:
      return Outcome::refer;
    case Status::undetermined:
      return Outcome::undetermined;
    default:
      return Outcome::clear;
  }
}
inline bool is_required(Status status) {
  return status == Status::outstanding || status == Status::pending || status == Status::late;
}

template <class Mode>
class Judge {
 public:
  explicit Judge(Machine<Mode>& machine)
      : machine_(machine),
        program_(machine.world().program()),
        action_(program_.actions[machine.world().question().action]) {}

  Statuses statuses(Index position) {
    auto const& bearing = action_.rules[position];
    auto const& rule = program_.rules[bearing.rule];
    Statuses result = 0;
    // A clause that holds ends the reading, one that may hold leaves both ways open.
    auto const ends = [&](Truth truth, Status status) {
      if (truth != Truth::no) result |= bit(status);
      return truth == Truth::yes;
    };
    if (ends(opposite(test(rule.when, Truth::yes)), Status::not_applicable)) return result;
    if (ends(lifted(bearing, rule), Status::lifted)) return result;
    if (ends(test(rule.done), Status::satisfied)) return result;
    if (ends(test(rule.refer), Status::refer)) return result;
    if (ends(test(rule.undetermined), Status::undetermined)) return result;
    if (ends(test(rule.waiting), Status::pending)) return result;
    return result | bit(plain_status(rule.kind, machine_.world().question().already_done));
  }

  // Whether the rule holds on this question and so lifts those that it overrides.
  Truth applies(Index position) {
    auto const& bearing = action_.rules[position];
    auto const& rule = program_.rules[bearing.rule];
    auto const when = test(rule.when, Truth::yes);
    if (when == Truth::no) return when;
    auto const free = opposite(lifted(bearing, rule));
    return std::min(when, free);
  }

  Truth test(Clause const& clause, Truth unwritten = Truth::no) {
    return clause.written() ? machine_.test(clause.node) : unwritten;
  }

 private:
  Truth lifted(Bearing const& bearing, CompiledRule const& rule) {
    auto result = Truth::no;
    for (auto const& exception : rule.unless) result = std::max(result, test(exception));
    for (auto const position : bearing.lifters)
      if (result != Truth::yes) result = std::max(result, applies(position));
    return result;
  }

  Machine<Mode>& machine_;
  Program const& program_;
  CompiledAction const& action_;
};

}  // namespace bylaw::engine
