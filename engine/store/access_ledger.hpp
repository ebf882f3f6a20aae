// Who may come in, as the log tells it. Each change of a token or of a person's secret is an event that says which row
// it is, and a digest of the row before and after: all columns but the last use. A digest tells nothing of what it is
// of, because each row holds a hash that nobody can guess; and the row of a secret is not named, because that would
// name a person. Both digests are there so that a change of an edited row does not make it a good one. Pure.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store.hpp"

namespace bylaw::engine {

// The kinds of event.
inline constexpr std::string_view token_event = "token", secret_event = "secret";

std::string digest_of(AccessToken const& token);
std::string digest_of(PersonSecret const& secret);
// The text of the event; an empty digest: there was no such row, or there is none any more.
std::string access_event(std::string_view row, std::string_view before, std::string_view after);

class AccessLedger {
 public:
  // In the order of the log. False where the event is none, or changes what was not there.
  bool add(std::string_view kind, std::string_view text);
  bool is_empty() const { return rows_.empty(); }
  bool has(std::string_view digest) const { return rows_.contains(digest); }
  // What these rows are not that the log says, in whole sentences.
  std::vector<std::string> faults(std::vector<AccessToken> const& tokens,
                                  std::vector<PersonSecret> const& secrets) const;

 private:
  std::multimap<std::string, std::string, std::less<>> rows_;  // by digest what is there: a sentence's subject
};

}  // namespace bylaw::engine
