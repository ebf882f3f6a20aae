#include "api/metrics.hpp"

#include <algorithm>
#include <cstdio>

namespace bylaw::api {
namespace {

std::string decimal(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

void append_head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  ((out += "# HELP ") += name).append(" ").append(help) += '\n';
  ((out += "# TYPE ") += name).append(" ").append(type) += '\n';
}

void append_value(std::string& out, std::string_view name, std::string_view labels, std::string_view value) {
  out += name;
  if (!labels.empty()) ((out += '{') += labels) += '}';
  ((out += ' ') += value) += '\n';
}

}  // namespace

Metrics::Metrics(std::vector<std::string> routes) : names_(std::move(routes)), requests_(names_.size()) {}

void Metrics::count_request(std::size_t route, int status) {
  auto const index = static_cast<std::size_t>(std::clamp(status, 100, 599) - 100);
  requests_[route][index].fetch_add(1, std::memory_order_relaxed);
}

void Metrics::count_decision(engine::Outcome outcome, std::chrono::nanoseconds duration) {
  auto const seconds = std::chrono::duration<double>(duration).count();
  auto const bucket = static_cast<std::size_t>(std::ranges::lower_bound(bounds, seconds) - bounds.begin());
  outcomes_[static_cast<std::size_t>(outcome)].fetch_add(1, std::memory_order_relaxed);
  buckets_[bucket].fetch_add(1, std::memory_order_relaxed);
  nanoseconds_.fetch_add(static_cast<std::uint64_t>(duration.count()), std::memory_order_relaxed);
}

void Metrics::append_to(std::string& out) const {
  append_head(out, "bylaw_requests_total", "counter", "Requests answered, by route and status.");
  for (std::size_t route = 0; route < names_.size(); ++route) {
    for (std::size_t i = 0; i < requests_[route].size(); ++i) {
      auto const count = requests_[route][i].load(std::memory_order_relaxed);
      auto const labels = "route=\"" + names_[route] + "\",status=\"" + std::to_string(i + 100) + '"';
      if (count) append_value(out, "bylaw_requests_total", labels, std::to_string(count));
    }
  }
  append_head(out, "bylaw_decisions_total", "counter", "Decisions made, by outcome.");
  for (std::size_t i = 0; i < outcomes_.size(); ++i) {
    auto const labels = "outcome=\"" + std::string(engine::to_string(static_cast<engine::Outcome>(i))) + '"';
    append_value(out, "bylaw_decisions_total", labels, std::to_string(outcomes_[i].load(std::memory_order_relaxed)));
  }
  append_head(out, "bylaw_decision_seconds", "histogram", "Time to read, decide and write one answer.");
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    sum += buckets_[i].load(std::memory_order_relaxed);
    auto const bound = i < bounds.size() ? decimal(bounds[i]) : "+Inf";
    append_value(out, "bylaw_decision_seconds_bucket", "le=\"" + bound + '"', std::to_string(sum));
  }
  append_value(out, "bylaw_decision_seconds_sum", "",
               decimal(static_cast<double>(nanoseconds_.load(std::memory_order_relaxed)) / 1e9));
  append_value(out, "bylaw_decision_seconds_count", "", std::to_string(sum));
}

}  // namespace bylaw::api
