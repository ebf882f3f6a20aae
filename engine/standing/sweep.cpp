// Rules over records, compiled: one pass over the rows of each rule's record.
#include <algorithm>

#include "engine/decide/machine.hpp"
#include "engine/decide/plain.hpp"
#include "engine/standing/desk.hpp"
#include "engine/standing/status.hpp"

namespace bylaw::engine {
namespace {

using dsl::none;
using dsl::StandingStatus;

constexpr std::int64_t most_numbers = 1'000;  // of one row: a range beyond this is a slip in the data

class RuleSweep {
 public:
  RuleSweep(StandingDesk& desk, Index rule, std::vector<StandingRow>& rows)
      : machine_(desk.world, plain_, desk.frame),
        snapshot_(desk.world.snapshot()),
        today_{static_cast<std::int32_t>(desk.world.today())},
        written_(desk.world.program().rulebook->standing[rule]),
        rule_(desk.world.program().standing[rule]),
        index_(rule),
        rows_(rows) {}

  void ask_of(Row of) { machine_.bind(next_slot_++, Value::reference(written_.of_record, of)); }

  void all() {
    if (written_.record == none) return subject(none);
    auto const opening = snapshot_.rulebook->records[written_.record].opening;
    auto const& table = snapshot_.table(written_.record);
    for (auto const row : table.rows) {
      if (opening != none) {
        auto const from = table.value(row, opening);
        if (!from.is_unknown() && from.number > today_.days) continue;
      }
      subject(row);
    }
  }

 private:
  Truth test(Index node, Truth unwritten) { return node == none ? unwritten : machine_.test(node); }

  void subject(Row row) {
    number_slot_ = next_slot_;
    if (row != none) machine_.bind(number_slot_++, Value::reference(written_.record, row));
    auto const with = test(rule_.with, Truth::yes);
    if (with == Truth::no) return;
    StandingRow made;
    made.rule = index_;
    made.subject = row;
    if (with == Truth::unknown) return add_unknown(made);
    if (rule_.from_number == none) return add(made);
    numbers(made);
  }

  void numbers(StandingRow const& made) {
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

  void add_unknown(StandingRow made) {
    made.status = StandingStatus::unknown;
    concern(made);
    rows_.push_back(made);
  }

  void add(StandingRow made) {
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

  // The case that decides in the end; none where the deadline does.
  CompiledCase const* decide(PossibleStatuses& possible, StandingRow const& made) {
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

  void set_since(StandingRow& made, CompiledCase const* decisive) {
    if (decisive)
      made.since = date(decisive->since);
    else if (made.status == StandingStatus::overdue)
      made.since = dsl::Date{made.due->days + 1};
  }

  std::optional<dsl::Date> date(Index node) {
    if (node == none) return {};
    auto const value = machine_.value(node);
    if (value.is_unknown() || value.is_never()) return {};
    return dsl::Date{static_cast<std::int32_t>(value.number)};
  }

  void concern(StandingRow& made) {
    for (auto const& [column, node] : rule_.concerns) {
      auto const value = machine_.value(node);
      if (value.kind == Kind::reference) made.concerns[column] = static_cast<Row>(value.number);
    }
  }

  Plain plain_;
  Machine<Plain> machine_;
  Snapshot const& snapshot_;
  dsl::Date today_;
  dsl::Standing const& written_;
  CompiledStanding const& rule_;
  Index index_;
  std::vector<StandingRow>& rows_;
  Index next_slot_ = 0, number_slot_ = 0;
};

}  // namespace

std::vector<StandingRow> sweep_rule(Program const& program, Snapshot const& snapshot, dsl::Date date, Index rule) {
  StandingDesk desk(program, snapshot, date);
  std::vector<StandingRow> rows;
  RuleSweep(desk, rule, rows).all();
  return rows;
}

std::vector<StandingRow> sweep(Program const& program, Snapshot const& snapshot, dsl::Date date) {
  StandingDesk desk(program, snapshot, date);
  std::vector<StandingRow> rows;
  auto const& rules = program.rulebook->standing;
  for (Index rule = 0; rule < rules.size(); ++rule)
    if (rules[rule].of_record == none) RuleSweep(desk, rule, rows).all();
  return rows;
}

std::vector<StandingRow> checklist(Program const& program, Snapshot const& snapshot, dsl::Date date, Index rule,
                                   Row of) {
  StandingDesk desk(program, snapshot, date);
  std::vector<StandingRow> rows;
  RuleSweep asked(desk, rule, rows);
  asked.ask_of(of);
  asked.all();
  return rows;
}

}  // namespace bylaw::engine
