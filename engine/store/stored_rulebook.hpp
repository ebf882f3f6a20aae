// The sources of every rulebook that was in force, kept in the database: rules are text, and small.
#pragma once
#include "dsl/check.hpp"
#include "engine/store/audit_log.hpp"

namespace bylaw::engine {

// Notes in the log that this rulebook is in force from now on, unless it was already; keeps its sources.
void note_rulebook(Connection& connection, LogWriting& writing, dsl::Rulebook const& rulebook, std::string const& now);
// Nothing when there are none of that revision.
std::optional<std::vector<dsl::Source>> read_sources(Connection& connection, std::string_view revision);
// The one in force at that moment (RFC 3339, UTC); empty where none was yet.
std::string rulebook_at(Connection& connection, std::string_view at);
// The last that came into force, oldest first: when, and which revision.
std::vector<std::pair<std::string, std::string>> last_rulebooks(Connection& connection, std::size_t most);

}  // namespace bylaw::engine
