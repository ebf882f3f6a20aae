// Who is told of changes: added, listed, taken away, and what has become of each message.
#include <algorithm>

#include "api/handlers/handlers.hpp"
#include "api/json_text.hpp"
#include "api/json_writer.hpp"
#include "api/query.hpp"
#include "api/server/http_client.hpp"
#include "api/webhooks/changes.hpp"
#include "api/webhooks/signature.hpp"
#include "engine/outbox.hpp"

namespace bylaw::api {
namespace {

std::string_view state_name(engine::DeliveryState state) {
  switch (state) {
    case engine::DeliveryState::delivered:
      return "delivered";
    case engine::DeliveryState::given_up:
      return "given_up";
    case engine::DeliveryState::waiting:
      break;
  }
  return "waiting";
}

void write_webhook(JsonWriter& json, engine::Webhook const& webhook, bool with_secret) {
  json.begin_object();
  json.member("id", webhook.id);
  json.member("url", webhook.url);
  json.member("created_at", webhook.created_at);
  if (with_secret) json.member("secret", webhook.secret);
  json.end_object();
}

void write_delivery(JsonWriter& json, engine::Delivery const& delivery) {
  json.begin_object();
  json.member("id", delivery.id);
  json.member("state", state_name(delivery.state));
  json.member("attempts", delivery.attempts);
  json.member("created_at", delivery.created_at);
  bool const waiting = delivery.state == engine::DeliveryState::waiting;
  json.text_or_null("next_at", waiting ? delivery.next_at : "");
  json.text_or_null("error", delivery.error);
  json.end_object();
}

template <class Things>
HttpResponse list_reply(Things const& things, auto write) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  for (auto const& thing : things) write(json, thing);
  json.end_list();
  json.key("next");
  json.null();
  json.end_object();
  return json_reply(std::move(out));
}

// The hosts are fixed where the service is started: nobody makes it call whomever they like.
std::expected<std::string, InputFaults> url_in(Service const& service, JsonValue const& body) {
  InputFaults faults;
  Place const root, place(root, "url");
  auto const* members = body.object();
  if (!members) {
    faults.add(root, "wrong_type", "A webhook must be an object, not " + std::string(body.kind()) + '.');
    return std::unexpected(std::move(faults));
  }
  for (auto const& [key, value] : *members)
    if (key != "url") faults.add(Place(root, key), "unknown_key", "A webhook has no " + in_quotes(key) + '.');
  auto const* text = body.member("url") ? body.member("url")->text() : nullptr;
  auto const url = text ? parse_url(*text) : std::nullopt;
  if (!url)
    faults.add(place, "bad_url", "The URL must be text such as https://example.org/changes.");
  else if (std::ranges::find(service.webhook_hosts, url->host) == service.webhook_hosts.end())
    faults.add(place, "foreign_host", "Webhooks may not lead to " + in_quotes(url->host) + '.');
  if (!faults.empty()) return std::unexpected(std::move(faults));
  return *text;
}

}  // namespace

// Messages tell everything there is, so they are for those who may see everything.
Reply post_webhook(Service& service, Call const& call) {
  if (!sight_of(service, call).is_whole())
    return std::unexpected(forbidden("Only who may see every record can have everything told to another program."));
  auto const body = parse_json(call.request.body);
  if (!body) return std::unexpected(malformed(body.error()));
  auto url = url_in(service, *body);
  if (!url) return std::unexpected(invalid(url.error()));
  auto const now = service.clock();
  engine::Webhook const webhook{service.ids.next(milliseconds_of(now)), *std::move(url), new_secret(), rfc3339(now),
                                news_since(service, "").seen};
  service.store.outbox().add(webhook);
  std::string out;
  JsonWriter json(out);
  write_webhook(json, webhook, true);
  auto reply = json_reply(std::move(out), 201);
  reply.headers.emplace_back("Location", "/v1/webhooks/" + webhook.id);
  return reply;
}

Reply get_webhooks(Service& service, Call const&) {
  return list_reply(service.store.outbox().webhooks(),
                    [](JsonWriter& json, engine::Webhook const& webhook) { write_webhook(json, webhook, false); });
}

Reply delete_webhook(Service& service, Call const& call) {
  if (!service.store.outbox().remove(call.captured[0])) return not_found("There is no such webhook.");
  return HttpResponse{204, "", "", {}};
}

Reply get_deliveries(Service& service, Call const& call) {
  InputFaults faults;
  auto const page = read_page(call, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  return list_reply(service.store.outbox().deliveries(call.captured[0], page.limit), write_delivery);
}

}  // namespace bylaw::api
