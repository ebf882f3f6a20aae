// Questions in one process, over the whole rulebook and the demo network: deciding alone, plain and fully explained,
// and the way from request to answer around it. Each kind of question is asked about many leaders in turn.
#include <benchmark/benchmark.h>

#include <deque>

#include "api/answer_question.hpp"
#include "tests/bench/material.hpp"
#include "tests/bench/samples.hpp"

namespace bylaw::bench {
namespace {

using engine::Explain;

api::JsonValue parsed(std::string const& request) { return *api::parse_json(request); }

std::deque<api::AskedQuestion> read_all(std::vector<std::string> const& requests) {
  std::deque<api::AskedQuestion> asked;
  for (auto const& request : requests)
    asked.push_back(*api::read_question(material().store->snapshot(), parsed(request)));
  return asked;
}

void decide(benchmark::State& state, std::vector<std::string> const& requests, Explain explain) {
  auto const& program = *material().program;
  auto const asked = read_all(requests);
  auto const snapshot = material().store->snapshot();
  engine::Decision decision;
  Samples samples;
  std::size_t next = 0;
  for (auto _ : state) {
    auto const& question = asked[next++ % asked.size()].question;
    samples.time([&] { engine::decide(program, *snapshot, question, explain, decision); });
  }
  samples.report(state);
}

void read(benchmark::State& state) {
  auto const requests = material().mix();
  auto const snapshot = material().store->snapshot();
  Samples samples;
  std::size_t next = 0;
  for (auto _ : state) {
    auto const& request = requests[next++ % requests.size()];
    samples.time([&] { benchmark::DoNotOptimize(api::read_question(snapshot, parsed(request))); });
  }
  samples.report(state);
}

void write(benchmark::State& state, Explain explain) {
  auto const asked = read_all(material().mix());
  std::vector<engine::Decision> decisions;
  for (auto const& one : asked)
    decisions.push_back(engine::decide(*material().program, *one.snapshot, one.question, explain));
  api::DecisionStamp const stamp{"01JZ0000000000000000000000", "2025-06-02T00:00:00.000Z"};
  Samples samples;
  std::size_t next = 0, bytes = 0;
  for (auto _ : state) {
    auto const i = next++ % asked.size();
    samples.time([&] { bytes += api::write_decision(asked[i], decisions[i], stamp, *material().texts).size(); });
  }
  samples.report(state);
  state.counters["bytes"] = static_cast<double>(bytes) / static_cast<double>(state.iterations());
}

void answer(benchmark::State& state) {
  auto const requests = material().mix();
  auto const snapshot = material().store->snapshot();
  Samples samples;
  std::size_t next = 0;
  for (auto _ : state) {
    auto const& request = requests[next++ % requests.size()];
    samples.time([&] {
      benchmark::DoNotOptimize(
          api::answer_question(*material().program, snapshot, parsed(request), {"id", "now"}, *material().texts));
    });
  }
  samples.report(state);
}

void add_decide(std::string const& name, std::vector<std::string> const& requests) {
  for (auto const& [how, explain] : {std::pair("plain", Explain::none), std::pair("full", Explain::full)}) {
    benchmark::RegisterBenchmark(
        ("decide " + std::string(how) + '/' + name).c_str(),
        [requests, level = explain](benchmark::State& state) { decide(state, requests, level); });
  }
}

}  // namespace

void register_decisions() {
  for (auto const& kind : material().kinds) add_decide(kind.name, kind.requests);
  add_decide("mix of the first four", material().mix());
  benchmark::RegisterBenchmark("request/JSON to question", read);
  benchmark::RegisterBenchmark("request/decision to JSON", write, Explain::none);
  benchmark::RegisterBenchmark("request/decision to JSON, full", write, Explain::full);
  benchmark::RegisterBenchmark("request/JSON to JSON", answer);
}

}  // namespace bylaw::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  bylaw::bench::register_decisions();
  bylaw::bench::register_core();
  bylaw::bench::register_many_rules();
  bylaw::bench::register_sweeps();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
