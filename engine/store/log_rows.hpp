// The rows that the log is about, and each as an entry of it: every column is either a value of the entry or in a part
// that can be erased. Used for writing and for checking, so that the two cannot drift apart.
#pragma once
#include "engine/audit/entry.hpp"
#include "engine/store.hpp"

namespace bylaw::engine {

// What keeps the parts of a row erasable: a salt for each part, all zero where it was erased; the commitments are kept
// for those only.
struct Seals {
  std::string salts, erased;
};
Seals fresh_seals(std::size_t parts);

struct DecisionRow {
  std::uint64_t number = 0;
  LoggedDecision decision;
  std::optional<std::int64_t> rulebook;  // the entry that brought it into force; nothing where nobody noted it
  Seals seals;
};
inline constexpr std::size_t decision_parts = 1;

struct ChangeRow {
  std::uint64_t number = 0;
  std::uint64_t revision = 0;
  std::string at, record;
  std::optional<std::string> key, who, before, after;
  Seals seals;
};
inline constexpr std::size_t change_parts = 4, change_key = 0, change_who = 1, change_before = 2, change_after = 3;

// Everything else that happens to a database: "key", "rulebook", "layout", "migration", "erasure", "restore",
// and "token" and "secret", which access_ledger.hpp reads.
struct EventRow {
  std::uint64_t number = 0;
  std::string at, kind, text;
  std::optional<std::string> who;
  Seals seals;
};
inline constexpr std::size_t event_parts = 1;

audit::Entry entry_of(DecisionRow const& row);
audit::Entry entry_of(ChangeRow const& row);
audit::Entry entry_of(EventRow const& row);

bool is_erased(Seals const& seals, std::size_t part);
// Forgets the salt of a part and keeps its commitment; the caller forgets the text.
void erase_part(Seals& seals, audit::Entry const& entry, std::size_t part);

}  // namespace bylaw::engine
