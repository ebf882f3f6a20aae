// Works out ahead, in the background and behind everything else the machine has to do, what the first view of a page
// would wait for: the figures of the past year and, where a day is quickly swept, its rows. After start, after changes
// and when a new day has come; what was worked out for an earlier state is brought up to date.
#pragma once
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "api/service.hpp"

namespace bylaw::api {

// The day, and the same day of each of the twelve months before it, oldest first.
std::vector<dsl::Date> trend_days(dsl::Date last);

// Whatever is not there yet, until it is asked to leave off.
void work_ahead(Service& service, engine::LeaveOff const& leave_off);

class FiguresKeeper {
 public:
  explicit FiguresKeeper(Service& service);
  ~FiguresKeeper();

 private:
  void run(std::stop_token const& stop);

  Service& service_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // last: uses the others
};

}  // namespace bylaw::api
