#include "api/server/poller.hpp"

#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <exception>
#include <new>
#include <system_error>

namespace bylaw::api {
namespace {

using std::chrono::milliseconds;

constexpr auto tick = milliseconds(100);  // how exact deadlines are
constexpr int reads_at_once = 16;         // of one connection, before others get their turn
constexpr int accepts_at_once = 64;
constexpr std::size_t most_lingered = 16u << 20;  // bytes read away behind a refusal

int must(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

}  // namespace

Poller::Poller(const HttpLimits& limits, const Handler& handler, const BodyLimit& body_limit)
    : limits_(limits),
      handler_(handler),
      budget_(limits.buffered_bytes),
      epoll_(must(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      alarm_(must(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "eventfd")),
      connections_(limits, body_limit) {
  returned_.reserve(limits.connections);
  taken_back_.reserve(limits.connections);
  epoll_event event{EPOLLIN, {.ptr = &alarm_}};
  must(::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, alarm_.number(), &event), "epoll_ctl");
}

// ---- The loop

// For want of memory one peer has to go; the others stay.
template <typename Action>
void Poller::guard(Connection& connection, Action action) {
  try {
    action();
  } catch (const std::exception&) {
    close(connection);
  }
}

void Poller::run(Listener listener) {
  listener_ = std::make_unique<Listener>(std::move(listener));
  workers_ = std::make_unique<Workers>(limits_, handler_, budget_, stopping_, [this](Connection& c) { take_back(c); });
  now_ = Clock::now();
  while (!finished()) {
    if (listener_ != nullptr && !accepting_ && now_ >= accept_again_) start_accepting();
    const int count = ::epoll_wait(epoll_.number(), events_.data(), static_cast<int>(events_.size()), patience());
    now_ = Clock::now();
    handle_events(count);
    handle_postponed();
    handle_returned();
    if (stopping_ && !draining_) begin_drain();
    if (now_ >= next_expiry_) expire();
    connections_.forget_closed();
  }
  workers_.reset();
}

void Poller::stop() {
  stopping_ = true;
  ring();
}

void Poller::ring() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(alarm_.number(), &one, sizeof one);
}

bool Poller::finished() const { return draining_ && (connections_.empty() || now_ >= drain_until_); }

int Poller::patience() const {
  if (!postponed_.empty()) return 0;
  const bool has_deadlines = !connections_.empty() || draining_ || !accepting_;
  return has_deadlines ? static_cast<int>(tick.count()) : -1;
}

void Poller::handle_events(int count) {
  for (int i = 0; i < count; ++i) {
    const auto& event = events_[static_cast<std::size_t>(i)];
    if (event.data.ptr == &alarm_) {
      std::uint64_t rings = 0;
      [[maybe_unused]] const auto read = ::read(alarm_.number(), &rings, sizeof rings);
    } else if (event.data.ptr == listener_.get()) {
      accept_peers(accepts_at_once);
    } else {
      auto& connection = *static_cast<Connection*>(event.data.ptr);
      const bool open = connection.socket.open();  // an event before this one may have closed it
      if (open && connection.is_mine_or_note_news())
        guard(connection, [&] { look_at(connection, (event.events & ~(EPOLLIN | EPOLLOUT)) != 0); });
    }
  }
}

void Poller::handle_postponed() {
  for (auto* connection : std::exchange(postponed_, {}))
    if (connection->socket.open() && connection->is_mine_or_note_news())
      guard(*connection, [&] { look_at(*connection, true); });
}

void Poller::handle_returned() {
  {
    std::lock_guard lock(returned_mutex_);
    taken_back_.swap(returned_);
  }
  for (auto* connection : taken_back_) {
    const auto turn = connection->turn.exchange(Turn::poller, std::memory_order_acquire);
    if (turn == Turn::worker_with_news) connection->look_again = true;
    if (connection->broken)
      close(*connection);
    else
      guard(*connection, [&] { start_sending(*connection); });
  }
  taken_back_.clear();
}

// On a worker: the mutex orders what it did before what the poller does next.
void Poller::take_back(Connection& connection) {
  bool first = false;
  {
    std::lock_guard lock(returned_mutex_);
    first = returned_.empty();
    returned_.push_back(&connection);
  }
  if (first) ring();
}

// ---- New connections

void Poller::accept_peers(int most) try {
  for (int i = 0; i < most; ++i) {
    auto peer = listener_->accept();
    if (peer.socket.open()) {
      add(std::move(peer));
      continue;
    }
    const bool nobody = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR || errno == ECONNABORTED;
    if (!nobody) pause_accepting();  // no descriptor left, most likely: asking again at once would only burn time
    return;
  }
} catch (const std::bad_alloc&) {
  pause_accepting();
}

void Poller::start_accepting() {
  epoll_event event{EPOLLIN, {.ptr = listener_.get()}};
  must(::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, listener_->descriptor(), &event), "epoll_ctl");
  accepting_ = true;
}

void Poller::pause_accepting() {
  ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, listener_->descriptor(), nullptr);
  accepting_ = false;
  accept_again_ = now_ + tick;
}

void Poller::add(Peer peer) {
  const bool welcome = connections_.make_room(peer.address);
  auto* connection = connections_.add(std::move(peer));
  if (connection == nullptr) return;
  connection->deadline = now_ + limits_.idle_time;
  // Edge-triggered and for good: no further call per request.
  epoll_event event{EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, {.ptr = connection}};
  if (::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, connection->socket.number(), &event) != 0) return close(*connection);
  if (!welcome) refuse(*connection, {503, "The server has too many connections.", 2});
}

// ---- One connection in the poller's turn

