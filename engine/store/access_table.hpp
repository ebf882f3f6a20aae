// The tables of tokens and of people's secrets. What is in them is hashed already.
#pragma once
#include "engine/store.hpp"
#include "engine/store/connection.hpp"

namespace bylaw::engine {

class AccessTable {
 public:
  // Creates the tables where they are missing.
  explicit AccessTable(Connection& connection);

  std::vector<AccessToken> tokens(Connection& connection) const;
  void write(Connection& connection, AccessToken const& token) const;
  void note_use(Connection& connection, std::string_view id, std::string_view at) const;
  void erase_token(Connection& connection, std::string_view id) const;
  std::vector<PersonSecret> secrets(Connection& connection) const;
  void write(Connection& connection, PersonSecret const& secret) const;
  // What somebody came in by, and what they made for others is not theirs any more.
  void forget_person(Connection& connection, std::string_view person) const;
};

}  // namespace bylaw::engine
