// One case from start to end: its procedure, its route, its steps, what the whole comes to, and what can be done next.
#include <algorithm>
#include <array>

#include "engine/cases.hpp"
#include "engine/cases/step_judge.hpp"
#include "engine/name_of.hpp"

namespace bylaw::engine {
namespace {

class Reporter {
 public:
  Reporter(CaseDesk& desk, Index procedure, Row row)
      : desk_(desk),
        procedure_(desk.program().rulebook->procedures[procedure]),
        compiled_(desk.program().procedures[procedure]),
        row_(row) {
    report_.procedure = procedure;
  }

  CaseReport report() {
    for (Index i = 0; i < procedure_.routes.size(); ++i) report_.routes.push_back(route(i));
    choose_route();
    steps_ = StepJudge(desk_, report_.procedure, report_.route).judge();
    stand_still();
    for (auto const& step : steps_) weigh(step);
    for (std::size_t i = 0; i < steps_.size(); ++i) list_next(i);
    sort_next();
    name_missing();
    for (auto& step : steps_) report_.steps.push_back(std::move(step.report));
    return std::move(report_);
  }

 private:
  dsl::Step const& declared(JudgedStep const& step) const { return procedure_.steps[step.report.step]; }
  bool is_choosing(JudgedStep const& step) const { return step.report.step == procedure_.choosing; }
  void weaken(Outcome outcome) { report_.outcome = std::min(report_.outcome, outcome); }

  // The first of its availabilities that holds, or that may hold.
  RouteReport route(Index index) {
    RouteReport made{index, Truth::yes, dsl::none};
    auto const& availability = procedure_.routes[index].availability;
    for (Index i = 0; i < availability.size(); ++i) {
      auto const answer = desk_.ask(compiled_.routes[index].availability[i], Truth::yes);
      if (answer.truth == Truth::no) continue;
      made.reason = i;
      made.available = answer.truth == Truth::unknown ? Truth::unknown : availability[i].open ? Truth::yes : Truth::no;
      if (answer.truth == Truth::unknown) route_open_.insert(answer.open.begin(), answer.open.end());
      break;
    }
    return made;
  }

  void choose_route() {
    auto const value = procedure_.route_field == dsl::none
                           ? Value::unknown()
                           : desk_.snapshot().table(procedure_.record).value(row_, procedure_.route_field);
    for (Index i = 0; i < procedure_.routes.size(); ++i) {
      bool const named = !value.is_unknown() && procedure_.routes[i].value == static_cast<Index>(value.number);
      bool const taken = value.is_unknown() && compiled_.routes[i].when != dsl::none &&
                         desk_.ask(compiled_.routes[i].when).truth == Truth::yes;
      if (named || taken) report_.route = i;
    }
  }

  bool is_complete() const {
    return std::ranges::all_of(steps_, [&](JudgedStep const& step) {
      return declared(step).need != dsl::Need::required || step.done == Truth::yes ||
             step.report.status == StepStatus::not_needed;
    });
  }

  // What brings the whole case to a halt: then no step can be taken but the one that leads on.
  void stand_still() {
    bool halted = !procedure_.routes.empty() && report_.route == dsl::none;
    auto const closed = desk_.ask(compiled_.refer);
    if (closed.truth != Truth::no) {
      halted = true;
      note(closed, Outcome::refer);
      if (closed.truth == Truth::yes) report_.refer_to = procedure_.refer_to;
    }
    if (report_.route != dsl::none) halted = route_stops(closed.truth) || halted;
    halted = halted || std::ranges::any_of(
                           steps_, [](JudgedStep const& step) { return step.report.status == StepStatus::refused; });
    report_.halted = halted;
    if (halted) halt(closed.truth == Truth::yes);
  }

  bool route_stops(Truth closed) {
    auto const& route = procedure_.routes[report_.route];
    auto const available = is_complete() ? Truth::yes : report_.routes[report_.route].available;
    if (!route.refer_to.empty()) {
      weaken(Outcome::refer);
      report_.refer_to = route.refer_to;
      return true;
    }
    if (available == Truth::unknown) {
      weaken(Outcome::undetermined);
      open_.insert(route_open_.begin(), route_open_.end());
    }
    if (available != Truth::no || closed == Truth::yes) return false;
    for (auto& step : steps_)
      if (is_choosing(step)) step.report.status = StepStatus::next;
    return true;
  }

