#include "engine/store/receipt_table.hpp"

namespace bylaw::engine {

void create_receipts(Connection& connection) {
  connection.run(R"sql(
CREATE TABLE IF NOT EXISTS "_receipt" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "fingerprint" TEXT NOT NULL,
  "at" TEXT NOT NULL,
  "answer" TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS "_receipt.at" ON "_receipt" ("at");
)sql");
}

void note_receipt(Connection& connection, RequestKey const& request, std::string_view at) {
  if (read_receipt(connection, request.key))
    throw RepeatedRequest("The request \"" + request.key + "\" has been carried out already.");
  auto statement = connection.query(R"(INSERT INTO "_receipt" ("key", "fingerprint", "at") VALUES (?, ?, ?))");
  statement.bind(std::string_view(request.key)).bind(std::string_view(request.fingerprint)).bind(at).run();
}

std::optional<Receipt> read_receipt(Connection& connection, std::string_view key) {
  auto statement = connection.query(R"(SELECT "fingerprint", "at", "answer" FROM "_receipt" WHERE "key" = ?)");
  statement.bind(key);
  if (!statement.step()) return std::nullopt;
  return Receipt{statement.text(0), statement.text(1), statement.optional_text(2)};
}

void write_answer(Connection& connection, RequestKey const& request, std::string_view at, std::string_view answer) {
  auto statement = connection.query(
      R"(INSERT INTO "_receipt" ("key", "fingerprint", "at", "answer") VALUES (?, ?, ?, ?)
ON CONFLICT ("key") DO UPDATE SET "answer" = excluded."answer" WHERE "fingerprint" = excluded."fingerprint")");
  statement.bind(std::string_view(request.key)).bind(std::string_view(request.fingerprint)).bind(at).bind(answer).run();
}

void forget_receipts(Connection& connection, std::string_view before) {
  connection.query(R"(DELETE FROM "_receipt" WHERE "at" < ?)").bind(before).run();
}

void forget_receipts_of(Connection& connection, std::string_view caller) {
  connection.query(R"(DELETE FROM "_receipt" WHERE instr("key", ' ' || ? || ' '))").bind(caller).run();
}

void forget_answers(Connection& connection, std::string_view mention) {
  connection.query(R"(UPDATE "_receipt" SET "answer" = NULL WHERE instr("answer", ?))").bind(mention).run();
}

}  // namespace bylaw::engine
