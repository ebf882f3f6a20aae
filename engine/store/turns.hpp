// A mutex that serves in the order of arrival, so that a busy decision log cannot keep a change of the state waiting.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace bylaw::engine {

// For std::lock_guard and std::unique_lock.
class Turns {
 public:
  void lock() {
    std::unique_lock guard(mutex_);
    auto const mine = last_++;
    turn_.wait(guard, [&] { return serving_ == mine; });
  }
  void unlock() {
    {
      std::lock_guard const guard(mutex_);
      ++serving_;
    }
    turn_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable turn_;
  std::uint64_t last_ = 0, serving_ = 0;
};

}  // namespace bylaw::engine
