// Standing compliance of a whole network in one process: all rules and a choice of twelve, over the demo network and
// over two and four times of it, so that the growth shows; and which rules are the dearest.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <map>

#include "api/read_state.hpp"
#include "engine/standing.hpp"
#include "tests/bench/material.hpp"
#include "tests/bench/samples.hpp"

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

// Processor time of this thread: other load on the machine shows little in it.
double processor_microseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

// `make` sweeps once and says how many rows there were.
void measure(benchmark::State& state, auto const& make) {
  Samples samples;
  std::size_t rows = 0;
  double best = 1e12;
  for (auto _ : state) {
    auto const start = processor_microseconds();
    samples.time([&] { rows = make(); });
    best = std::min(best, processor_microseconds() - start);
  }
  samples.report(state);
  state.counters["best_us"] = best;
  state.counters["rows"] = static_cast<double>(rows);
}

void sweep_all(benchmark::State& state, int times) {
  auto const& [rulebook, program, snapshot] = network(times);
  measure(state, [&, p = program, s = snapshot] { return engine::sweep(*p, *s, today).size(); });
}

void sweep_chosen(benchmark::State& state, int times) {
  auto const& [rulebook, program, snapshot] = network(times);
  std::vector<dsl::Index> rules;
  for (dsl::Index i = 0; i < rulebook->standing.size(); ++i)
    if (std::ranges::count(chosen, rulebook->standing[i].name) > 0) rules.push_back(i);
  measure(state, [&, p = program, s = snapshot] { return engine::sweep(*p, *s, today, rules).size(); });
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
    benchmark::RegisterBenchmark(("sweep/twelve rules, " + size).c_str(), sweep_chosen, times);
  }
  benchmark::RegisterBenchmark("dearest", dearest)->Iterations(1);
}

}  // namespace bylaw::bench
