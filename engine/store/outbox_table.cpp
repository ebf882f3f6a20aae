#include "engine/store/outbox_table.hpp"

#include <mutex>

namespace bylaw::engine {
namespace {

constexpr auto create_sql = R"sql(
CREATE TABLE IF NOT EXISTS "_webhook" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "url" TEXT NOT NULL,
  "secret" TEXT NOT NULL,
  "created_at" TEXT NOT NULL,
  "seen" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "_delivery" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "webhook" TEXT NOT NULL REFERENCES "_webhook" ("id") ON DELETE CASCADE,
  "body" TEXT NOT NULL,
  "state" INTEGER NOT NULL,
  "attempts" INTEGER NOT NULL,
  "created_at" TEXT NOT NULL,
  "next_at" TEXT NOT NULL,
  "error" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS "_delivery.next_at" ON "_delivery" ("next_at") WHERE "state" = 0;
CREATE INDEX IF NOT EXISTS "_delivery.webhook" ON "_delivery" ("webhook", "id");
)sql";

std::int64_t number_of(DeliveryState state) { return static_cast<std::int64_t>(state); }

void insert(Connection& connection, Delivery const& delivery) {
  auto statement = connection.query(
      R"(INSERT INTO "_delivery" ("id", "webhook", "body", "state", "attempts", "created_at", "next_at", "error")
VALUES (?, ?, ?, ?, ?, ?, ?, ?))");
  statement.bind(std::string_view(delivery.id))
      .bind(std::string_view(delivery.webhook))
      .bind(std::string_view(delivery.body))
      .bind(number_of(delivery.state))
      .bind(delivery.attempts)
      .bind(std::string_view(delivery.created_at))
      .bind(std::string_view(delivery.next_at))
      .bind(std::string_view(delivery.error))
      .run();
}

}  // namespace

SqliteOutbox::SqliteOutbox(Database& database) : database_(database) { database_.connection.run(create_sql); }

void SqliteOutbox::add(Webhook const& webhook) {
  std::lock_guard const turn(database_.turns);
  auto statement = database_.connection.query(
      R"(INSERT INTO "_webhook" ("id", "url", "secret", "created_at", "seen") VALUES (?, ?, ?, ?, ?))");
  for (auto const* text : {&webhook.id, &webhook.url, &webhook.secret, &webhook.created_at, &webhook.seen})
    statement.bind(std::string_view(*text));
  statement.run();
}

bool SqliteOutbox::remove(std::string_view id) {
  std::lock_guard const turn(database_.turns);
  auto& connection = database_.connection;
  connection.query(R"(DELETE FROM "_webhook" WHERE "id" = ?)").bind(id).run();
  return connection.number("SELECT changes()") > 0;
}

std::vector<Webhook> SqliteOutbox::webhooks() const {
  std::lock_guard const turn(database_.turns);
  auto query =
      database_.connection.query(R"(SELECT "id", "url", "secret", "created_at", "seen" FROM "_webhook" ORDER BY "id")");
  std::vector<Webhook> found;
  while (query.step())
    found.push_back({query.text(0), query.text(1), query.text(2), query.text(3), query.text(4)});
  return found;
}

void SqliteOutbox::note(std::string_view webhook, std::string_view seen, std::optional<Delivery> const& delivery) {
  std::lock_guard const turn(database_.turns);
  Transaction transaction(database_.connection);
  database_.connection.query(R"(UPDATE "_webhook" SET "seen" = ? WHERE "id" = ?)").bind(seen).bind(webhook).run();
  bool const there = database_.connection.number("SELECT changes()") > 0;
  if (delivery && there) insert(database_.connection, *delivery);
  transaction.commit();
}

std::vector<Delivery> SqliteOutbox::due(std::string_view now, std::size_t limit) const {
  return select(R"("state" = 0 AND "next_at" <= ? ORDER BY "id")", now, limit);
}

std::vector<Delivery> SqliteOutbox::deliveries(std::string_view webhook, std::size_t limit) const {
  return select(R"("webhook" = ? ORDER BY "id" DESC)", webhook, limit);
}

std::vector<Delivery> SqliteOutbox::select(std::string const& conditions, std::string_view bound,
                                           std::size_t limit) const {
  std::lock_guard const turn(database_.turns);
  auto query = database_.connection.query(
      R"(SELECT "id", "webhook", "body", "state", "attempts", "created_at", "next_at", "error" FROM "_delivery" WHERE )" +
      conditions + " LIMIT ?");
  query.bind(bound).bind(static_cast<std::int64_t>(limit));
  std::vector<Delivery> found;
  while (query.step()) {
    found.push_back({query.text(0), query.text(1), query.text(2), static_cast<DeliveryState>(query.number(3)),
                     query.number(4), query.text(5), query.text(6), query.text(7)});
  }
  return found;
}

void SqliteOutbox::update(Delivery const& delivery) {
  std::lock_guard const turn(database_.turns);
  auto statement = database_.connection.query(
      R"(UPDATE "_delivery" SET "state" = ?, "attempts" = ?, "next_at" = ?, "error" = ? WHERE "id" = ?)");
  statement.bind(number_of(delivery.state))
      .bind(delivery.attempts)
      .bind(std::string_view(delivery.next_at))
      .bind(std::string_view(delivery.error))
      .bind(std::string_view(delivery.id))
      .run();
}

void forget_deliveries(Connection& connection, std::string_view mention) {
  connection.query(R"(DELETE FROM "_delivery" WHERE instr("body", ?))").bind(mention).run();
}

}  // namespace bylaw::engine
