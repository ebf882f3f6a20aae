// The outbox over SQLite.
#pragma once
#include "engine/outbox.hpp"
#include "engine/store/database.hpp"

namespace bylaw::engine {

class SqliteOutbox final : public Outbox {
 public:
  explicit SqliteOutbox(Database& database);

  void add(Webhook const& webhook) override;
  bool remove(std::string_view id) override;
  std::vector<Webhook> webhooks() const override;
  void note(std::string_view webhook, std::string_view seen, std::optional<Delivery> const& delivery) override;
  std::vector<Delivery> due(std::string_view now, std::size_t limit) const override;
  std::vector<Delivery> deliveries(std::string_view webhook, std::size_t limit) const override;
  void update(Delivery const& delivery) override;

 private:
  std::vector<Delivery> select(std::string const& conditions, std::string_view bound, std::size_t limit) const;

  Database& database_;
};

// Of what mentions this text, sent or not.
void forget_deliveries(Connection& connection, std::string_view mention);

}  // namespace bylaw::engine
