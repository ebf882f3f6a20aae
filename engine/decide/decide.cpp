// One decision from start to end: evaluate every rule of the action, search what is missing if that left something
// open, and put the findings in order.
#include "engine/decide.hpp"

#include "engine/decide/assume.hpp"
#include "engine/decide/plain.hpp"
#include "engine/decide/status.hpp"

#include <algorithm>
#include <span>

namespace bylaw::engine {
namespace {

// What is kept from question to question so that the next one allocates little. One for each thread.
struct Desk {
  World world;
  std::vector<Value> frame;
  std::vector<Statuses> statuses;  // by position
};

void evaluate(Desk& desk) {
  Plain plain;
  Machine machine(desk.world, plain, desk.frame);
  Judge judge(machine);
  auto const count = desk.world.program().actions[desk.world.question().action].rules.size();
  desk.statuses.resize(count);
  for (Index i = 0; i < count; ++i) desk.statuses[i] = judge.statuses(i);
}

class Answer {
 public:
  Answer(Desk& desk, Explain explain) : desk_(desk), explain_(explain), program_(desk.world.program()) {}

  Decision make() {
    auto const& question = desk_.world.question();
    auto const& action = program_.actions[question.action];
    for (Index i = 0; i < action.rules.size(); ++i) find(i);
    in_force(action, question.date);
    sort();
    return std::move(decision_);
  }

 private:
  Outcome weight(Finding const& finding) const {
    bool const must = program_.rulebook->rules[finding.rule].force == dsl::Force::must;
    return contribution(finding.status, must, desk_.world.question().already_done);
  }

  void find(Index position) {
    auto const statuses = desk_.statuses[position];
    auto const rule = program_.actions[desk_.world.question().action].rules[position].rule;
    if (!is_single(statuses) && !asks(program_.rulebook->rules[rule].kind)) return;
    Finding finding;
    finding.rule = rule;
    finding.status = is_single(statuses) ? single(statuses) : Status::undetermined;
    bool const bears = finding.status != Status::not_applicable && finding.status != Status::lifted;
    if (!bears && explain_ != Explain::full) return;
    decision_.outcome = std::min(decision_.outcome, weight(finding));
    decision_.findings.push_back(std::move(finding));
  }

  void in_force(CompiledAction const& action, dsl::Date date) {
    decision_.in_force = (!action.from || *action.from <= date) && (!action.until || date <= *action.until);
    if (decision_.in_force) decision_.until = action.until;
  }

  void sort() {
    auto& findings = decision_.findings;
    std::ranges::stable_sort(findings, {}, [this](Finding const& finding) { return std::pair(weight(finding), finding.rule); });
    for (std::size_t i = 0; i < findings.size(); ++i)
      if (is_required(findings[i].status)) decision_.required.push_back(i);
  }

  Desk& desk_;
  Explain explain_;
  Program const& program_;
  Decision decision_;
};

}  // namespace

Decision decide(Program const& program, Snapshot const& snapshot, Question const& question, Explain explain) {
  thread_local Desk desk;
  desk.world.prepare(program, snapshot, question);
  auto assumed = assume(desk.world);
  evaluate(desk);
  auto decision = Answer(desk, explain).make();
  decision.assumed = std::move(assumed);
  return decision;
}

}  // namespace bylaw::engine
