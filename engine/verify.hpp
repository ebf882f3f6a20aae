// Checks a database without changing it, also one that a server has open: its log against the signed head, and what the
// tables hold against what the log says.
#pragma once
#include "engine/audit/log_check.hpp"

namespace bylaw::engine {

struct DatabaseVerdict {
  audit::LogVerdict log;
  std::uint64_t decisions = 0, changes = 0, revision = 0, records = 0;
  std::optional<std::uint64_t> access{};  // tokens and secrets; nothing: made by a version that kept them from the log
  std::string rulebook;  // in force at the end
};

// Throws StorageError when the file cannot be read as a database of ours at all.
DatabaseVerdict verify_database(std::string const& path, audit::Expected const& expected);

}  // namespace bylaw::engine
