// The decision log: how many answers of real size become durable in a second, their entries in the tree included.
#include <benchmark/benchmark.h>

#include "api/answer_question.hpp"
#include "tests/bench/material.hpp"

namespace bylaw::bench {
namespace {

constexpr int decisions = 20'000;

// One answer of each request in the mix, as it is logged.
std::vector<engine::LoggedDecision> answers() {
  std::vector<engine::LoggedDecision> made;
  for (auto const& request : material().mix()) {
    auto const answered = api::answer_question(*material().program, material().store->snapshot(),
                                               *api::parse_json(request), {"", "2025-06-02T00:00:00.000Z"},
                                               *material().texts);
    made.push_back(api::log_entry(*answered, request));
  }
  return made;
}

void log_decisions(benchmark::State& state) {
  auto const entries = answers();
  std::int64_t bytes = 0;
  int next = 0;
  ScratchStore store(material().rulebook);
  for (auto _ : state) {
    for (int i = 0; i < decisions; ++i) {
      auto entry = entries[static_cast<std::size_t>(i) % entries.size()];
      entry.id = std::to_string(next++);
      bytes += static_cast<std::int64_t>(entry.answer.size() + entry.request.size());
      store->log(std::move(entry));
    }
    store->flush();
  }
  state.SetItemsProcessed(state.iterations() * decisions);
  state.SetBytesProcessed(bytes);
}

BENCHMARK(log_decisions)->Name("log/durable")->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace bylaw::bench