// `read_on`: until the socket says that there is no more, because the event tells of an end or may be an old one.
void Poller::look_at(Connection& connection, bool read_on) {
  switch (connection.mode) {
    case Mode::collecting:
      return collect(connection, read_on);
    case Mode::sending:
      return flush(connection);
    case Mode::lingering:
      return read_away(connection);
  }
}

void Poller::collect(Connection& connection, bool read_on) {
  for (int reads = 0; reads < reads_at_once; ++reads) {
    const auto count = ::recv(connection.socket.number(), scratch_.data(), scratch_.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      connection.look_again = false;
      return set_deadline(connection);
    }
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return close(connection);
    const auto size = static_cast<std::size_t>(count);
    connection.collector.feed({scratch_.data(), size});
    connection.look_again = connection.look_again || read_on || size == scratch_.size();
    if (!advance(connection)) return;
    if (!connection.look_again) return set_deadline(connection);
  }
  postponed_.push_back(&connection);
}

// True while the request at hand needs more bytes.
bool Poller::advance(Connection& connection) {
  auto& collector = connection.collector;
  switch (collector.advance()) {
    case RequestCollector::Step::ready:
      hand_over(connection);
      return false;
    case RequestCollector::Step::refused:
      refuse(connection, collector.refusal());
      return false;
    case RequestCollector::Step::need_more:
      break;
  }
  if (!budget_.change(connection.charged, collector.body_received())) {
    refuse(connection, {503, "The server has too many large requests at once.", 5});
    return false;
  }
  constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  if (collector.take_wish_to_continue())
    ::send(connection.socket.number(), go_on.data(), go_on.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  return true;
}

void Poller::hand_over(Connection& connection) {
  Job job{&connection, connection.collector.take_request()};
  job.request.remote_address = connection.address;
  request_ids_.give(job.request);
  connection.turn.store(Turn::worker, std::memory_order_release);
  if (workers_->try_push(job)) return;
  connection.turn.store(Turn::poller, std::memory_order_relaxed);
  refuse(connection, {503, "The server is busy.", 1});
}

void Poller::refuse(Connection& connection, const Refusal& refusal) {
  connection.output = refusal_message(refusal);
  connection.last_answer = true;
  start_sending(connection);
}

void Poller::start_sending(Connection& connection) {
  connection.mode = Mode::sending;
  connection.deadline = now_ + time_for(limits_.write_time, connection.output.size());
  flush(connection);
}

void Poller::flush(Connection& connection) {
  auto& output = connection.output;
  while (connection.sent < output.size()) {
    const auto count = ::send(connection.socket.number(), output.data() + connection.sent,
                              output.size() - connection.sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    if (count < 0) return close(connection);
    connection.sent += static_cast<std::size_t>(count);
  }
  after_sending(connection);
}

void Poller::after_sending(Connection& connection) {
  connection.output = {};
  connection.sent = 0;
  budget_.change(connection.charged, 0);
  if (connection.last_answer || draining_) return linger(connection);
  connection.mode = Mode::collecting;
  connection.timed_stage = RequestCollector::Stage::idle;
  connection.deadline = now_ + limits_.idle_time;
  if (advance(connection)) collect(connection, true);
}

// Closing with unread bytes would reset the connection and could take the answer away from the peer.
void Poller::linger(Connection& connection) {
  ::shutdown(connection.socket.number(), SHUT_WR);
  connection.mode = Mode::lingering;
  connection.deadline = now_ + limits_.linger_time;
  read_away(connection);
}

void Poller::read_away(Connection& connection) {
  for (;;) {
    const auto count = ::recv(connection.socket.number(), scratch_.data(), scratch_.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    connection.lingered += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
    if (count <= 0 || connection.lingered > most_lingered) return close(connection);
  }
}

void Poller::close(Connection& connection) {
  budget_.change(connection.charged, 0);
  std::erase(postponed_, &connection);
  connections_.close(connection);
}

// ---- Time

Poller::Clock::duration Poller::time_for(milliseconds base, std::size_t bytes) const {
  return base + milliseconds(bytes * 1000 / limits_.slowest_bytes_per_second);
}

// Counted from where a stage begins, so that dripping bytes wins no time.
void Poller::set_deadline(Connection& connection) {
  using Stage = RequestCollector::Stage;
  const auto stage = connection.collector.stage();
  if (stage == connection.timed_stage) return;
  connection.timed_stage = stage;
  switch (stage) {
    case Stage::idle:
      connection.deadline = now_ + limits_.idle_time;
      break;
    case Stage::head:
      connection.deadline = now_ + limits_.head_time;
      break;
    case Stage::body:
      connection.deadline = now_ + time_for(limits_.body_time, connection.collector.body_length());
      break;
  }
}

void Poller::expire() {
  next_expiry_ = now_ + tick;
  for (auto* connection : connections_.due(now_, draining_)) guard(*connection, [&] { expire(*connection); });
}

void Poller::expire(Connection& connection) {
  if (connection.is_idle()) return let_go(connection);
  if (connection.mode != Mode::collecting) return close(connection);
  refuse(connection, {408, "The request did not arrive in time."});
}

// Closes an idle connection unless a request has arrived at this very moment.
void Poller::let_go(Connection& connection) {
  look_at(connection, true);
  if (connection.socket.open() && connection.is_mine() && connection.is_idle()) close(connection);
}

void Poller::begin_drain() {
  draining_ = true;
  drain_until_ = now_ + limits_.drain_time;
  accept_peers(static_cast<int>(limits_.connections));  // who is in the queue of the socket has been promised an answer
  listener_.reset();
  expire();
}

}  // namespace bylaw::api
