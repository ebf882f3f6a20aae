// Where a case stands on a day: what the procedure that it belongs to asks for, step by step, and what comes next. A
// pure function of program, snapshot, case and date, like a decision.
#pragma once
#include <optional>
#include <vector>

#include "engine/decision.hpp"

namespace bylaw::engine {

class Program;

enum class StepStatus : std::uint8_t {
  done,
  next,     // can be taken now
  waiting,  // an earlier step is not done, or the case stands still
  pending,  // taken or asked for, and not answered; or who has to act is not there
  refused,
  out_of_order,  // done before a step that had to precede it
  not_needed,
  undetermined,  // what decides it is not known
};
std::string_view to_string(StepStatus status);

struct StepReport {
  Index step = dsl::none;
  StepStatus status{};
  std::optional<dsl::Date> on;         // the day it was done
  std::vector<RowReference> evidence;  // the records that made it done, pending or refused
  std::vector<Index> behind;           // steps that it waits for, or that it had to come after
  std::vector<Index> recusals;         // those of its recusals that hold
  bool blocked = false;                // pending because who has to act is not there
};
struct RouteReport {
  Index route = dsl::none;
  Truth available = Truth::yes;
  Index reason = dsl::none;  // which of the route's availabilities decided; none: none did
};
struct NextStep {
  std::size_t position = 0;  // in CaseReport::steps
  bool again = false;        // after a refusal
};

struct CaseReport {
  Index procedure = dsl::none;  // none: no procedure is for this case
  Index route = dsl::none;      // none: none is chosen yet
  Outcome outcome = Outcome::clear;
  std::vector<RouteReport> routes;
  std::vector<StepReport> steps;      // those of the route, in the procedure's order
  std::vector<NextStep> next;         // required ones first
  std::vector<Missing> missing;       // what left something undetermined that the outcome depends on
  bool halted = false;                // no step can be taken but those in `next`
  std::vector<std::string> refer_to;  // where others have to decide
};

// The record that cases are; `none` in a rulebook without procedures.
Index case_record(dsl::Rulebook const& rulebook);
CaseReport report_case(Program const& program, Snapshot const& snapshot, Row row, dsl::Date date);

}  // namespace bylaw::engine
