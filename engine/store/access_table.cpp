#include "engine/store/access_table.hpp"

namespace bylaw::engine {
namespace {

constexpr auto create_sql = R"sql(
CREATE TABLE IF NOT EXISTS "_access_token" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "kind" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "person" TEXT NOT NULL,
  "scopes" TEXT NOT NULL,
  "hash" TEXT NOT NULL UNIQUE,
  "previous_hash" TEXT NOT NULL,
  "previous_until" TEXT NOT NULL,
  "created_at" TEXT NOT NULL,
  "created_by" TEXT NOT NULL,
  "expires_at" TEXT NOT NULL,
  "revoked_at" TEXT NOT NULL,
  "last_used_at" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "_person_secret" (
  "person" TEXT NOT NULL PRIMARY KEY,
  "role" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "set_at" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

constexpr auto token_columns =
    R"("id", "kind", "label", "role", "person", "scopes", "hash", "previous_hash", "previous_until", "created_at",)"
    R"( "created_by", "expires_at", "revoked_at", "last_used_at")";

// Field by field in the order of `token_columns`.
constexpr std::string AccessToken::* const token_fields[] = {
    &AccessToken::id,         &AccessToken::kind,          &AccessToken::label,          &AccessToken::role,
    &AccessToken::person,     &AccessToken::scopes,        &AccessToken::hash,           &AccessToken::previous_hash,
    &AccessToken::previous_until, &AccessToken::created_at, &AccessToken::created_by,    &AccessToken::expires_at,
    &AccessToken::revoked_at, &AccessToken::last_used_at};

}  // namespace

AccessTable::AccessTable(Connection& connection) {
  Transaction transaction(connection);
  connection.run(create_sql);
  transaction.commit();
}

std::vector<AccessToken> AccessTable::tokens(Connection& connection) const {
  auto statement =
      connection.query(std::string("SELECT ") + token_columns + R"( FROM "_access_token" ORDER BY "id")");
  std::vector<AccessToken> found;
  while (statement.step()) {
    auto& token = found.emplace_back();
    int column = 0;
    for (auto const field : token_fields) token.*field = statement.text(column++);
  }
  return found;
}

void AccessTable::write(Connection& connection, AccessToken const& token) const {
  auto statement = connection.query(std::string("INSERT OR REPLACE INTO \"_access_token\" (") + token_columns +
                                    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (auto const field : token_fields) statement.bind(token.*field);
  statement.run();
}

void AccessTable::note_use(Connection& connection, std::string_view id, std::string_view at) const {
  connection.query(R"(UPDATE "_access_token" SET "last_used_at" = ? WHERE "id" = ?)").bind(at).bind(id).run();
}

void AccessTable::erase_token(Connection& connection, std::string_view id) const {
  connection.query(R"(DELETE FROM "_access_token" WHERE "id" = ?)").bind(id).run();
}

std::vector<PersonSecret> AccessTable::secrets(Connection& connection) const {
  auto statement =
      connection.query(R"(SELECT "person", "role", "hash", "set_at" FROM "_person_secret" ORDER BY "person")");
  std::vector<PersonSecret> found;
  while (statement.step())
    found.push_back({statement.text(0), statement.text(1), statement.text(2), statement.text(3)});
  return found;
}

void AccessTable::write(Connection& connection, PersonSecret const& secret) const {
  connection.query(R"(INSERT OR REPLACE INTO "_person_secret" ("person", "role", "hash", "set_at") VALUES (?, ?, ?, ?))")
      .bind(secret.person)
      .bind(secret.role)
      .bind(secret.hash)
      .bind(secret.set_at)
      .run();
}

void AccessTable::forget_person(Connection& connection, std::string_view person) const {
  for (auto const* sql : {R"(DELETE FROM "_access_token" WHERE "person" = ?)", R"(DELETE FROM "_person_secret" WHERE "person" = ?)",
                          R"(UPDATE "_access_token" SET "created_by" = '' WHERE "created_by" = ?)"})
    connection.query(sql).bind(person).run();
}

}  // namespace bylaw::engine
