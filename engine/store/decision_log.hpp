// Takes answered questions off the hands of those who answer: a bounded queue, and one thread that writes what has
// gathered in one commit. While the database cannot be written it keeps what it has and tries again every second.
#pragma once
#include <deque>
#include <thread>

#include "engine/store/database.hpp"
#include "engine/store/decision_table.hpp"

namespace bylaw::engine {

class DecisionLog {
 public:
  DecisionLog(Database& database, DecisionTable const& table);
  // Writes what is still queued; what cannot be written is lost.
  ~DecisionLog();

  // Waits while the queue is full. Throws StorageError when it is full and cannot be written.
  // `then` hears of it on the writing thread: once it is durable, or that it could not be written at first.
  void add(LoggedDecision decision, WhenDurable then);
  // On return everything added before is durable. Throws StorageError when it could not be written.
  void flush();
  // Why nothing can be written at the moment; empty when it can.
  std::string trouble() const;
  // Among those not yet written.
  std::optional<LoggedDecision> find_queued(std::string_view id) const;

 private:
  struct Queued {
    LoggedDecision decision;
    WhenDurable then;
  };
  using Batch = std::vector<Queued*>;

  void work();
  Batch next_batch(std::unique_lock<std::mutex>& guard);
  void write(Batch const& batch);
  // Those who wait for the batch, so that they can be told without the lock.
  static std::vector<WhenDurable> waiting(Batch const& batch);

  Database& database_;
  DecisionTable const& table_;
  mutable std::mutex mutex_;
  std::condition_variable queued_, progress_;
  std::deque<Queued> queue_;  // what is being written stays at the front until it is durable
  std::uint64_t added_ = 0, written_ = 0, failures_ = 0;
  bool failing_ = false, stopping_ = false;
  std::string failure_;
  std::thread writer_;
};

}  // namespace bylaw::engine
