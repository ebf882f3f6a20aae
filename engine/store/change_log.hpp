// The revision of the state and every change that led to it: who, when, before, after.
#pragma once
#include "engine/store.hpp"
#include "engine/store/audit_log.hpp"

namespace bylaw::engine {

// What becomes of one record; `before` or `after` may be null.
struct Change {
  Index record = dsl::none;
  std::string_view key;
  StateRecord const* before = nullptr;
  StateRecord const* after = nullptr;
};

std::uint64_t read_revision(Connection& connection);
void write_revision(Connection& connection, std::uint64_t revision);
void write_change(Connection& connection, LogWriting& writing, dsl::Rulebook const& rulebook, Change const& change,
                  std::uint64_t revision, Author const& author);
// Its number and seals are given here.
void write_change(Connection& connection, LogWriting& writing, ChangeRow row);
// Without the index that finds the changes of one record, more of them are written faster.
void drop_change_index(Connection& connection);
void create_change_index(Connection& connection);
bool has_changes_beyond(Connection& connection, std::size_t count);
// In the order of the log, from this entry on.
std::vector<ChangeRow> read_change_rows(Connection& connection, std::uint64_t number, std::size_t limit);
// Newest first.
std::vector<ChangeEntry> read_changes(Connection& connection, std::string_view record, std::string_view key,
                                      std::size_t limit);
// Oldest first.
std::vector<ChangeEntry> read_changes_after(Connection& connection, std::uint64_t revision);

}  // namespace bylaw::engine
