// Rules over records, compiled: one pass over the rows of each record, some at a time for all of its rules, so that
// what one rule has read is still at hand for the next. Where there are many rows, each processor takes a stretch of
// every record's; the stretches are joined in their order, so the rows are the same however many there are.
#include "engine/standing/sweep.hpp"

#include <algorithm>
#include <deque>
#include <span>
#include <thread>

#include "engine/standing/rule_sweep.hpp"

namespace bylaw::engine {
namespace {

using dsl::none;

constexpr std::size_t rows_at_a_time = 128;
constexpr std::size_t worth_a_thread = 3'000;  // rows times rules
constexpr std::size_t most_threads = 8;

using RowsByRule = std::vector<std::vector<StandingRow>>;

// Those of the rules that are for one record, with the same condition beside each other.
std::vector<Index> rules_for(Program const& program, Index record, std::span<Index const> rules) {
  std::vector<Index> found;
  for (auto const rule : rules)
    if (program.rulebook->standing[rule].record == record) found.push_back(rule);
  std::ranges::stable_sort(found, {}, [&](Index rule) { return program.standing[rule].with; });
  return found;
}

void sweep_rows(StandingDesk& desk, Index record, std::span<Row const> rest, std::span<Index const> of_rules,
                RowsByRule& by_rule) {
  auto const& program = desk.world.program();
  auto const rules = rules_for(program, record, of_rules);
  std::deque<RuleSweep> sweeps;
  for (auto const rule : rules) sweeps.emplace_back(desk, rule, by_rule[rule]);
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

// Part `part` of `parts` of the rows of every record; what is for no record belongs to the first.
void sweep_part(Program const& program, Snapshot const& snapshot, dsl::Date date, std::span<Index const> rules,
                std::size_t part, std::size_t parts, RowsByRule& by_rule) {
  StandingDesk desk(program, snapshot, date);
  desk.world.remember_rows();
  by_rule.resize(program.standing.size());
  if (part == 0)
    for (auto const rule : rules_for(program, none, rules)) RuleSweep(desk, rule, by_rule[rule]).all();
  for (Index record = 0; record < program.rulebook->records.size(); ++record) {
    std::span<Row const> const rows = snapshot.table(record).rows;
    auto const begin = rows.size() * part / parts, end = rows.size() * (part + 1) / parts;
    sweep_rows(desk, record, rows.subspan(begin, end - begin), rules, by_rule);
  }
}

std::vector<StandingRow> joined(std::vector<RowsByRule> const& parts) {
  std::size_t size = 0;
  for (auto const& part : parts)
    for (auto const& rows : part) size += rows.size();
  std::vector<StandingRow> all;
  all.reserve(size);
  for (std::size_t rule = 0; rule < parts.front().size(); ++rule)
    for (auto const& part : parts) all.insert(all.end(), part[rule].begin(), part[rule].end());
  return all;
}

}  // namespace

std::size_t subjects_of(Snapshot const& snapshot, Index rule) {
  auto const record = snapshot.rulebook->standing[rule].record;
  return record == none ? 1 : snapshot.table(record).rows.size();
}

std::vector<Index> rules_swept(dsl::Rulebook const& rulebook) {
  std::vector<Index> rules;
  for (Index rule = 0; rule < rulebook.standing.size(); ++rule)
    if (rulebook.standing[rule].of_record == none) rules.push_back(rule);
  return rules;
}

std::vector<StandingRow> sweep_in_parts(Program const& program, Snapshot const& snapshot, dsl::Date date,
                                        std::span<Index const> rules, std::size_t count) {
  std::vector<RowsByRule> parts(count);
  {
    std::vector<std::jthread> others;
    for (std::size_t part = 1; part < count; ++part)
      others.emplace_back([&, part] { sweep_part(program, snapshot, date, rules, part, count, parts[part]); });
    sweep_part(program, snapshot, date, rules, 0, count, parts.front());
  }
  return joined(parts);
}

std::vector<StandingRow> sweep(Program const& program, Snapshot const& snapshot, dsl::Date date,
                               std::span<Index const> rules) {
  std::size_t work = 0;
  for (auto const rule : rules) work += subjects_of(snapshot, rule);
  auto const processors = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_threads);
  return sweep_in_parts(program, snapshot, date, rules, std::min(processors, 1 + work / worth_a_thread));
}

std::vector<StandingRow> sweep(Program const& program, Snapshot const& snapshot, dsl::Date date) {
  return sweep(program, snapshot, date, rules_swept(*program.rulebook));
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
