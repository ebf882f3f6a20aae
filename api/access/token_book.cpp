#include "api/access/token_book.hpp"

#include <cstring>

#include "api/access/token_text.hpp"

namespace bylaw::api {
namespace {

using engine::AccessToken;

constexpr std::size_t hour_digits = 13;  // of "2026-01-31T12:..."; use is written once in an hour

std::uint64_t first_bytes(secrets::Bytes32 const& hash) {
  std::uint64_t number = 0;
  std::memcpy(&number, hash.data(), sizeof number);
  return number;
}

std::string new_id() { return "t-" + secrets::hex(secrets::random_bytes()).substr(0, 16); }

}  // namespace

bool holds(AccessToken const& token, std::string_view now) {
  return token.revoked_at.empty() && now < token.expires_at;
}

TokenBook::TokenBook(engine::Store& store) : store_(store) {
  for (auto& token : store.access_tokens()) {
    index(token);
    tokens_.emplace(token.id, std::move(token));
  }
  if (!tokens_.empty()) key_ = secrets::key_of_file(store.path() + ".key", false);
}

// A database in memory is gone with the process, and so may its key be.
secrets::Bytes32 const& TokenBook::key() {
  if (!key_)
    key_ = store_.path() == ":memory:" ? secrets::random_bytes() : secrets::key_of_file(store_.path() + ".key", true);
  return *key_;
}

void TokenBook::index(AccessToken const& token) {
  for (auto const* text : {&token.hash, &token.previous_hash})
    if (auto const hash = secrets::bytes_of(*text)) secrets_.emplace(first_bytes(*hash), Secret{token.id, *hash});
}

void TokenBook::forget(std::string const& id) {
  std::erase_if(secrets_, [&](auto const& entry) { return entry.second.first == id; });
  tokens_.erase(id);
}

void TokenBook::write(AccessToken const& token, std::string const& by, Time now) {
  store_.write_access_token(token, {by, rfc3339(now), {}});
  std::lock_guard const guard(mutex_);
  forget(token.id);
  index(token);
  tokens_.emplace(token.id, token);
}

void TokenBook::forget_person(std::string const& person) {
  std::lock_guard const turn(writing_);
  for (auto const& token : all()) {
    if (token.person != person && token.created_by != person) continue;
    std::lock_guard const guard(mutex_);
    if (token.person == person) {
      forget(token.id);
    } else {
      tokens_.at(token.id).created_by.clear();
    }
  }
}

// Sessions come and go; a token that has expired stays for people to see.
void TokenBook::forget_old_sessions(Time now) {
  for (auto const& token : all()) {
    if (token.kind != session_kind || holds(token, rfc3339(now))) continue;
    store_.erase_access_token(token.id, {"", rfc3339(now), {}});
    std::lock_guard const guard(mutex_);
    forget(token.id);
  }
}

MadeToken TokenBook::make(TokenWish const& wish, Time now) {
  std::lock_guard const turn(writing_);
  forget_old_sessions(now);
  auto const secret = secrets::random_bytes();
  AccessToken token;
  token.id = new_id();
  token.kind = wish.kind;
  token.label = wish.label;
  token.role = wish.role;
  token.person = wish.person;
  token.scopes = wish.scopes;
  token.hash = secrets::hex(secrets::keyed_hash(secret, key()));
  token.created_at = rfc3339(now);
  token.created_by = wish.created_by;
  token.expires_at = rfc3339(wish.expires_at);
  write(token, wish.created_by, now);
  return {std::move(token), token_text(secret)};
}

std::string TokenBook::find_by(secrets::Bytes32 const& hash, std::string const& now) const {
  std::string found;
  auto const [first, last] = secrets_.equal_range(first_bytes(hash));
  for (auto it = first; it != last; ++it) {
    auto const& [id, known] = it->second;
    if (!secrets::same(known, hash)) continue;
    auto const& token = tokens_.at(id);
    bool const current = secrets::bytes_of(token.hash) == known;
    if (holds(token, now) && (current || now < token.previous_until)) found = id;
  }
  return found;
}

std::optional<AccessToken> TokenBook::use(secrets::Bytes32 const& secret, Time time) {
  auto const now = rfc3339(time);
  std::optional<AccessToken> used;
  bool unwritten = false;
  {
    std::lock_guard const guard(mutex_);
    if (tokens_.empty()) return {};
    auto const id = find_by(secrets::keyed_hash(secret, key()), now);
    if (id.empty()) return {};
    auto& token = tokens_.at(id);
    unwritten = token.last_used_at.substr(0, hour_digits) != now.substr(0, hour_digits);
    token.last_used_at = now;
    used = token;
  }
  // Outside the lock, and no reason to refuse anybody: others need not wait for the disk.
  try {
    if (unwritten) store_.note_access_token_use(used->id, now);
  } catch (engine::StorageError const&) {
  }
  return used;
}

std::optional<MadeToken> TokenBook::rotate(std::string const& id, Time old_until, std::string const& by, Time now) {
  std::lock_guard const turn(writing_);
  auto found = find(id);
  if (!found || !holds(*found, rfc3339(now))) return {};
  auto const secret = secrets::random_bytes();
  auto token = *std::move(found);
  token.previous_hash = token.hash;
  token.previous_until = rfc3339(old_until);
  token.hash = secrets::hex(secrets::keyed_hash(secret, key()));
  write(token, by, now);
  return MadeToken{std::move(token), token_text(secret)};
}

bool TokenBook::revoke(std::string const& id, std::string const& by, Time now) {
  std::lock_guard const turn(writing_);
  auto token = find(id);
  if (!token) return false;
  if (!token->revoked_at.empty()) return true;
  token->revoked_at = rfc3339(now);
  write(*token, by, now);
  return true;
}

std::optional<AccessToken> TokenBook::find(std::string const& id) const {
  std::lock_guard const guard(mutex_);
  auto const found = tokens_.find(id);
  return found == tokens_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<AccessToken> TokenBook::all() const {
  std::lock_guard const guard(mutex_);
  std::vector<AccessToken> all;
  for (auto const& [id, token] : tokens_) all.push_back(token);
  return all;
}

bool TokenBook::empty() const {
  std::lock_guard const guard(mutex_);
  return tokens_.empty();
}

}  // namespace bylaw::api
