#include "engine/store/audit_log.hpp"

#include <stdexcept>

namespace bylaw::engine {
namespace {

[[noreturn]] void refuse(Connection const& connection, std::string const& why) {
  throw StorageError("The log of the database \"" + connection.path() + "\" cannot be trusted: " + why +
                     " `bylaw verify` says more.");
}

}  // namespace

audit::NodeSource stored_nodes(Connection& connection) {
  return [&connection](unsigned level, std::uint64_t index) {
    auto query = connection.query("SELECT substr(\"nodes\", ?, 32) FROM \"_log\" WHERE \"number\" = ?");
    query.bind(std::int64_t{32} * level + 1).bind(static_cast<std::int64_t>(((index + 1) << level) - 1));
    auto const hash = query.step() ? audit::hash_of_bytes(query.text(0)) : std::nullopt;
    if (!hash) refuse(connection, "a hash is missing.");
    return *hash;
  };
}

std::uint64_t log_size(Connection& connection) {
  return static_cast<std::uint64_t>(connection.number("SELECT max(\"number\") + 1 FROM \"_log\""));
}

std::string read_head(Connection& connection) {
  auto query = connection.query("SELECT \"note\" FROM \"_checkpoint\" WHERE \"one\" = 1");
  return query.step() ? query.text(0) : std::string();
}

bool has_log(Connection& connection) {
  return connection.number("SELECT count(*) FROM sqlite_schema WHERE name = '_log'") > 0;
}

std::optional<audit::PublicKey> named_key(Connection& connection) {
  auto query =
      connection.query("SELECT \"text\" FROM \"_event\" WHERE \"kind\" = 'key' ORDER BY \"number\" DESC LIMIT 1");
  return query.step() ? audit::PublicKey::parse(query.text(0)) : std::nullopt;
}

AuditLog::AuditLog(Connection& connection, audit::SigningKey key) : connection_(connection), key_(std::move(key)) {}

void AuditLog::check_head(bool may_be_replaced) {
  auto const named = named_key(connection_);
  if (!named) refuse(connection_, "it names no key.");
  if (*named != key_.public_key() && !may_be_replaced) {
    refuse(connection_,
           "it is signed by \"" + named->name() + "\", and the key beside it is \"" + key_.public_key().name() + "\".");
  }
  auto const head = named->open(read_head(connection_));
  if (!head) refuse(connection_, "its head is not signed by \"" + named->name() + "\".");
  auto const size = log_size(connection_);
  if (head->size != size) {
    refuse(connection_,
           "it has " + std::to_string(size) + " entries, and its signed head says " + std::to_string(head->size) + ".");
  }
  if (head->root != audit::root_of(size, stored_nodes(connection_)))
    refuse(connection_, "its entries do not lead to its signed head.");
}

LogWriting::LogWriting(AuditLog& log) : log_(log) {
  if (!log_.known_) {
    log_.frontier_ = audit::frontier_of(log_size(log_.connection_), stored_nodes(log_.connection_));
    log_.known_ = true;
  }
  frontier_ = log_.frontier_;
}

// Whether a commit that failed took effect is for the database to say.
LogWriting::~LogWriting() {
  if (!done_) log_.known_ = false;
}

void LogWriting::append(audit::Entry const& entry) {
  if (entry.number != next()) throw std::logic_error("An entry of the log has another number than the next.");
  std::string nodes;
  for (auto const& hash : frontier_.append(audit::leaf_hash(audit::leaf_of(entry)))) nodes += audit::bytes_of(hash);
  log_.connection_.query("INSERT INTO \"_log\" VALUES (?, ?, ?)")
      .bind(static_cast<std::int64_t>(entry.number))
      .bind(entry.kind)
      .bind_blob(nodes)
      .run();
}

void LogWriting::seal() {
  auto const note = log_.key_.sign({log_.key_.public_key().name(), frontier_.size(), frontier_.root()});
  log_.connection_.query("INSERT OR REPLACE INTO \"_checkpoint\" VALUES (1, ?)").bind(note).run();
}

void LogWriting::done() {
  log_.frontier_ = std::move(frontier_);
  done_ = true;
}

std::optional<EventRow> find_event(Connection& connection, std::uint64_t number) {
  auto row = connection.query(
      "SELECT \"at\", \"kind\", \"text\", \"who\", \"salts\", \"erased\" FROM \"_event\" WHERE \"number\" = ?");
  row.bind(static_cast<std::int64_t>(number));
  if (!row.step()) return std::nullopt;
  return EventRow{number, row.text(0), row.text(1), row.text(2), row.optional_text(3), {row.text(4), row.text(5)}};
}

void write_event(Connection& connection, LogWriting& writing, EventRow row) {
  row.number = writing.next();
  row.seals = fresh_seals(event_parts);
  auto statement = connection.query("INSERT INTO \"_event\" VALUES (?, ?, ?, ?, ?, ?, NULL)");
  statement.bind(static_cast<std::int64_t>(row.number)).bind(row.at).bind(row.kind).bind(row.text);
  statement.bind_optional(row.who).bind_blob(row.seals.salts).run();
  writing.append(entry_of(row));
}

}  // namespace bylaw::engine
