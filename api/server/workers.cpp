#include "api/server/workers.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <utility>

#include "api/server/refusal.hpp"

namespace bylaw::api {
namespace {

// Sends what the socket takes at once; the number of bytes, or -1 when the peer is gone.
ssize_t send_now(int socket, std::string& head, std::string& body) {
  std::array<iovec, 2> parts = {iovec{head.data(), head.size()}, iovec{body.data(), body.size()}};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = body.empty() ? 1 : 2;
  ssize_t sent = 0;
  do sent = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (sent < 0 && errno == EINTR);
  return sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : sent;
}

}  // namespace

Workers::Workers(const HttpLimits& limits, const Handler& handler, ByteBudget& budget,
                 const std::atomic<bool>& stopping, std::function<void(Connection&)> finished)
    : limits_(limits), handler_(handler), budget_(budget), stopping_(stopping), finished_(std::move(finished)) {
  for (unsigned i = 0; i < limits.workers; ++i) threads_.emplace_back([this] { work(usual_); });
  if (!limits.urgent_paths.empty()) threads_.emplace_back([this] { work(urgent_); });
}

Workers::~Workers() {
  {
    std::lock_guard lock(mutex_);
    closed_ = true;
  }
  usual_.wake.notify_all();
  urgent_.wake.notify_all();
  for (auto& thread : threads_) thread.join();
  std::unique_lock lock(mutex_);
  let_go_.wait(lock, [&] { return held_ == 0; });
}

Workers::Lane& Workers::lane_of(const Job& job) {
  return std::ranges::count(limits_.urgent_paths, job.request.path) > 0 ? urgent_ : usual_;
}

bool Workers::try_push(Job& job) {
  auto& lane = lane_of(job);
  {
    std::lock_guard lock(mutex_);
    if (lane.jobs.size() >= limits_.queued_requests) return false;
    lane.jobs.push_back(std::move(job));
  }
  lane.wake.notify_one();
  return true;
}

bool Workers::pop(Lane& lane, Job& job) {
  std::unique_lock lock(mutex_);
  lane.wake.wait(lock, [&] { return closed_ || !lane.jobs.empty(); });
  if (lane.jobs.empty()) return false;
  job = std::move(lane.jobs.front());
  lane.jobs.pop_front();
  return true;
}

void Workers::work(Lane& lane) {
  Responder responder(handler_);
  for (Job job; pop(lane, job); job = {}) handle(job, responder);
}

void Workers::handle(Job& job, Responder& responder) {
  auto& connection = *job.connection;
  connection.last_answer = !connection.collector.keep_alive() || stopping_;
  try {
    auto answer = responder.answer(job.request, {!connection.last_answer, connection.collector.old_version()});
    job.request = {};
    if (answer.hold) return hold(connection, std::move(answer));
    finish(connection, std::move(answer));
  } catch (...) {  // no memory for the answer: the connection is the only thing left to give up
    connection.broken = true;
    finish(connection, {});
  }
}

// Nothing waits here meanwhile: the worker goes on, and whoever lets the answer go sends it.
void Workers::hold(Connection& connection, Answer answer) {
  {
    std::lock_guard lock(mutex_);
    ++held_;
  }
  auto const wait = std::exchange(answer.hold, {});
  auto const kept = std::make_shared<Answer>(std::move(answer));
  wait([this, &connection, kept](bool good) { release(connection, std::move(*kept), good); });
}

void Workers::release(Connection& connection, Answer answer, bool good) {
  if (!good) {
    answer = {refusal_message({503, "What was asked for could not be recorded.", 5}), {}};
    connection.last_answer = true;
  }
  finish(connection, std::move(answer));
  std::lock_guard lock(mutex_);
  --held_;
  let_go_.notify_all();
}

void Workers::finish(Connection& connection, Answer answer) {
  if (!connection.broken) send(connection, std::move(answer));
  connection.timed_stage = RequestCollector::Stage::idle;
  connection.deadline = Connection::Clock::now() + limits_.idle_time;
  if (needs_poller(connection) || !connection.hand_back()) finished_(connection);
}

void Workers::send(Connection& connection, Answer answer) {
  const auto result = send_now(connection.socket.number(), answer.head, answer.body);
  const auto sent = static_cast<std::size_t>(std::max<ssize_t>(result, 0));
  const auto left = answer.head.size() + answer.body.size() - sent;
  // What could not be sent is kept until the peer takes it, unless too many leave too much lying.
  connection.broken = result < 0 || !budget_.change(connection.charged, left);
  if (connection.broken || left == 0) return;
  const auto sent_of_head = std::min(sent, answer.head.size());
  connection.sent = sent - sent_of_head;
  if (sent_of_head < answer.head.size()) answer.body.insert(0, answer.head, sent_of_head);
  connection.output = std::move(answer.body);
}

bool Workers::needs_poller(const Connection& connection) const {
  return connection.broken || connection.last_answer || connection.look_again || !connection.output.empty() ||
         connection.collector.stage() != RequestCollector::Stage::idle;
}

}  // namespace bylaw::api
