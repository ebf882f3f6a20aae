// Lets an answer go once what it says is durable: the store calls one side, the server the other, in either order.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "api/server/http_types.hpp"
#include "engine/store.hpp"

namespace bylaw::api {

class Durability {
 public:
  // For the store: nothing, or what is wrong.
  void settle(std::string const& trouble);
  // For the server: calls back now or later, once.
  void wait(std::function<void(bool)> then);

 private:
  std::mutex mutex_;
  std::optional<bool> good_;
  std::function<void(bool)> then_;
};

// An answer that may leave only once every decision logged for it is durable. They become so in their order.
class DurableReply {
 public:
  void log(engine::Store& store, engine::LoggedDecision decision);
  HttpResponse hold(HttpResponse response) const;

 private:
  std::vector<std::shared_ptr<Durability>> logged_;
};

}  // namespace bylaw::api
