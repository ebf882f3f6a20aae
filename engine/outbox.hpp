// What other programs are to be told, durably: who wants to be told, what each has been told of so far, and what is still
// on its way. Kept in the same database as the records.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bylaw::engine {

struct Webhook {
  std::string id{}, url{}, secret{}, created_at{};
  std::string seen{};  // up to where changes were looked at for it; what that is, is its writer's
};
enum class DeliveryState { waiting, delivered, given_up };
struct Delivery {
  std::string id{}, webhook{}, body{};
  DeliveryState state = DeliveryState::waiting;
  std::int64_t attempts = 0;
  std::string created_at{}, next_at{};  // RFC 3339; when it is due
  std::string error{};                  // of the last attempt
};

class Outbox {
 public:
  virtual ~Outbox() = default;
  virtual void add(Webhook const& webhook) = 0;
  // With all that is on its way to it; false when there is no such.
  virtual bool remove(std::string_view id) = 0;
  virtual std::vector<Webhook> webhooks() const = 0;
  // Changes were looked at for the webhook up to there, and `delivery`, if any, is on its way: one transaction.
  virtual void note(std::string_view webhook, std::string_view seen, std::optional<Delivery> const& delivery) = 0;
  // Waiting ones that are due, oldest first.
  virtual std::vector<Delivery> due(std::string_view now, std::size_t limit) const = 0;
  virtual std::vector<Delivery> deliveries(std::string_view webhook, std::size_t limit) const = 0;  // newest first
  virtual void update(Delivery const& delivery) = 0;
};

}  // namespace bylaw::engine
