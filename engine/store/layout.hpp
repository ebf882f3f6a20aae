// The layout of our own tables: made, and brought up from what earlier versions of this program made.
#pragma once
#include "engine/store/audit_log.hpp"

namespace bylaw::engine {

inline constexpr std::int64_t layout_owner = 0x62796C77;  // "bylw"
inline constexpr std::int64_t newest_layout = 2;          // 1: without a log

void create_layout(Connection& connection);
// The tables of the log, where an earlier layout has none; before anything is written to it.
void add_log_tables(Connection& connection);
// Takes over what an earlier layout kept, each row as an entry of the log.
void upgrade_layout(Connection& connection, LogWriting& writing, std::string const& now);

}  // namespace bylaw::engine
