// A closed-loop load generator for a server on loopback: some kept-alive connections, each sending the next request as
// soon as the answer to the last one is complete. One thread; it shares the machine with what it measures.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace bylaw::bench {

struct LoadPlan {
  std::string host = "127.0.0.1";  // an IPv4 or IPv6 address
  int port = 0;
  std::size_t connections = 1;
  std::vector<std::string> requests;  // complete, each sent in turn; answers have to carry a Content-Length
  std::chrono::milliseconds duration{1000};
};

struct LoadResult {
  std::size_t answers = 0;   // complete, whatever their status
  std::size_t failures = 0;  // answers that are not 2xx, and connections that broke
  std::size_t starved = 0;   // connections that never got an answer
  double seconds = 0;
  std::chrono::nanoseconds p50{}, p99{}, worst{};
  double per_second() const { return seconds > 0 ? static_cast<double>(answers) / seconds : 0; }
};

// Throws std::system_error when a connection cannot be made.
LoadResult run_load(const LoadPlan& plan);

}  // namespace bylaw::bench
