// One connection. It belongs to the poller or, from a complete request until its answer is on the way, to one worker;
// whose turn it is decides who may touch anything but the turn itself.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>

#include "api/server/file_descriptor.hpp"
#include "api/server/http_limits.hpp"
#include "api/server/request_collector.hpp"

namespace bylaw::api {

// worker_with_news: the socket became readable or writable meanwhile, and the poller has to look again.
enum class Turn { poller, worker, worker_with_news };

enum class Mode { collecting, sending, lingering };

struct Connection {
  using Clock = std::chrono::steady_clock;

  Connection(FileDescriptor its_socket, std::string its_address, const HttpLimits& limits, const BodyLimit& body_limit)
      : socket(std::move(its_socket)), address(std::move(its_address)), collector(limits.head, body_limit) {}

  FileDescriptor socket;
  std::string address;
  std::atomic<Turn> turn{Turn::poller};

  Mode mode = Mode::collecting;
  RequestCollector collector;
  bool look_again = false;   // the kernel may hold more than was read, and will not say so a second time
  bool last_answer = false;  // close once the output is out
  bool broken = false;       // the peer is gone
  std::string output;        // what the socket did not take at once
  std::size_t sent = 0;      // of output
  std::size_t charged = 0;   // bytes of the common budget that this connection holds
  std::size_t lingered = 0;
  RequestCollector::Stage timed_stage = RequestCollector::Stage::idle;  // what `deadline` is for, in mode collecting
  Clock::time_point deadline;

  bool is_mine() const { return turn.load(std::memory_order_acquire) == Turn::poller; }  // asked by the poller
  // Between requests, without a byte of the next one. To be asked in one's turn only.
  bool is_idle() const { return mode == Mode::collecting && collector.stage() == RequestCollector::Stage::idle; }

  // The worker's end of its turn without anything left to do for the poller. False when there is news.
  bool hand_back() {
    auto expected = Turn::worker;
    return turn.compare_exchange_strong(expected, Turn::poller, std::memory_order_acq_rel);
  }

  // The poller got an event: true when it may act on it, else the worker will hand the connection over when it is done.
  bool is_mine_or_note_news() {
    auto seen = turn.load(std::memory_order_acquire);
    while (seen == Turn::worker)
      if (turn.compare_exchange_weak(seen, Turn::worker_with_news, std::memory_order_acq_rel)) return false;
    return seen == Turn::poller;
  }
};

}  // namespace bylaw::api
