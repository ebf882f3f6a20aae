// What is done once: reading the rules, checking and compiling them, opening a store, importing a network.
#include <benchmark/benchmark.h>

#include "dsl/parse.hpp"
#include "tests/bench/material.hpp"

namespace bylaw::bench {
namespace {

std::int64_t bytes_of(std::vector<dsl::Source> const& sources) {
  std::size_t bytes = 0;
  for (auto const& source : sources) bytes += source.text.size();
  return static_cast<std::int64_t>(bytes);
}

void parse_rules(benchmark::State& state) {
  auto const sources = read_rules();
  for (auto _ : state) {
    for (auto const& source : sources) benchmark::DoNotOptimize(dsl::parse(source));
  }
  state.SetBytesProcessed(state.iterations() * bytes_of(sources));
}

void check_rules(benchmark::State& state) {
  auto const sources = read_rules();
  for (auto _ : state) benchmark::DoNotOptimize(checked(sources));
  state.SetBytesProcessed(state.iterations() * bytes_of(sources));
}

void compile_rules(benchmark::State& state) {
  auto const rulebook = checked(read_rules());
  for (auto _ : state) benchmark::DoNotOptimize(engine::compile(rulebook));
}

// From files to the first answer, but for the records.
void start(benchmark::State& state) {
  for (auto _ : state) {
    auto const rulebook = checked(read_rules());
    benchmark::DoNotOptimize(engine::compile(rulebook));
    ScratchStore const store(rulebook);
  }
}

void import(benchmark::State& state) {
  auto const rulebook = checked(read_rules());
  auto const text = network_text();
  for (auto _ : state) {
    ScratchStore store(rulebook);
    import_network(*store, *rulebook, text);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

BENCHMARK(parse_rules)->Name("start/parse")->Unit(benchmark::kMillisecond);
BENCHMARK(check_rules)->Name("start/parse and check")->Unit(benchmark::kMillisecond);
BENCHMARK(compile_rules)->Name("start/compile")->Unit(benchmark::kMillisecond);
BENCHMARK(start)->Name("start/all, empty database")->Unit(benchmark::kMillisecond);
BENCHMARK(import)->Name("start/import the network")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bylaw::bench
