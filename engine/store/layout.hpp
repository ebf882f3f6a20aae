// The layout of our own tables: made, and brought up from what earlier versions of this program made.
#pragma once
#include "engine/store/audit_log.hpp"

namespace bylaw::engine {

inline constexpr std::int64_t layout_owner = 0x62796C77;  // "bylw"
inline constexpr std::int64_t newest_layout = 3;          // 1: without a log, 2: tokens not in the log
inline constexpr std::int64_t layout_with_access = 3;     // from here on the log names the layout, too

void create_layout(Connection& connection);
// The tables of the log, where an earlier layout has none; before anything is written to it.
void add_log_tables(Connection& connection);
// So that nobody can have rows taken over a second time: what a new database was made as, for the log.
void note_layout(Connection& connection, LogWriting& writing, std::string const& now);
// Takes over what an earlier layout kept, each row as an entry of the log. Throws StorageError for a database that
// calls itself of another layout than its log does.
void upgrade_layout(Connection& connection, LogWriting& writing, std::string const& now);

// The layout that an event of the log with this text led to.
std::int64_t layout_of_event(std::string_view text);
// What a database has to call itself where the last such event led there; 0: there was none.
std::int64_t layout_by_log(std::int64_t last_event);
// Throws StorageError where there is no log, and says why.
void require_log(Connection& connection);

}  // namespace bylaw::engine
