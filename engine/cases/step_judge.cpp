#include "engine/cases/step_judge.hpp"

#include <algorithm>

namespace bylaw::engine {
namespace {

bool is_settled(StepStatus status) { return status == StepStatus::done || status == StepStatus::not_needed; }

}  // namespace

StepJudge::StepJudge(CaseDesk& desk, Index procedure, Index route)
    : desk_(desk),
      procedure_(desk.program().rulebook->procedures[procedure]),
      compiled_(desk.program().procedures[procedure]),
      route_(route) {}

std::vector<JudgedStep> StepJudge::judge() {
  for (Index i = 0; i < procedure_.steps.size(); ++i)
    if (is_on_route(procedure_.steps[i])) steps_.push_back(judge(i));
  return std::move(steps_);
}

bool StepJudge::is_on_route(dsl::Step const& step) const {
  return step.routes.empty() || std::ranges::find(step.routes, route_) != step.routes.end();
}

JudgedStep const* StepJudge::find(Index step) const {
  auto const found = std::ranges::find_if(steps_, [&](JudgedStep const& one) { return one.report.step == step; });
  return found == steps_.end() ? nullptr : &*found;
}

JudgedStep StepJudge::judge(Index index) {
  JudgedStep made;
  made.report.step = index;
  auto const& step = compiled_.steps[index];
  if (!not_needed(made, step)) {
    judge_done(made, step);
    if (made.done == Truth::no) judge_open(made, step);
  }
  for (Index i = 0; i < step.recusals.size(); ++i)
    if (desk_.ask(step.recusals[i]).truth == Truth::yes) made.report.recusals.push_back(i);
  return made;
}

bool StepJudge::takes(JudgedStep& made, Index clause, StepStatus status) {
  auto answer = desk_.ask(clause);
  if (answer.truth == Truth::no) return false;
  made.report.status = answer.truth == Truth::yes ? status : StepStatus::undetermined;
  made.report.evidence = std::move(answer.evidence);
  made.open = std::move(answer.open);
  return true;
}

// A step that is done is done, whether it was needed or not.
bool StepJudge::not_needed(JudgedStep& made, CompiledStep const& step) {
  if (!takes(made, step.unless, StepStatus::not_needed)) return false;
  if (made.report.status == StepStatus::undetermined && desk_.ask(step.done).truth == Truth::yes) {
    made.open.clear();
    return false;
  }
  if (made.report.status == StepStatus::undetermined) made.done = Truth::unknown;
  return true;
}

void StepJudge::judge_done(JudgedStep& made, CompiledStep const& step) {
  auto answer = desk_.ask(step.done);
  made.done = answer.truth;
  if (answer.truth == Truth::no) return;
  made.report.status = answer.truth == Truth::yes ? StepStatus::done : StepStatus::undetermined;
  made.report.evidence = std::move(answer.evidence);
  made.open = std::move(answer.open);
  if (answer.truth == Truth::unknown || step.day == dsl::none) return;
  auto const day = desk_.value(step.day, &made.open);
  made.day_open = day.is_unknown();
  if (day.kind == Kind::date && !day.is_never()) made.report.on = dsl::Date{static_cast<std::int32_t>(day.number)};
  check_order(made);
}

// Steps without a day have no place in time: that they are done is enough. Out of order comes before not known. A step
// that was out of order itself was done all the same, but carries nothing that cannot be undone.
void StepJudge::check_order(JudgedStep& made) {
  auto& report = made.report;
  bool open = false;
  bool const irrevocable = procedure_.steps[report.step].irrevocable;
  for (auto const index : procedure_.steps[report.step].after) {
    auto const* before = find(index);
    if (!before || before->report.status == StepStatus::not_needed || before->done == Truth::unknown) continue;
    bool const dated = report.on && before->report.on;
    bool const void_act = irrevocable && before->report.status == StepStatus::out_of_order;
    if (before->done == Truth::no || void_act || (dated && *report.on < *before->report.on))
      report.behind.push_back(index);
    open = open || (before->day_open && report.on) || (made.day_open && before->report.on);
  }
  if (!report.behind.empty()) {
    report.status = StepStatus::out_of_order;
  } else if (open) {
    report.status = StepStatus::undetermined;
    for (auto const index : procedure_.steps[report.step].after)
      if (auto const* before = find(index); before && before->day_open)
        made.open.insert(before->open.begin(), before->open.end());
  }
  if (report.status != StepStatus::undetermined && !made.day_open) made.open.clear();
}

void StepJudge::judge_open(JudgedStep& made, CompiledStep const& step) {
  if (takes(made, step.refused, StepStatus::refused)) return;
  auto const& declared = procedure_.steps[made.report.step];
  for (auto const* list : {&declared.after, &declared.usually_after})
    for (auto const index : *list)
      if (auto const* before = find(index); before && !is_settled(before->report.status))
        made.report.behind.push_back(index);
  made.report.status = StepStatus::waiting;
  if (!made.report.behind.empty()) return;
  if (takes(made, step.undetermined, StepStatus::undetermined)) return;
  made.report.blocked = takes(made, step.blocked, StepStatus::pending);
  if (made.report.blocked || takes(made, step.pending, StepStatus::pending)) return;
  made.report.status = StepStatus::next;
}

}  // namespace bylaw::engine
