// Tells webhooks what is new, in the background: looks for news when records or the day have changed, keeps what it
// finds in the outbox, and sends it again, later and later, until it is taken or given up.
#pragma once
#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/service.hpp"
#include "engine/outbox.hpp"

namespace bylaw::api {

class WebhookSender {
 public:
  explicit WebhookSender(Service& service);
  ~WebhookSender();  // what is being sent is finished first

 private:
  void run(std::stop_token const& stop);
  void look(std::stop_token const& stop);
  void send(std::stop_token const& stop);
  void attempt(engine::Webhook const& webhook, engine::Delivery delivery);

  Service& service_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // last: uses the others
};

// When it is tried again after so many attempts; nothing: it is given up.
std::optional<std::chrono::seconds> pause_after(std::int64_t attempts);

}  // namespace bylaw::api
