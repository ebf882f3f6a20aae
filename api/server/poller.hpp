// The one thread that waits for sockets: accepts, collects requests until they are complete, sends what workers could
// not send at once, and ends what takes too long. Slow peers cost a little memory here and never a worker.
#pragma once

#include <sys/epoll.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "api/server/byte_budget.hpp"
#include "api/server/connection.hpp"
#include "api/server/connection_table.hpp"
#include "api/server/file_descriptor.hpp"
#include "api/server/http_limits.hpp"
#include "api/server/listener.hpp"
#include "api/server/request_ids.hpp"
#include "api/server/workers.hpp"

namespace bylaw::api {

class Poller {
 public:
  // The arguments have to outlive the poller.
  Poller(const HttpLimits& limits, const Handler& handler, const BodyLimit& body_limit);

  // Serves until stop() and then until the requests in flight are answered, at most drain_time long. Throws
  // std::system_error when the operating system has no room for the poller's own descriptors.
  void run(Listener listener);
  // From any thread or signal handler.
  void stop();
  bool stopping() const { return stopping_; }

 private:
  using Clock = Connection::Clock;

  void ring();
  bool finished() const;
  int patience() const;
  void handle_events(int count);
  void handle_returned();
  void handle_postponed();

  void accept_peers(int most);
  void add(Peer peer);
  void start_accepting();
  void pause_accepting();

  template <typename Action>
  void guard(Connection& connection, Action action);
  void look_at(Connection& connection, bool read_on);
  void collect(Connection& connection, bool read_on);
  bool advance(Connection& connection);
  void hand_over(Connection& connection);
  void refuse(Connection& connection, const Refusal& refusal);
  void start_sending(Connection& connection);
  void flush(Connection& connection);
  void after_sending(Connection& connection);
  void linger(Connection& connection);
  void read_away(Connection& connection);
  void close(Connection& connection);

  void set_deadline(Connection& connection);
  Clock::duration time_for(std::chrono::milliseconds base, std::size_t bytes) const;
  void expire();
  void expire(Connection& connection);
  void let_go(Connection& connection);
  void begin_drain();
  void take_back(Connection& connection);

  const HttpLimits& limits_;
  const Handler& handler_;
  ByteBudget budget_;
  RequestIds request_ids_;
  FileDescriptor epoll_;
  FileDescriptor alarm_;  // an eventfd: workers and stop() wake the poller with it
  std::unique_ptr<Listener> listener_;
  std::atomic<bool> stopping_{false};

  ConnectionTable connections_;
  std::vector<Connection*> postponed_;  // had more to read than is fair at once

  std::mutex returned_mutex_;
  std::vector<Connection*> returned_;    // by workers, under the mutex
  std::vector<Connection*> taken_back_;  // of these, in work

  std::array<epoll_event, 256> events_{};
  std::array<char, 65536> scratch_{};
  Clock::time_point now_, next_expiry_, accept_again_, drain_until_;
  bool draining_ = false, accepting_ = false;
  std::unique_ptr<Workers> workers_;  // last: its threads end before what they use
};

}  // namespace bylaw::api
