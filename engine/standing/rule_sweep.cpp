#include "engine/standing/rule_sweep.hpp"

#include <algorithm>

namespace bylaw::engine {

using dsl::none;
using dsl::StandingStatus;

namespace {

constexpr std::int64_t most_numbers = 1'000;  // of one row: a range beyond this is a slip in the data

}  // namespace

RuleSweep::RuleSweep(StandingDesk& desk, Index rule, std::vector<StandingRow>& rows)
    : machine_(desk.world, plain_, desk.frame),
      snapshot_(desk.world.snapshot()),
      today_{static_cast<std::int32_t>(desk.world.today())},
      written_(desk.world.program().rulebook->standing[rule]),
      rule_(desk.world.program().standing[rule]),
      index_(rule),
      rows_(rows) {}

void RuleSweep::all() {
  if (written_.record == none) return subject(none, test(rule_.with, Truth::yes));
  Candidates found;
  candidates(snapshot_.table(written_.record).rows, found);
  subjects(found);
}

void RuleSweep::candidates(std::span<Row const> rows, Candidates& found) {
  found.clear();
  auto const opening = snapshot_.rulebook->records[written_.record].opening;
  auto const& table = snapshot_.table(written_.record);
  for (auto const row : rows) {
    if (opening != none) {
      auto const from = table.value(row, opening);
      if (!from.is_unknown() && from.number > today_.days) continue;
    }
    machine_.bind(next_slot_, Value::reference(written_.record, row));
    if (auto const with = test(rule_.with, Truth::yes); with != Truth::no) found.emplace_back(row, with);
  }
}

void RuleSweep::subjects(Candidates const& found) {
  for (auto const& [row, with] : found) {
    machine_.bind(next_slot_, Value::reference(written_.record, row));
    subject(row, with);
  }
}

void RuleSweep::subject(Row row, Truth with) {
  number_slot_ = next_slot_ + (row == none ? 0 : 1);
  if (with == Truth::no) return;
  StandingRow made;
  made.rule = index_;
  made.subject = row;
  if (with == Truth::unknown) return add_unknown(made);
  if (rule_.from_number == none) return add(made);
  numbers(made);
}

void RuleSweep::numbers(StandingRow const& made) {
  auto const from = machine_.value(rule_.from_number), to = machine_.value(rule_.to_number);
  if (from.is_unknown() || to.is_unknown()) return add_unknown(made);
  for (auto number = from.number; number <= std::min(to.number, from.number + most_numbers); ++number) {
    auto numbered = made;
    numbered.number = number;
    machine_.bind(number_slot_, Value::integer(number));
    auto const with = test(rule_.number_with, Truth::yes);
    if (with == Truth::yes) add(numbered);
    if (with == Truth::unknown) add_unknown(numbered);
  }
}

void RuleSweep::add_unknown(StandingRow made) {
  made.status = StandingStatus::unknown;
  concern(made);
  rows_.push_back(made);
}

void RuleSweep::add(StandingRow made) {
  PossibleStatuses possible;
  auto const applies = test(rule_.when, Truth::yes);
  if (applies != Truth::yes) possible.add(StandingStatus::not_applicable);
  made.due = date(rule_.deadline);
  CompiledCase const* decisive = applies == Truth::no ? nullptr : decide(possible, made);
  made.status = possible.status();
  if (made.status == StandingStatus::met) made.late = test(rule_.late, Truth::no) == Truth::yes;
  if (possible.is_single()) set_since(made, decisive);
  concern(made);
  rows_.push_back(made);
}

CompiledCase const* RuleSweep::decide(PossibleStatuses& possible, StandingRow const& made) {
  for (auto const& one : rule_.cases) {
    auto const holds = machine_.test(one.when);
    if (holds != Truth::no) possible.add(one.status);
    if (holds == Truth::yes) return &one;
  }
  if (rule_.otherwise) {
    possible.add(rule_.otherwise->status);
    return &*rule_.otherwise;
  }
  possible.add(rule_.deadline == none ? StandingStatus::unmet : by_deadline(written_.force, made.due, today_));
  return nullptr;
}

void RuleSweep::set_since(StandingRow& made, CompiledCase const* decisive) {
  if (decisive)
    made.since = date(decisive->since);
  else if (made.status == StandingStatus::overdue)
    made.since = dsl::Date{made.due->days + 1};
}

std::optional<dsl::Date> RuleSweep::date(Index node) {
  if (node == none) return {};
  auto const value = machine_.value(node);
  if (value.is_unknown() || value.is_never()) return {};
  return dsl::Date{static_cast<std::int32_t>(value.number)};
}

void RuleSweep::concern(StandingRow& made) {
  for (auto const& [column, node] : rule_.concerns) {
    auto const value = machine_.value(node);
    if (value.kind == Kind::reference) made.concerns[column] = static_cast<Row>(value.number);
  }
}

}  // namespace bylaw::engine
