// The status of each step of one procedure for one case, in the order in which the language reads a step's clauses.
#pragma once
#include "engine/cases.hpp"
#include "engine/cases/case_desk.hpp"

namespace bylaw::engine {

// A step on the way to its report.
struct JudgedStep {
  StepReport report;
  Truth done = Truth::no;
  bool day_open = false;         // it is done, and the day is not known
  std::set<std::uint64_t> open;  // what left its status undetermined
};

class StepJudge {
 public:
  StepJudge(CaseDesk& desk, Index procedure, Index route);
  // Those of the route, in order.
  std::vector<JudgedStep> judge();

 private:
  bool is_on_route(dsl::Step const& step) const;
  JudgedStep judge(Index step);
  bool not_needed(JudgedStep& made, CompiledStep const& step);
  void judge_done(JudgedStep& made, CompiledStep const& step);
  void judge_open(JudgedStep& made, CompiledStep const& step);
  void check_order(JudgedStep& made);
  // False when the clause does not hold; else the status is set, to undetermined where that is open.
  bool takes(JudgedStep& made, Index clause, StepStatus status);
  JudgedStep const* find(Index step) const;

  CaseDesk& desk_;
  dsl::Procedure const& procedure_;
  CompiledProcedure const& compiled_;
  Index route_;
  std::vector<JudgedStep> steps_;
};

}  // namespace bylaw::engine
