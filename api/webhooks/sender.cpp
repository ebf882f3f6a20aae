#include "api/webhooks/sender.hpp"

#include <algorithm>
#include <array>

#include "api/server/http_client.hpp"
#include "api/webhooks/changes.hpp"
#include "api/webhooks/signature.hpp"

namespace bylaw::api {
namespace {

using namespace std::chrono_literals;

constexpr auto between_looks = 1s;
constexpr std::size_t at_once = 20;

bool is_allowed(Service const& service, Url const& url) {
  return std::ranges::find(service.webhook_hosts, url.host) != service.webhook_hosts.end();
}

}  // namespace

std::optional<std::chrono::seconds> pause_after(std::int64_t attempts) {
  static constexpr std::array<std::chrono::seconds, 8> pauses = {5s, 5min, 30min, 2h, 5h, 10h, 14h, 24h};
  auto const index = static_cast<std::size_t>(attempts - 1);
  return index < pauses.size() ? std::optional(pauses[index]) : std::nullopt;
}

WebhookSender::WebhookSender(Service& service)
    : service_(service), thread_([this](std::stop_token const& stop) { run(stop); }) {}

WebhookSender::~WebhookSender() {
  thread_.request_stop();
  wake_.notify_all();
}

void WebhookSender::run(std::stop_token const& stop) {
  while (!stop.stop_requested()) {
    try {
      look(stop);
      send(stop);
    } catch (std::exception const& error) {
      log_line(std::string("webhooks: ") + error.what());
    }
    std::unique_lock guard(mutex_);
    wake_.wait_for(guard, stop, between_looks, [] { return false; });
  }
}

// The same `seen` needs to be looked at once, however many webhooks have it.
void WebhookSender::look(std::stop_token const& stop) {
  auto& outbox = service_.store.outbox();
  std::optional<std::string> seen;
  News news;
  for (auto const& webhook : outbox.webhooks()) {
    if (stop.stop_requested()) return;
    if (seen != webhook.seen) {
      news = news_since(service_, webhook.seen);
      seen = webhook.seen;
    }
    if (news.seen == webhook.seen) continue;
    std::optional<engine::Delivery> delivery;
    if (news.body) {
      auto const now = service_.clock();
      delivery.emplace();
      delivery->id = service_.ids.next(milliseconds_of(now));
      delivery->webhook = webhook.id;
      delivery->body = *news.body;
      delivery->created_at = delivery->next_at = rfc3339(now);
    }
    outbox.note(webhook.id, news.seen, delivery);
  }
}

void WebhookSender::send(std::stop_token const& stop) {
  auto& outbox = service_.store.outbox();
  auto const webhooks = outbox.webhooks();
  for (auto const& delivery : outbox.due(rfc3339(service_.clock()), at_once)) {
    if (stop.stop_requested()) return;
    auto const webhook = std::ranges::find(webhooks, delivery.webhook, &engine::Webhook::id);
    if (webhook != webhooks.end()) attempt(*webhook, delivery);
  }
}

void WebhookSender::attempt(engine::Webhook const& webhook, engine::Delivery delivery) {
  auto const now = service_.clock();
  auto const timestamp = std::to_string(milliseconds_of(now) / 1000);
  auto const url = parse_url(webhook.url);
  std::expected<int, std::string> status = std::unexpected("Its host is not one that webhooks may lead to.");
  if (url && is_allowed(service_, *url)) {
    NamedValues const headers = {
        {"webhook-id", delivery.id},
        {"webhook-timestamp", timestamp},
        {"webhook-signature", webhook_signature(webhook.secret, delivery.id, timestamp, delivery.body)}};
    status = post_json(*url, headers, delivery.body);
  }
  ++delivery.attempts;
  bool const taken = status && *status >= 200 && *status < 300;
  auto const pause = pause_after(delivery.attempts);
  delivery.error = taken ? "" : status ? "It answered " + std::to_string(*status) + '.' : status.error();
  if (taken)
    delivery.state = engine::DeliveryState::delivered;
  else if (!pause)
    delivery.state = engine::DeliveryState::given_up;
  else
    delivery.next_at = rfc3339(now + *pause);
  service_.store.outbox().update(delivery);
}

}  // namespace bylaw::api
