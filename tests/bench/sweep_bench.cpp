// Standing compliance of a whole network in one process: all rules and a choice of twelve, over the demo network and
// over two and four times of it, so that the growth shows; ten rules beside SQL written by hand; how long it takes
// after one change until all figures are fresh, over the network and over ten times of it; and which rules are the
// dearest.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <map>

#include "api/read_state.hpp"
#include "engine/standing_table.hpp"
#include "tests/bench/larger_network.hpp"
#include "tests/bench/material.hpp"
#include "tests/bench/samples.hpp"
#include "tests/bench/sweep_sql.hpp"

namespace bylaw::bench {
namespace {

constexpr dsl::Date today{20'607};  // 2026-06-03: within what the demo network tells of

// Twelve rules on leaders, members, money and reports, of those that a dashboard shows first.
constexpr std::array<std::string_view, 12> chosen{
    "reporting.annual_report",    "leadership.head",      "leadership.declaration", "leadership.contact_details",
    "leadership.assigned_staff",  "members.criteria",     "members.review",         "money.donor_report",
    "quadrennial_targets.upload", "money.financial_host", "partnerships.host",      "consultation.ahead"};

struct Network {
  std::shared_ptr<dsl::Rulebook const> rulebook;
  std::shared_ptr<engine::Program const> program;
  std::shared_ptr<engine::Snapshot const> snapshot;
};

Network const& network(int times) {
  static std::map<int, Network> made;
  auto& one = made[times];
  if (one.snapshot) return one;
  one.rulebook = checked(read_rules());
  one.program = engine::compile(one.rulebook);
  auto const text = network_text(times);
  auto read = api::read_state_text(*one.rulebook, text, {.bytes = text.size()});
  one.snapshot = *engine::make_snapshot(one.rulebook, read->state);
  return one;
}

// Processor time, of all threads: other load on the machine shows little in it.
double processor_microseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

double microseconds_since(std::chrono::steady_clock::time_point began) {
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
}

// `make` sweeps once and says how many rows there were.
void measure(benchmark::State& state, auto const& make) {
  Samples samples;
  std::size_t rows = 0;
  double best = 1e12, shortest = 1e12;
  for (auto _ : state) {
    auto const start = processor_microseconds();
    auto const began = std::chrono::steady_clock::now();
    samples.time([&] { rows = make(); });
    shortest = std::min(shortest, microseconds_since(began));
    best = std::min(best, processor_microseconds() - start);
  }
  samples.report(state);
  state.counters["best_us"] = best;
  state.counters["shortest_us"] = shortest;
  state.counters["rows"] = static_cast<double>(rows);
}

void sweep_all(benchmark::State& state, int times) {
  auto const& [rulebook, program, snapshot] = network(times);
  measure(state, [&, p = program, s = snapshot] { return engine::sweep(*p, *s, today).size(); });
}

std::vector<dsl::Index> named(dsl::Rulebook const& rulebook, std::span<std::string_view const> names) {
  std::vector<dsl::Index> rules;
  for (dsl::Index i = 0; i < rulebook.standing.size(); ++i)
    if (std::ranges::count(names, rulebook.standing[i].name) > 0) rules.push_back(i);
  return rules;
}

void sweep_chosen(benchmark::State& state, int times, std::span<std::string_view const> names) {
  auto const& [rulebook, program, snapshot] = network(times);
  auto const rules = named(*rulebook, names);
  measure(state, [&, p = program, s = snapshot] { return engine::sweep(*p, *s, today, rules).size(); });
}

void sweep_in_sql(benchmark::State& state) {
  auto const& made = material();
  auto const copy = std::filesystem::temp_directory_path() / ("bylaw-bench-" + std::to_string(::getpid()) + ".db");
  {
    SweepInSql sql(*made.store, copy);
    auto const day = dsl::to_string(today);
    measure(state, [&] { return sql.count(day); });
  }
  std::filesystem::remove(copy);
}

// One record of a kind after the other gets one field changed; timed is what follows until every figure is that of the
// state after it. Making that state is timed apart.
struct Change {
  std::string_view kind, field;
};
constexpr std::array changes{Change{"membership", "accepted_by_leader_on"}, Change{"report", "submitted_on"},
                             Change{"term", "end"}, Change{"membership_enquiry", "answered_on"}};

class ChangingNetwork {
 public:
  explicit ChangingNetwork(int times) : program_(*network(1).program), snapshot_(network(1).snapshot) {
    if (times > 1) snapshot_ = larger(snapshot_, times);
    table_ = engine::stand(program_, snapshot_, today);
    for (dsl::Index column = 0; column < snapshot_->rulebook->columns.size(); ++column) table_->by_concern(column);
  }

  double change() {
    auto const& [kind, field] = changes[count_++ % changes.size()];
    auto const record = dsl::find_record(*snapshot_->rulebook, kind);
    auto const& fields = snapshot_->rulebook->records[record].fields;
    auto const at = std::ranges::find(fields, field, &dsl::Field::name) - fields.begin();
    auto const& rows = snapshot_->table(record).rows;
    auto changed = engine::record_of(*snapshot_, record, rows[count_ * 7919 % rows.size()]);
    auto const day = dsl::Date{today.days - static_cast<std::int32_t>(count_ % 50)};
    changed.fields[static_cast<std::size_t>(at)] = engine::Datum{day, {}};
    auto const began = std::chrono::steady_clock::now();
    snapshot_ = engine::overlay(snapshot_, {{record, {std::move(changed)}}}).value();
    return microseconds_since(began);
  }
  std::size_t refresh() {
    table_ = engine::refreshed(program_, *routes_, *table_, snapshot_);
    return table_->evaluated();
  }

 private:
  engine::Program const& program_;
  std::shared_ptr<engine::Routes const> routes_ = engine::make_routes(program_);
  std::shared_ptr<engine::Snapshot const> snapshot_;
  std::shared_ptr<engine::StandingTable const> table_;
  std::size_t count_ = 0;
};

void refresh(benchmark::State& state, int times) {
  ChangingNetwork network(times);
  Samples samples;
  double making = 0, evaluated = 0, changed = 0;
  for (auto _ : state) {
    state.PauseTiming();
    making += network.change();
    state.ResumeTiming();
    std::size_t here = 0;
    samples.time([&] { here = network.refresh(); });
    evaluated += static_cast<double>(here);
    ++changed;
  }
  samples.report(state);
  state.counters["evaluated"] = evaluated / changed;
  state.counters["making_us"] = making / changed;
}

// Each rule by itself, the best of five times: the share of the five dearest in the sum of all.
void dearest(benchmark::State& state) {
  auto const& [rulebook, program, snapshot] = network(1);
  std::vector<std::pair<double, std::string>> times;
  for (auto _ : state) {
    times.clear();
    for (dsl::Index i = 0; i < rulebook->standing.size(); ++i) {
      if (rulebook->standing[i].of_record != dsl::none) continue;
      double best = 1e12;
      for (int time = 0; time < 5; ++time) {
        auto const start = processor_microseconds();
        benchmark::DoNotOptimize(engine::sweep(*program, *snapshot, today, {&i, 1}));
        best = std::min(best, processor_microseconds() - start);
      }
      times.emplace_back(best, rulebook->standing[i].name);
    }
  }
  std::ranges::sort(times, std::greater{});
  double sum = 0;
  for (auto const& [time, name] : times) sum += time;
  for (std::size_t i = 0; i < 5 && i < times.size(); ++i) state.counters[times[i].second] = times[i].first / sum;
}

}  // namespace

void register_sweeps() {
  for (int const times : {1, 2, 4}) {
    auto const size = std::to_string(times * 160) + " groups";
    benchmark::RegisterBenchmark(("sweep/all rules, " + size).c_str(), sweep_all, times);
    benchmark::RegisterBenchmark(("sweep/twelve rules, " + size).c_str(), sweep_chosen, times, chosen);
  }
  benchmark::RegisterBenchmark("sweep/ten rules, 160 groups", sweep_chosen, 1, rules_in_sql);
  benchmark::RegisterBenchmark("sql/the same ten in SQL, 160 groups", sweep_in_sql);
  for (int const times : {1, 10})
    benchmark::RegisterBenchmark(("fresh/" + std::to_string(times * 160) + " groups").c_str(), refresh, times)
        ->MinTime(0.5);
  benchmark::RegisterBenchmark("dearest", dearest)->Iterations(1);
}

}  // namespace bylaw::bench
