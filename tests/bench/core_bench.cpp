// The four core policies alone: by their rules, and by hand beside them, on the same questions.
#include <benchmark/benchmark.h>

#include <deque>

#include "api/answer_question.hpp"
#include "tests/bench/core_policies.hpp"
#include "tests/bench/material.hpp"
#include "tests/bench/samples.hpp"

namespace bylaw::bench {
namespace {

constexpr int at_a_time = 16;  // taking the time costs as much as deciding by hand

std::deque<api::AskedQuestion> questions() {
  std::deque<api::AskedQuestion> asked;
  for (auto const& request : material().mix())
    asked.push_back(*api::read_question(material().store->snapshot(), *api::parse_json(request)));
  return asked;
}

void by_rules(benchmark::State& state) {
  auto const program = engine::compile(core::rulebook_of(*material().rulebook));
  auto const asked = questions();
  auto const snapshot = material().store->snapshot();
  engine::Decision decision;
  Samples samples;
  std::size_t next = 0;
  for (auto _ : state)
    samples.time([&] {
      for (int i = 0; i < at_a_time; ++i)
        engine::decide(*program, *snapshot, asked[next++ % asked.size()].question, engine::Explain::none, decision);
    });
  samples.report(state, at_a_time);
}

void by_hand(benchmark::State& state) {
  auto const snapshot = material().store->snapshot();
  auto const records = core::records_of(*snapshot);
  std::vector<core::Question> asked;
  for (auto const& one : questions()) asked.push_back(core::question_of(*snapshot, one.question));
  Samples samples;
  std::size_t next = 0;
  for (auto _ : state)
    samples.time([&] {
      for (int i = 0; i < at_a_time; ++i) benchmark::DoNotOptimize(core::decide(records, asked[next++ % asked.size()]));
    });
  samples.report(state, at_a_time);
}

}  // namespace

void register_core() {
  benchmark::RegisterBenchmark("core/by rules", by_rules);
  benchmark::RegisterBenchmark("core/by hand", by_hand);
}

}  // namespace bylaw::bench
