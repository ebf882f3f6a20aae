// Every bound the server keeps: what one peer, one request and all of them together may cost.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace bylaw::api {

struct HeadLimits {
  std::size_t bytes = 16 * 1024;  // request line and fields together; more is a 431
  std::size_t target = 2048;      // more is a 414
  std::size_t fields = 64;        // more is a 431
};

struct HttpLimits {
  HeadLimits head{};

  std::size_t connections = 2048;  // the longest idle one makes room for a new one; when none is idle, 503
  std::size_t connections_per_peer = 1024;
  std::size_t queued_requests = 1024;            // complete requests that wait for a worker; more get a 503
  std::size_t buffered_bytes = 256ull << 20;     // bodies and unsent answers of all connections together
  std::size_t slowest_bytes_per_second = 65536;  // adds to the time that a large body or answer may take
  unsigned workers = 4;
  std::vector<std::string> urgent_paths = {};  // answered by a thread of their own, however busy the workers are

  std::chrono::milliseconds idle_time{60'000};  // between requests
  std::chrono::milliseconds head_time{5'000};   // from a request's first byte to the end of its head
  std::chrono::milliseconds body_time{10'000};
  std::chrono::milliseconds write_time{10'000};
  std::chrono::milliseconds linger_time{1'000};  // reading on after a last answer, so that the peer gets to see it
  std::chrono::milliseconds drain_time{8'000};   // for the requests in flight once the server is told to stop
};

}  // namespace bylaw::api
