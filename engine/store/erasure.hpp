// Erases what the past holds of one record, the log's commitments excepted: its own history, what other records said of
// it, and decisions that mention it.
#pragma once
#include "engine/audit/log_check.hpp"
#include "engine/store/audit_log.hpp"

namespace bylaw::engine {

// What there is to erase. What the state still says is left alone: it is no past.
audit::ErasedParts traces_of(Connection& connection, std::string_view record, std::string_view key);
// Erases these parts, as far as they are there and not erased yet, and notes it in the log; how many it erased.
std::size_t erase_parts(Connection& connection, LogWriting& writing, audit::ErasedParts const& parts,
                        Author const& author);

}  // namespace bylaw::engine
