// The threads that answer complete requests, and the bounded queue in front of them.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "api/server/byte_budget.hpp"
#include "api/server/connection.hpp"
#include "api/server/responder.hpp"

namespace bylaw::api {

// A connection in the worker's turn, and the request that was taken from it.
struct Job {
  Connection* connection = nullptr;
  HttpRequest request;
};

class Workers {
 public:
  // `finished` is called on a worker for a connection that the poller has to go on with: it is still in the worker's
  // turn.
  Workers(const HttpLimits& limits, const Handler& handler, ByteBudget& budget, const std::atomic<bool>& stopping,
          std::function<void(Connection&)> finished);
  ~Workers();  // answers what is queued and what is held first

  // False when the queue is full; the job is then untouched.
  bool try_push(Job& job);

 private:
  // Requests that wait for a thread. Those that ask whether all is well have one of their own, so that they are answered
  // whatever the others are busy with.
  struct Lane {
    std::deque<Job> jobs;
    std::condition_variable wake;
  };
  void work(Lane& lane);
  bool pop(Lane& lane, Job& job);
  Lane& lane_of(const Job& job);
  void handle(Job& job, Responder& responder);
  // The end of a request, on a worker or wherever an answer that was held is let go.
  void finish(Connection& connection, Answer answer);
  void hold(Connection& connection, Answer answer);
  void release(Connection& connection, Answer answer, bool good);
  void send(Connection& connection, Answer answer);
  bool needs_poller(const Connection& connection) const;

  const HttpLimits& limits_;
  const Handler& handler_;
  ByteBudget& budget_;
  const std::atomic<bool>& stopping_;
  std::function<void(Connection&)> finished_;

  std::mutex mutex_;
  Lane usual_, urgent_;
  bool closed_ = false;
  std::size_t held_ = 0;
  std::condition_variable let_go_;
  std::vector<std::thread> threads_;
};

}  // namespace bylaw::api
