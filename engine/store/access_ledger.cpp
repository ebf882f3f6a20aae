#include "engine/store/access_ledger.hpp"

#include <set>

#include "engine/audit/entry.hpp"

namespace bylaw::engine {
namespace {

constexpr std::string_view nothing = "-";

std::string digest_of_columns(std::string_view form, std::initializer_list<std::string const*> columns) {
  audit::Canonical row;
  row.add(form);
  for (auto const* column : columns) row.add(std::string_view(*column));
  auto const hash = audit::leaf_hash(row.bytes);
  return audit::hex(audit::bytes_of(hash));
}

std::string_view or_nothing(std::string_view text) { return text.empty() ? nothing : text; }

// Cuts off the last word.
std::string_view last_word(std::string_view& text) {
  auto const space = text.rfind(' ');
  if (space == std::string_view::npos) return {};
  auto const word = text.substr(space + 1);
  text = text.substr(0, space);
  return word;
}

std::string subject_of(std::string_view kind, std::string_view row) {
  return kind == token_event ? "The token \"" + std::string(row) + "\"" : std::string("A person's secret");
}

}  // namespace

std::string digest_of(AccessToken const& token) {
  return digest_of_columns("bylaw token 1", {&token.id, &token.kind, &token.label, &token.role, &token.person,
                                             &token.scopes, &token.hash, &token.previous_hash, &token.previous_until,
                                             &token.created_at, &token.created_by, &token.expires_at,
                                             &token.revoked_at});
}

std::string digest_of(PersonSecret const& secret) {
  return digest_of_columns("bylaw secret 1", {&secret.person, &secret.role, &secret.hash, &secret.set_at});
}

std::string access_event(std::string_view row, std::string_view before, std::string_view after) {
  std::string text(or_nothing(row));
  for (auto const digest : {before, after}) (text += ' ') += or_nothing(digest);
  return text;
}

bool AccessLedger::add(std::string_view kind, std::string_view text) {
  auto row = text;
  auto const after = last_word(row), before = last_word(row);
  if (after.empty() || before.empty()) return false;
  auto const subject = subject_of(kind, row);
  auto const was = rows_.find(before);
  bool const fits = before == nothing || (was != rows_.end() && was->second == subject);
  if (fits && before != nothing) rows_.erase(was);
  if (after != nothing) rows_.emplace(after, subject);
  return fits;
}

std::vector<std::string> AccessLedger::faults(std::vector<AccessToken> const& tokens,
                                              std::vector<PersonSecret> const& secrets) const {
  auto left = rows_;
  std::multiset<std::string> other;  // than the log has them, or not in it at all
  auto const hold = [&](std::string const& digest, std::string const& subject) {
    auto const logged = left.find(digest);
    if (logged == left.end() || logged->second != subject)
      other.insert(subject);
    else
      left.erase(logged);
  };
  for (auto const& token : tokens) hold(digest_of(token), subject_of(token_event, token.id));
  for (auto const& secret : secrets) hold(digest_of(secret), subject_of(secret_event, {}));
  std::vector<std::string> found;
  for (auto const& subject : other) found.push_back(subject + " is not as the log has it.");
  for (auto const& [digest, subject] : left) {
    if (auto const known = other.find(subject); known != other.end())
      other.erase(known);
    else
      found.push_back(subject + " is recorded by the log and not there.");
  }
  return found;
}

}  // namespace bylaw::engine
