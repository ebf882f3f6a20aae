#include "tests/bench/samples.hpp"

#include <algorithm>

namespace bylaw::bench {

void Samples::report(benchmark::State& state, int calls) {
  std::vector<double> microseconds;
  microseconds.reserve(taken_.size());
  for (auto const time : taken_) microseconds.push_back(std::chrono::duration<double, std::micro>(time).count() / calls);
  state.counters["p50_us"] = quantile(microseconds, 0.50);
  state.counters["p99_us"] = quantile(microseconds, 0.99);
}

double quantile(std::vector<double>& values, double share) {
  if (values.empty()) return 0;
  auto const rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, values.begin() + rank);
  return values[static_cast<std::size_t>(rank)];
}

}  // namespace bylaw::bench
