// One decision from start to end: evaluate the rules of the action that the facts do not rule out, search what is
// missing if that left something open, and put the findings in order.
#include "engine/decide.hpp"

#include <algorithm>
#include <bit>
#include <optional>
#include <ranges>

#include "engine/decide/assume.hpp"
#include "engine/decide/explain.hpp"
#include "engine/decide/guards.hpp"
#include "engine/decide/missing_order.hpp"
#include "engine/decide/plain.hpp"
#include "engine/decide/search.hpp"
#include "engine/decide/status.hpp"
#include "engine/name_of.hpp"

namespace bylaw::engine {
namespace {

constexpr std::size_t most_spare = 64;  // findings kept for their memory

// A rule that is told of, before anything is told of it.
struct Told {
  Outcome weight{};
  Index rule = dsl::none, position = 0;
  Status status{};
  auto operator<=>(Told const&) const = default;
};

// What is kept from question to question so that the next one allocates nothing. One for each thread.
struct Desk {
  Desk() { spare.reserve(most_spare); }

  World world;
  std::vector<Value> frame;
  Explainer::Room room;
  std::vector<std::uint64_t> selected;  // a bit for each position
  std::vector<Statuses> statuses;       // by position
  std::vector<Index> live;              // the positions of rules that apply, or may
  std::vector<Told> told;
  std::vector<Finding> spare;

  CompiledAction const& action() const { return world.program().actions[world.question().action]; }
  CompiledRule const& rule(Index position) const { return world.program().rules[action().rules[position].rule]; }
};

void evaluate(Desk& desk, Decision& decision) {
  Plain plain;
  Machine machine(desk.world, plain, desk.frame);
  Judge judge(machine);
  auto const& action = desk.action();
  select_rules(desk.world, action, desk.selected);
  desk.statuses.assign(action.rules.size(), bit(Status::not_applicable));
  desk.live.clear();
  for (std::size_t word = 0; word < desk.selected.size(); ++word)
    for (auto rest = desk.selected[word]; rest != 0; rest &= rest - 1) {
      auto const position = static_cast<Index>(word * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
      auto const statuses = judge.statuses(position);
      ++decision.rules_read;
      if (statuses == bit(Status::not_applicable)) continue;
      desk.statuses[position] = statuses;
      desk.live.push_back(position);
    }
}

// Whether something that is not known leaves a rule open that asks for something.
bool is_open(Desk const& desk) {
  return std::ranges::any_of(desk.live, [&](Index position) {
    auto const statuses = desk.statuses[position];
    bool const decided = is_single(statuses) && statuses != bit(Status::undetermined);
    return !decided && asks(desk.rule(position).kind);
  });
}

class Answer {
 public:
  Answer(Desk& desk, Explain explain, Decision& decision)
      : desk_(desk),
        explain_(explain),
        program_(desk.world.program()),
        decision_(decision),
        explainer_(desk.world, desk.frame, desk.room, decision) {}

  void make() {
    if (is_open(desk_)) search();
    choose();
    for (auto const& told : desk_.told) tell(told);
    in_force(desk_.action(), desk_.world.question().date);
    if (searched_) name_missing();
  }

 private:
  void search() {
    searched_ = Search(desk_.world, desk_.statuses).run();
    desk_.world.forget();
    decision_.outcome = searched_->weakest;
    decision_.exact = searched_->exact;
  }

  // What there is to tell of, strongest first.
  void choose() {
    desk_.told.clear();
    if (explain_ == Explain::full)
      for (Index i = 0; i < desk_.statuses.size(); ++i) choose(i);
    else
      for (auto const position : desk_.live) choose(position);
    std::ranges::sort(desk_.told);
  }

  void choose(Index position) {
    auto const statuses = searched_ ? searched_->statuses[position] : desk_.statuses[position];
    auto const& rule = desk_.rule(position);
    if (!is_single(statuses) && !asks(rule.kind)) return;
    auto const status = is_single(statuses) ? single(statuses) : Status::undetermined;
    bool const matters = !searched_ || searched_->matters[position];
    bool const bears = matters && status != Status::not_applicable && status != Status::lifted;
    if (!bears && explain_ != Explain::full) return;
    auto const weight = contribution(status, rule.must, desk_.world.question().already_done);
    if (matters) decision_.outcome = std::min(decision_.outcome, weight);
    desk_.told.push_back({weight, desk_.action().rules[position].rule, position, status});
  }

  void tell(Told const& told) {
    auto finding = new_finding();
    finding.rule = told.rule;
    finding.status = told.status;
    explainer_.show(finding, told.position);
    if (explain_ != Explain::none) explainer_.explain(finding, told.position);
    if (is_required(told.status)) decision_.required.push_back(decision_.findings.size());
    decision_.findings.push_back(std::move(finding));
  }

  Finding new_finding() {
    if (desk_.spare.empty()) return {};
    auto finding = std::move(desk_.spare.back());
    desk_.spare.pop_back();
    return finding;
  }

  void in_force(CompiledAction const& action, dsl::Date date) {
    decision_.in_force = (!action.from || *action.from <= date) && (!action.until || date <= *action.until);
    if (decision_.in_force) decision_.until = action.until;
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
  Decision& decision_;
  Explainer explainer_;
  std::optional<Searched> searched_;
};

// Empties the decision, and keeps the memory of its findings for others: the first is the next to be taken.
void clear(Decision& decision, std::vector<Finding>& spare) {
  for (auto& finding : decision.findings | std::views::reverse) {
    if (spare.size() == most_spare) break;
    finding.evidence.clear();
    finding.lifted_by.clear();
    finding.because.clear();
    spare.push_back(std::move(finding));
  }
  decision.outcome = Outcome::clear;
  decision.findings.clear();
  decision.required.clear();
  decision.missing.clear();
  decision.assumed.clear();
  decision.readings.clear();
  decision.until.reset();
  decision.rules_read = 0;
  decision.exact = true;
}

}  // namespace

void decide(Program const& program, Snapshot const& snapshot, Question const& question, Explain explain,
            Decision& decision) {
  thread_local Desk desk;
  clear(decision, desk.spare);
  desk.world.prepare(program, snapshot, question);
  assume(desk.world, desk.frame, decision.assumed);
  evaluate(desk, decision);
  Answer(desk, explain, decision).make();
}

Decision decide(Program const& program, Snapshot const& snapshot, Question const& question, Explain explain) {
  Decision decision;
  decide(program, snapshot, question, explain, decision);
  return decision;
}

}  // namespace bylaw::engine
