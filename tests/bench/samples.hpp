// Times of single calls, and what half and 99 of 100 of them took at most. Taking a time costs some 20 ns, which is in
// it.
#pragma once
#include <benchmark/benchmark.h>

#include <chrono>
#include <string>
#include <vector>

namespace bylaw::bench {

class Samples {
 public:
  void time(auto const& call) {
    auto const start = std::chrono::steady_clock::now();
    call();
    taken_.push_back(std::chrono::steady_clock::now() - start);
  }
  // As the counters p50_us and p99_us; of one call where each sample is of several.
  void report(benchmark::State& state, int calls = 1);

 private:
  std::vector<std::chrono::nanoseconds> taken_;
};

// The value below which this share of them lies; they are reordered. 0 for none.
double quantile(std::vector<double>& values, double share);

}  // namespace bylaw::bench
