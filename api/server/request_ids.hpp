// A name for every request, to find it again in logs. Not thread-safe.
#pragma once

#include <cstdint>

#include "api/server/http_types.hpp"

namespace bylaw::api {

class RequestIds {
 public:
  RequestIds();

  // Keeps the caller's X-Request-Id when it is 1 to 64 letters, digits, '.', '_' or '-'; else makes one that is unique.
  void give(HttpRequest& request);

 private:
  std::uint64_t start_;  // random, one per process
  std::uint64_t count_ = 0;
};

}  // namespace bylaw::api
