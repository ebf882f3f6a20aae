// The tokens: made, found again by their secrets, rotated, revoked. Held in memory, because nobody else writes them
// while the service has the database; every change is durable first. Any thread.
#pragma once
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "api/clock.hpp"
#include "api/secrets/secrets.hpp"
#include "engine/store.hpp"

namespace bylaw::api {

// What a new token is to be. Everything has been checked already.
struct TokenWish {
  std::string kind, label, role, person, scopes, created_by;
  Time expires_at;
};
struct MadeToken {
  engine::AccessToken token;
  std::string text;  // told once, and never kept
};

class TokenBook {
 public:
  // Reads the key beside the database when there is a token already; the first token makes it.
  explicit TokenBook(engine::Store& store);

  MadeToken make(TokenWish const& wish, Time now);
  // The token with this secret, if it holds now; noted as used.
  std::optional<engine::AccessToken> use(secrets::Bytes32 const& secret, Time now);
  // A new secret; the old one goes on until then. Nothing where there is no such token, or it holds no more.
  std::optional<MadeToken> rotate(std::string const& id, Time old_until, std::string const& by, Time now);
  // False where there is no such token. One that is revoked already stays as it is.
  bool revoke(std::string const& id, std::string const& by, Time now);

  // Of somebody whose past was erased: they are in the store no more.
  void forget_person(std::string const& person);

  std::optional<engine::AccessToken> find(std::string const& id) const;
  std::vector<engine::AccessToken> all() const;  // by id
  bool empty() const;

 private:
  using Secret = std::pair<std::string, secrets::Bytes32>;  // id, hash
  secrets::Bytes32 const& key();
  void index(engine::AccessToken const& token);
  void forget(std::string const& id);
  void write(engine::AccessToken const& token, std::string const& by, Time now);
  void forget_old_sessions(Time now);
  std::string find_by(secrets::Bytes32 const& hash, std::string const& now) const;

  engine::Store& store_;
  std::mutex writing_;         // one change at a time; taken before the other, which nobody holds while writing
  mutable std::mutex mutex_;   // over what is in memory
  std::optional<secrets::Bytes32> key_;
  std::map<std::string, engine::AccessToken> tokens_;
  // By the first bytes of the hash, which tell nobody anything without the key; the rest is compared in constant time.
  std::unordered_multimap<std::uint64_t, Secret> secrets_;
};

inline constexpr std::string_view session_kind = "session", token_kind = "token";
// Neither revoked nor expired.
bool holds(engine::AccessToken const& token, std::string_view now);

}  // namespace bylaw::api