  void halt(bool choosing_too) {
    for (auto& step : steps_) {
      auto& status = step.report.status;
      bool const could_be_taken = status == StepStatus::next || status == StepStatus::pending;
      if (!could_be_taken || (is_choosing(step) && !choosing_too)) continue;
      status = StepStatus::waiting;
      step.report.blocked = false;
    }
  }

  void note(Answer const& answer, Outcome outcome) {
    weaken(answer.truth == Truth::unknown ? Outcome::undetermined : outcome);
    open_.insert(answer.open.begin(), answer.open.end());
  }

  // What a step that is not as it should be does to the outcome. Only what is required can leave it open.
  void weigh(JudgedStep const& step) {
    auto const& rules = declared(step);
    bool const required = rules.need == dsl::Need::required;
    switch (step.report.status) {
      case StepStatus::out_of_order:
        return weaken(rules.irrevocable ? Outcome::breach : Outcome::action_required);
      case StepStatus::next:
        return weaken(rules.optional ? Outcome::clear : required ? Outcome::action_required : Outcome::advice);
      case StepStatus::pending:
        return weaken(Outcome::pending);
      case StepStatus::refused:
        return weaken(rules.then.empty() ? Outcome::not_permitted : Outcome::refer);
      case StepStatus::undetermined:
        if (!required) return;
        open_.insert(step.open.begin(), step.open.end());
        return weaken(Outcome::undetermined);
      default:
        return;
    }
  }

  void list_next(std::size_t position) {
    auto const& step = steps_[position];
    auto const status = step.report.status;
    bool const again = std::ranges::any_of(steps_, [&](JudgedStep const& other) {
      auto const& then = declared(other).then;
      return other.report.status == StepStatus::refused && std::ranges::find(then, step.report.step) != then.end();
    });
    bool const rerun = status == StepStatus::out_of_order && !declared(step).irrevocable && can_be_rerun(step);
    bool const pending = status == StepStatus::pending && !step.report.blocked;
    if (again || rerun || pending || status == StepStatus::next) report_.next.push_back({position, again});
  }

  bool can_be_rerun(JudgedStep const& step) const {
    return std::ranges::all_of(step.report.behind, [&](Index index) {
      return std::ranges::any_of(
          steps_, [&](JudgedStep const& other) { return other.report.step == index && other.done == Truth::yes; });
    });
  }

  void sort_next() {
    std::ranges::stable_sort(report_.next, {},
                             [&](NextStep const& next) { return declared(steps_[next.position]).need; });
  }

  void name_missing() {
    for (auto const packed : open_) {
      auto const what = Unknown::unpack(packed);
      report_.missing.push_back({what, name_of(*desk_.program().rulebook, desk_.snapshot(), desk_.date(), what)});
    }
    std::ranges::sort(report_.missing, {}, &Missing::name);
  }

  CaseDesk& desk_;
  dsl::Procedure const& procedure_;
  CompiledProcedure const& compiled_;
  Row row_;
  CaseReport report_;
  std::vector<JudgedStep> steps_;
  std::set<std::uint64_t> open_, route_open_;  // what the outcome depends on; what the routes do
};

}  // namespace

std::string_view to_string(StepStatus status) {
  constexpr std::array<std::string_view, 8> names = {"done",    "next",         "waiting",    "pending",
                                                     "refused", "out_of_order", "not_needed", "undetermined"};
  return names[static_cast<std::size_t>(status)];
}

Index case_record(dsl::Rulebook const& rulebook) {
  return rulebook.procedures.empty() ? dsl::none : rulebook.procedures.front().record;
}

CaseReport report_case(Program const& program, Snapshot const& snapshot, Row row, dsl::Date date) {
  CaseReport none_is_for_it;
  for (Index i = 0; i < program.procedures.size(); ++i) {
    CaseDesk desk(program, snapshot, i, row, date);
    auto const answer = desk.ask(program.procedures[i].when, Truth::yes);
    if (answer.truth == Truth::yes) return Reporter(desk, i, row).report();
    if (answer.truth == Truth::unknown) none_is_for_it.outcome = Outcome::undetermined;
  }
  return none_is_for_it;
}

}  // namespace bylaw::engine
