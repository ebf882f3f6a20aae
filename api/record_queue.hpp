// Records on their way from the thread that reads them to the one that writes them, in batches; who is ahead waits.
#pragma once
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "engine/state.hpp"

namespace bylaw::api {

struct RecordBatch {
  std::vector<std::pair<dsl::Index, engine::StateRecord>> rows;
  bool faulty = false;  // something was wrong with these or those before
};

class RecordQueue {
 public:
  // False when nobody takes any more.
  bool push(RecordBatch batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return batches_.size() < most || closed_; });
    if (closed_) return false;
    batches_.push_back(std::move(batch));
    changed_.notify_all();
    return true;
  }

  // Nothing when there are no more.
  std::optional<RecordBatch> pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !batches_.empty() || closed_; });
    if (batches_.empty()) return std::nullopt;
    auto batch = std::move(batches_.front());
    batches_.pop_front();
    changed_.notify_all();
    return batch;
  }

  // By either side; what was pushed can still be taken.
  void close() {
    std::lock_guard const guard(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  static constexpr std::size_t most = 8;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<RecordBatch> batches_;
  bool closed_ = false;
};

}  // namespace bylaw::api
