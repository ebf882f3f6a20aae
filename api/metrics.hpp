// Counters for operators, in the text format of Prometheus. Counting is lock-free; any thread.
#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/decision.hpp"

namespace bylaw::api {

class Metrics {
 public:
  // One name for each route, as shown: "GET /v1/decisions/{id}". The last is for requests that no route takes.
  explicit Metrics(std::vector<std::string> routes);

  void count_request(std::size_t route, int status);
  void count_decision(engine::Outcome outcome, std::chrono::nanoseconds duration);
  void append_to(std::string& out) const;

 private:
  static constexpr std::array<double, 12> bounds = {5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 5e-3, 2e-2, 0.1, 1};
  using Statuses = std::array<std::atomic<std::uint64_t>, 500>;  // 100 to 599

  std::vector<std::string> names_;
  std::vector<Statuses> requests_;
  std::array<std::atomic<std::uint64_t>, static_cast<std::size_t>(engine::Outcome::clear) + 1> outcomes_{};
  std::array<std::atomic<std::uint64_t>, bounds.size() + 1> buckets_{};
  std::atomic<std::uint64_t> nanoseconds_{0};
};

}  // namespace bylaw::api
