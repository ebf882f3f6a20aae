// The tables of tokens and of people's secrets. What is in them is hashed already; every change but that of the last
// use is in the log, and what the log does not have lets nobody in.
#pragma once
#include "engine/store.hpp"
#include "engine/store/access_ledger.hpp"
#include "engine/store/audit_log.hpp"

namespace bylaw::engine {

class AccessTable {
 public:
  // Creates the tables where they are missing, and reads what the log says of them.
  explicit AccessTable(Connection& connection);

  // Those that are as the log has them.
  std::vector<AccessToken> tokens(Connection& connection) const;
  std::vector<PersonSecret> secrets(Connection& connection) const;
  // What is wrong with the others.
  std::vector<std::string> faults(Connection& connection) const;

  void write(Connection& connection, AuditLog& log, AccessToken const& token, Author const& author);
  void write(Connection& connection, AuditLog& log, PersonSecret const& secret, Author const& author);
  void note_use(Connection& connection, std::string_view id, std::string_view at) const;
  void erase_token(Connection& connection, AuditLog& log, std::string_view id, Author const& author);
  // What somebody came in by, and what they made for others is not theirs any more. In a transaction; done() when it
  // is committed.
  void forget_person(Connection& connection, LogWriting& writing, std::string_view person, Author const& author);
  void done();

 private:
  template <class Change>
  void change(Connection& connection, AuditLog& log, Author const& author, Change const& change);

  AccessLedger ledger_;
  std::vector<std::pair<std::string, std::string>> noted_;  // kind and text of events, until they are committed
};

// As they stand in the database, whatever the log says; none where there is no such table.
std::vector<AccessToken> stored_tokens(Connection& connection);
std::vector<PersonSecret> stored_secrets(Connection& connection);
// Those of them that are as the log has them; all of them where it has none, as before it had any.
std::vector<AccessToken> logged_tokens(Connection& connection);
// What an earlier layout kept, as the log has it from now on.
void take_over_access(Connection& connection, LogWriting& writing, std::string const& now);

}  // namespace bylaw::engine
