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

bool has(Connection& connection, std::string_view table) {
  auto query = connection.query("SELECT 1 FROM sqlite_schema WHERE name = ?");
  return query.bind(table).step();
}

AccessLedger read_ledger(Connection& connection) {
  AccessLedger ledger;
  auto events = connection.query(
      R"(SELECT "kind", "text" FROM "_event" WHERE "kind" IN ('token', 'secret') ORDER BY "number")");
  while (events.step()) ledger.add(events.text(0), events.text(1));
  return ledger;
}

template <class Row>
std::vector<Row> those_in(AccessLedger const& ledger, std::vector<Row> rows) {
  std::erase_if(rows, [&](Row const& row) { return !ledger.has(digest_of(row)); });
  return rows;
}

template <class Row>
std::optional<Row> row_where(std::vector<Row> const& rows, std::string Row::* field, std::string_view value) {
  for (auto const& row : rows)
    if (row.*field == value) return row;
  return std::nullopt;
}

void insert(Connection& connection, AccessToken const& token) {
  auto statement = connection.query(std::string("INSERT OR REPLACE INTO \"_access_token\" (") + token_columns +
                                    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (auto const field : token_fields) statement.bind(token.*field);
  statement.run();
}

void insert(Connection& connection, PersonSecret const& secret) {
  connection.query(R"(INSERT OR REPLACE INTO "_person_secret" ("person", "role", "hash", "set_at") VALUES (?, ?, ?, ?))")
      .bind(secret.person)
      .bind(secret.role)
      .bind(secret.hash)
      .bind(secret.set_at)
      .run();
}

// Changes of access on their way into the log and, once they are committed, into the ledger.
class Notes {
 public:
  using Noted = std::vector<std::pair<std::string, std::string>>;
  Notes(Connection& connection, LogWriting& writing, Author const& author, Noted& noted)
      : connection_(connection), writing_(writing), author_(author), noted_(noted) {}

  void token(std::optional<AccessToken> const& before, std::optional<AccessToken> const& after) {
    note(token_event, before ? before->id : after->id, before ? digest_of(*before) : "", after ? digest_of(*after) : "");
  }
  void secret(std::optional<PersonSecret> const& before, std::optional<PersonSecret> const& after) {
    note(secret_event, {}, before ? digest_of(*before) : "", after ? digest_of(*after) : "");
  }

 private:
  void note(std::string_view kind, std::string_view row, std::string_view before, std::string_view after) {
    noted_.emplace_back(kind, access_event(row, before, after));
    auto const who = author_.who.empty() ? std::nullopt : std::optional(author_.who);
    write_event(connection_, writing_, {0, author_.at, std::string(kind), noted_.back().second, who, {}});
  }

  Connection& connection_;
  LogWriting& writing_;
  Author const& author_;
  Noted& noted_;
};

}  // namespace

std::vector<AccessToken> stored_tokens(Connection& connection) {
  std::vector<AccessToken> found;
  if (!has(connection, "_access_token")) return found;
  auto statement =
      connection.query(std::string("SELECT ") + token_columns + R"( FROM "_access_token" ORDER BY "id")");
  while (statement.step()) {
    auto& token = found.emplace_back();
    int column = 0;
    for (auto const field : token_fields) token.*field = statement.text(column++);
  }
  return found;
}

std::vector<PersonSecret> stored_secrets(Connection& connection) {
  std::vector<PersonSecret> found;
  if (!has(connection, "_person_secret")) return found;
  auto statement =
      connection.query(R"(SELECT "person", "role", "hash", "set_at" FROM "_person_secret" ORDER BY "person")");
  while (statement.step())
    found.push_back({statement.text(0), statement.text(1), statement.text(2), statement.text(3)});
  return found;
}

void take_over_access(Connection& connection, LogWriting& writing, std::string const& now) {
  Notes::Noted noted;
  Author const nobody{"", now, {}};
  Notes notes(connection, writing, nobody, noted);
  for (auto const& token : stored_tokens(connection)) notes.token({}, token);
  for (auto const& secret : stored_secrets(connection)) notes.secret({}, secret);
}

std::vector<AccessToken> logged_tokens(Connection& connection) {
  auto const ledger = read_ledger(connection);
  return ledger.is_empty() ? stored_tokens(connection) : those_in(ledger, stored_tokens(connection));
}

AccessTable::AccessTable(Connection& connection) {
  Transaction transaction(connection);
  connection.run(create_sql);
  transaction.commit();
  ledger_ = read_ledger(connection);
}

std::vector<AccessToken> AccessTable::tokens(Connection& connection) const {
  return those_in(ledger_, stored_tokens(connection));
}

std::vector<PersonSecret> AccessTable::secrets(Connection& connection) const {
  return those_in(ledger_, stored_secrets(connection));
}

std::vector<std::string> AccessTable::faults(Connection& connection) const {
  return ledger_.faults(stored_tokens(connection), stored_secrets(connection));
}

void AccessTable::done() {
  for (auto const& [kind, text] : noted_) ledger_.add(kind, text);
  noted_.clear();
}

template <class Change>
void AccessTable::change(Connection& connection, AuditLog& log, Author const& author, Change const& change) {
  Transaction transaction(connection);
  LogWriting writing(log);
  noted_.clear();
  change(Notes(connection, writing, author, noted_));
  if (noted_.empty()) return;
  writing.seal();
  transaction.commit();
  writing.done();
  done();
}

void AccessTable::write(Connection& connection, AuditLog& log, AccessToken const& token, Author const& author) {
  change(connection, log, author, [&](Notes notes) {
    notes.token(row_where(stored_tokens(connection), &AccessToken::id, token.id), token);
    insert(connection, token);
  });
}

void AccessTable::write(Connection& connection, AuditLog& log, PersonSecret const& secret, Author const& author) {
  change(connection, log, author, [&](Notes notes) {
    notes.secret(row_where(stored_secrets(connection), &PersonSecret::person, secret.person), secret);
    insert(connection, secret);
  });
}

void AccessTable::note_use(Connection& connection, std::string_view id, std::string_view at) const {
  connection.query(R"(UPDATE "_access_token" SET "last_used_at" = ? WHERE "id" = ?)").bind(at).bind(id).run();
}

void AccessTable::erase_token(Connection& connection, AuditLog& log, std::string_view id, Author const& author) {
  change(connection, log, author, [&](Notes notes) {
    auto const token = row_where(stored_tokens(connection), &AccessToken::id, id);
    if (!token) return;
    notes.token(token, {});
    connection.query(R"(DELETE FROM "_access_token" WHERE "id" = ?)").bind(id).run();
  });
}

void AccessTable::forget_person(Connection& connection, LogWriting& writing, std::string_view person,
                                Author const& author) {
  noted_.clear();
  Notes notes(connection, writing, author, noted_);
  for (auto const& token : stored_tokens(connection)) {
    if (token.person != person && token.created_by != person) continue;
    auto disowned = token;
    disowned.created_by.clear();
    notes.token(token, token.person == person ? std::nullopt : std::optional(disowned));
    if (token.person != person) insert(connection, disowned);
  }
  for (auto const& secret : stored_secrets(connection))
    if (secret.person == person) notes.secret(secret, {});
  for (auto const* sql : {R"(DELETE FROM "_access_token" WHERE "person" = ?)", R"(DELETE FROM "_person_secret" WHERE "person" = ?)"})
    connection.query(sql).bind(person).run();
}

}  // namespace bylaw::engine
