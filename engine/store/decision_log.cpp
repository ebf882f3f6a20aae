#include "engine/store/decision_log.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace bylaw::engine {
namespace {

constexpr std::size_t most_queued = 10'000;
constexpr std::size_t most_in_a_commit = 1'000;
constexpr auto pause_after_failure = std::chrono::seconds(1);

}  // namespace

DecisionLog::DecisionLog(Database& database, DecisionTable const& table)
    : database_(database), table_(table), writer_([this] { work(); }) {}

DecisionLog::~DecisionLog() {
  {
    std::lock_guard const guard(mutex_);
    stopping_ = true;
  }
  queued_.notify_all();
  writer_.join();
}

void DecisionLog::add(LoggedDecision decision, WhenDurable then) {
  std::unique_lock guard(mutex_);
  progress_.wait(guard, [&] { return queue_.size() < most_queued || failing_; });
  if (queue_.size() >= most_queued) throw StorageError(failure_);
  queue_.push_back({std::move(decision), std::move(then)});
  ++added_;
  guard.unlock();
  queued_.notify_one();
}

void DecisionLog::flush() {
  std::unique_lock guard(mutex_);
  auto const wanted = added_;
  auto const failures = failures_;
  progress_.wait(guard, [&] { return written_ >= wanted || failures_ > failures; });
  if (written_ < wanted) throw StorageError(failure_);
}

std::optional<LoggedDecision> DecisionLog::find_queued(std::string_view id) const {
  std::lock_guard const guard(mutex_);
  auto const found = std::ranges::find(queue_, id, [](Queued const& queued) { return queued.decision.id; });
  return found == queue_.end() ? std::nullopt : std::optional(found->decision);
}

std::string DecisionLog::trouble() const {
  std::lock_guard const guard(mutex_);
  return failing_ ? failure_ : std::string();
}

std::vector<WhenDurable> DecisionLog::waiting(Batch const& batch) {
  std::vector<WhenDurable> all;
  for (auto* queued : batch) {
    if (queued->then) all.push_back(std::exchange(queued->then, {}));
  }
  return all;
}

void DecisionLog::work() {
  std::unique_lock guard(mutex_);
  for (auto batch = next_batch(guard); !batch.empty(); batch = next_batch(guard)) {
    guard.unlock();
    std::string failure;
    try {
      write(batch);
    } catch (StorageError const& error) {
      failure = error.what();
    }
    auto const told = waiting(batch);
    guard.lock();
    failing_ = !failure.empty();
    if (failing_) {
      failure_ = std::move(failure);
      ++failures_;
    } else {
      queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(batch.size()));
      written_ += batch.size();
    }
    progress_.notify_all();
    auto const trouble = failing_ ? failure_ : std::string();
    guard.unlock();
    for (auto const& then : told) then(trouble);
    guard.lock();
    if (failing_ && stopping_) return;
  }
}

// Empty only when it is time to stop. Elements of a deque stay where they are while others are added behind.
DecisionLog::Batch DecisionLog::next_batch(std::unique_lock<std::mutex>& guard) {
  if (failing_) queued_.wait_for(guard, pause_after_failure, [&] { return stopping_; });
  queued_.wait(guard, [&] { return stopping_ || !queue_.empty(); });
  Batch batch;
  for (auto& queued : queue_) {
    if (batch.size() == most_in_a_commit) break;
    batch.push_back(&queued);
  }
  return batch;
}

void DecisionLog::write(Batch const& batch) {
  std::lock_guard const turn(database_.turns);
  Transaction transaction(database_.connection);
  LogWriting writing(database_.log);
  for (auto const* queued : batch) table_.insert(database_.connection, writing, queued->decision, database_.rulebooks);
  writing.seal();
  transaction.commit();
  writing.done();
}

}  // namespace bylaw::engine
