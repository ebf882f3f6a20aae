// Erases parts of what the log is about, its commitments excepted. Which, is found by traces.hpp.
#pragma once
#include "engine/audit/log_check.hpp"
#include "engine/store/audit_log.hpp"

namespace bylaw::engine {

// Erases these parts, as far as they are there and not erased yet, and notes it in the log; how many it erased.
std::size_t erase_parts(Connection& connection, LogWriting& writing, audit::ErasedParts const& parts,
                        Author const& author);

}  // namespace bylaw::engine
