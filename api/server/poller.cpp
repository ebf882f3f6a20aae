#include "api/server/poller.hpp"

#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <exception>
#include <system_error>

namespace bylaw::api {
namespace {

using std::chrono::milliseconds;

constexpr auto tick = milliseconds(100);          // how exact deadlines are
constexpr int reads_at_once = 16;                 // of one connection, before others get their turn
constexpr int accepts_at_once = 64;
constexpr std::size_t most_lingered = 16u << 20;  // bytes read away behind a refusal
constexpr std::size_t spare_connections = 64;     // beyond the limit, to tell the peer that it is reached

int must(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

}  // namespace

Poller::Poller(const HttpLimits& limits, const Handler& handler, const BodyLimit& body_limit)
    : limits_(limits),
      body_limit_(body_limit),
      handler_(handler),
      budget_(limits.buffered_bytes),
      epoll_(must(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      alarm_(must(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "eventfd")) {
  epoll_event event{EPOLLIN, {.ptr = &alarm_}};
  must(::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, alarm_.number(), &event), "epoll_ctl");
}

// ---- The loop

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
    closed_.clear();
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
      accept_all();
    } else {
      auto& connection = *static_cast<Connection*>(event.data.ptr);
      const bool open = connection.socket.open();  // an event before this one may have closed it
      if (open && connection.is_mine_or_note_news()) look_at(connection, (event.events & ~(EPOLLIN | EPOLLOUT)) != 0);
    }
  }
}

void Poller::handle_postponed() {
  for (auto* connection : std::exchange(postponed_, {}))
    if (connection->socket.open() && connection->is_mine_or_note_news()) look_at(*connection, true);
}

void Poller::handle_returned() {
  std::vector<Connection*> returned;
  {
    std::lock_guard lock(returned_mutex_);
    returned.swap(returned_);
  }
  for (auto* connection : returned) {
    const auto turn = connection->turn.exchange(Turn::poller, std::memory_order_acquire);
    if (turn == Turn::worker_with_news) connection->look_again = true;
    if (connection->broken)
      close(*connection);
    else
      start_sending(*connection);
  }
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

void Poller::accept_all() {
  for (int i = 0; i < accepts_at_once; ++i) {
    auto peer = listener_->accept();
    if (peer.socket.open()) {
      add(std::move(peer));
      continue;
    }
    const bool nobody = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR || errno == ECONNABORTED;
    if (!nobody) pause_accepting();  // no descriptor left, most likely: asking again at once would only burn time
    return;
  }
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
  const bool welcome = has_room_for(peer.address);
  if (!welcome && connections_.size() >= limits_.connections + spare_connections) return;
  auto owned = std::make_unique<Connection>(std::move(peer.socket), std::move(peer.address), limits_, body_limit_);
  auto& connection = *owned;
  connection.deadline = now_ + limits_.idle_time;
  // Edge-triggered and for good: no further call per request.
  epoll_event event{EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, {.ptr = &connection}};
  if (::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, connection.socket.number(), &event) != 0) return;
  ++per_peer_[connection.address];
  connections_.emplace(&connection, std::move(owned));
  if (!welcome) refuse(connection, {503, "The server has too many connections.", 2});
}

bool Poller::has_room_for(const std::string& address) {
  const auto same_peer = per_peer_.find(address);
  if (same_peer != per_peer_.end() && same_peer->second >= limits_.connections_per_peer) return false;
  if (connections_.size() >= limits_.connections) drop_longest_idle();
  return connections_.size() < limits_.connections;
}

void Poller::drop_longest_idle() {
  Connection* longest = nullptr;
  for (const auto& [connection, owned] : connections_) {
    if (connection->turn.load(std::memory_order_acquire) != Turn::poller || !is_idle(*connection)) continue;
    if (longest == nullptr || connection->deadline < longest->deadline) longest = connection;
  }
  if (longest != nullptr) close(*longest);
}

// ---- One connection in the poller's turn

// `read_on`: until the socket says that there is no more, because the event tells of an end or may be an old one.
void Poller::look_at(Connection& connection, bool read_on) try {
  switch (connection.mode) {
    case Mode::collecting: return collect(connection, read_on);
    case Mode::sending: return flush(connection);
    case Mode::lingering: return read_away(connection);
  }
} catch (const std::exception&) {  // no memory: this peer has to go, the others stay
  close(connection);
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
    case RequestCollector::Step::ready: hand_over(connection); return false;
    case RequestCollector::Step::refused: refuse(connection, collector.refusal()); return false;
    case RequestCollector::Step::need_more: break;
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
    const auto count = ::send(connection.socket.number(), output.data() + connection.sent, output.size() - connection.sent,
                              MSG_NOSIGNAL | MSG_DONTWAIT);
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
  const auto found = connections_.find(&connection);
  budget_.change(connection.charged, 0);
  connection.socket.reset();
  if (auto peer = per_peer_.find(connection.address); --peer->second == 0) per_peer_.erase(peer);
  std::erase(postponed_, &connection);
  closed_.push_back(std::move(found->second));
  connections_.erase(found);
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
    case Stage::idle: connection.deadline = now_ + limits_.idle_time; break;
    case Stage::head: connection.deadline = now_ + limits_.head_time; break;
    case Stage::body: connection.deadline = now_ + time_for(limits_.body_time, connection.collector.body_length()); break;
  }
}

void Poller::expire() {
  next_expiry_ = now_ + tick;
  std::vector<Connection*> due;
  for (const auto& [connection, owned] : connections_) {
    if (connection->turn.load(std::memory_order_acquire) != Turn::poller) continue;
    if (now_ >= connection->deadline || (draining_ && is_idle(*connection))) due.push_back(connection);
  }
  for (auto* connection : due) expire(*connection);
}

bool Poller::is_idle(const Connection& connection) const {
  return connection.mode == Mode::collecting && connection.collector.stage() == RequestCollector::Stage::idle;
}

void Poller::expire(Connection& connection) {
  if (is_idle(connection)) return let_go(connection);
  if (connection.mode != Mode::collecting) return close(connection);
  refuse(connection, {408, "The request did not arrive in time."});
}

// Closes an idle connection unless a request has arrived at this very moment.
void Poller::let_go(Connection& connection) {
  look_at(connection, true);
  const bool mine = connection.socket.open() && connection.turn.load(std::memory_order_acquire) == Turn::poller;
  if (mine && is_idle(connection)) close(connection);
}

void Poller::begin_drain() {
  draining_ = true;
  drain_until_ = now_ + limits_.drain_time;
  accept_all();  // who is in the queue of the socket has been promised an answer
  listener_.reset();
  expire();
}

}  // namespace bylaw::api
