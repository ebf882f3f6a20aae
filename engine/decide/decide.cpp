// One decision from start to end: evaluate every rule of the action, search what is missing if that left something
// open, and put the findings in order.
#include "engine/decide.hpp"

#include <algorithm>
#include <optional>

#include "engine/decide/assume.hpp"
#include "engine/decide/explain.hpp"
#include "engine/decide/names.hpp"
#include "engine/decide/plain.hpp"
#include "engine/decide/search.hpp"
#include "engine/decide/status.hpp"

namespace bylaw::engine {
namespace {

// What is kept from question to question so that the next one allocates little. One for each thread.
struct Desk {
  World world;
  std::vector<Value> frame;
  std::vector<Traced> traced_frame;
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

// Whether something that is not known leaves a rule open that asks for something.
bool is_open(Desk const& desk) {
  auto const& program = desk.world.program();
  auto const& rules = program.actions[desk.world.question().action].rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    bool const decided = is_single(desk.statuses[i]) && desk.statuses[i] != bit(Status::undetermined);
    if (!decided && asks(program.rulebook->rules[rules[i].rule].kind)) return true;
  }
  return false;
}

class Answer {
 public:
  Answer(Desk& desk, Explain explain) : desk_(desk), explain_(explain), program_(desk.world.program()) {
    if (!is_open(desk)) return;
    searched_ = Search(desk.world, desk.statuses).run();
    decision_.outcome = searched_->weakest;
    decision_.exact = searched_->exact;
  }

  Decision make() {
    auto const& question = desk_.world.question();
    auto const& action = program_.actions[question.action];
    for (Index i = 0; i < action.rules.size(); ++i) find(i);
    in_force(action, question.date);
    sort();
    if (searched_) name_missing();
    return std::move(decision_);
  }

 private:
  Outcome weight(Finding const& finding) const {
    bool const must = program_.rulebook->rules[finding.rule].force == dsl::Force::must;
    return contribution(finding.status, must, desk_.world.question().already_done);
  }

  void find(Index position) {
    auto const statuses = searched_ ? searched_->statuses[position] : desk_.statuses[position];
    auto const rule = program_.actions[desk_.world.question().action].rules[position].rule;
    if (!is_single(statuses) && !asks(program_.rulebook->rules[rule].kind)) return;
    Finding finding;
    finding.rule = rule;
    finding.status = is_single(statuses) ? single(statuses) : Status::undetermined;
    bool const matters = !searched_ || searched_->matters[position];
    bool const bears = matters && finding.status != Status::not_applicable && finding.status != Status::lifted;
    if (!bears && explain_ != Explain::full) return;
    if (matters) decision_.outcome = std::min(decision_.outcome, weight(finding));
    Explainer explainer(desk_.world, desk_.traced_frame);
    explainer.show(finding, position);
    if (explain_ != Explain::none) explainer.explain(finding, position);
    decision_.findings.push_back(std::move(finding));
  }

  void in_force(CompiledAction const& action, dsl::Date date) {
    decision_.in_force = (!action.from || *action.from <= date) && (!action.until || date <= *action.until);
    if (decision_.in_force) decision_.until = action.until;
  }

  void sort() {
    auto& findings = decision_.findings;
    std::ranges::stable_sort(findings, {},
                             [this](Finding const& finding) { return std::pair(weight(finding), finding.rule); });
    for (std::size_t i = 0; i < findings.size(); ++i)
      if (is_required(findings[i].status)) decision_.required.push_back(i);
  }

  void name_missing() {
    auto const& question = desk_.world.question();
    auto const& rulebook = *program_.rulebook;
    for (auto const what : searched_->missing)
      decision_.missing.push_back({what, name_of(rulebook, desk_.world.snapshot(), question.date, what)});
    sort_missing(rulebook, question.action, decision_.missing);
  }

  Desk& desk_;
  Explain explain_;
  Program const& program_;
  std::optional<Searched> searched_;
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
