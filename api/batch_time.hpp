// Others wait for the worker that answers several questions of one request: what is not begun in time is refused in
// its place.
#pragma once
#include "api/service.hpp"

namespace bylaw::api {

class BatchTime {
 public:
  explicit BatchTime(Service const& service) : service_(service), end_(service.stopwatch() + service.batch_time) {}
  bool is_up() const { return service_.stopping || service_.stopwatch() > end_; }
  static constexpr std::string_view refusal =
      "The requests before this one took too long; ask again for those that are left.";

 private:
  Service const& service_;
  std::chrono::steady_clock::time_point end_;
};

}  // namespace bylaw::api
