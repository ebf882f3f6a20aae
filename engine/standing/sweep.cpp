// Rules over records, compiled: one pass over the rows of each record, some at a time for all of its rules, so that
// what one rule has read is still at hand for the next.
#include <algorithm>
#include <deque>
#include <span>

#include "engine/decide/machine.hpp"
#include "engine/decide/plain.hpp"
#include "engine/standing/desk.hpp"
#include "engine/standing/status.hpp"

namespace bylaw::engine {
namespace {

using dsl::none;
using dsl::StandingStatus;

constexpr std::int64_t most_numbers = 1'000;  // of one row: a range beyond this is a slip in the data
constexpr std::size_t rows_at_a_time = 128;

// Rows and whether they count: yes or unknown.
using Candidates = std::vector<std::pair<Row, Truth>>;

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
    if (written_.record == none) return subject(none, test(rule_.with, Truth::yes));
    Candidates found;
    candidates(snapshot_.table(written_.record).rows, found);
    subjects(found);
  }

  // The rows that there is a finding for, or may be.
  void candidates(std::span<Row const> rows, Candidates& found) {
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

  void subjects(Candidates const& found) {
    for (auto const& [row, with] : found) {
      machine_.bind(next_slot_, Value::reference(written_.record, row));
      subject(row, with);
    }
  }

 private:
  Truth test(Index node, Truth unwritten) { return node == none ? unwritten : machine_.test(node); }

  void subject(Row row, Truth with) {
    number_slot_ = next_slot_ + (row == none ? 0 : 1);
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

// Those of the rules that are for one record, with the same condition beside each other.
std::vector<Index> rules_for(Program const& program, Index record, std::span<Index const> rules) {
  std::vector<Index> found;
  for (auto const rule : rules)
    if (program.rulebook->standing[rule].record == record) found.push_back(rule);
  std::ranges::stable_sort(found, {}, [&](Index rule) { return program.standing[rule].with; });
  return found;
}

void sweep_record(StandingDesk& desk, Index record, std::span<Index const> of_rules,
                  std::vector<std::vector<StandingRow>>& by_rule) {
  auto const& program = desk.world.program();
  auto const rules = rules_for(program, record, of_rules);
  std::deque<RuleSweep> sweeps;
  for (auto const rule : rules) sweeps.emplace_back(desk, rule, by_rule[rule]);
  std::span<Row const> rest = desk.world.snapshot().table(record).rows;
  Candidates found;
  while (!sweeps.empty() && !rest.empty()) {
    auto const some = rest.first(std::min(rest.size(), rows_at_a_time));
    for (std::size_t i = 0; i < rules.size(); ++i) {
      bool const same = i > 0 && program.standing[rules[i]].with == program.standing[rules[i - 1]].with;
      if (!same) sweeps[i].candidates(some, found);
      sweeps[i].subjects(found);
    }
    rest = rest.subspan(some.size());
  }
}

std::vector<StandingRow> joined(std::vector<std::vector<StandingRow>> const& by_rule) {
  std::size_t size = 0;
  for (auto const& rows : by_rule) size += rows.size();
  std::vector<StandingRow> all;
  all.reserve(size);
  for (auto const& rows : by_rule) all.insert(all.end(), rows.begin(), rows.end());
  return all;
}

}  // namespace

std::vector<StandingRow> sweep(Program const& program, Snapshot const& snapshot, dsl::Date date,
                               std::span<Index const> rules) {
  StandingDesk desk(program, snapshot, date);
  desk.world.remember_rows();
  std::vector<std::vector<StandingRow>> by_rule(program.standing.size());
  for (auto const rule : rules_for(program, none, rules)) RuleSweep(desk, rule, by_rule[rule]).all();
  for (Index record = 0; record < program.rulebook->records.size(); ++record)
    sweep_record(desk, record, rules, by_rule);
  return joined(by_rule);
}

std::vector<StandingRow> sweep(Program const& program, Snapshot const& snapshot, dsl::Date date) {
  std::vector<Index> rules;
  for (Index rule = 0; rule < program.standing.size(); ++rule)
    if (program.rulebook->standing[rule].of_record == none) rules.push_back(rule);
  return sweep(program, snapshot, date, rules);
}

std::vector<StandingRow> checklist(Program const& program, Snapshot const& snapshot, dsl::Date date, Index rule,
                                   Row of) {
  StandingDesk desk(program, snapshot, date);
  desk.world.remember_rows();
  std::vector<StandingRow> rows;
  RuleSweep asked(desk, rule, rows);
  asked.ask_of(of);
  asked.all();
  return rows;
}

}  // namespace bylaw::engine
