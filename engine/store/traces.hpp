// What the past holds of one record: where its own history, other records, decisions and who wrote speak of it. Only
// places that mean such a record count: fields, facts and parameters that refer to it, and names like "record/key".
#pragma once
#include "dsl/rulebook.hpp"
#include "engine/audit/log_check.hpp"
#include "engine/store/connection.hpp"

namespace bylaw::engine {

// What there is to erase, by entry. What the state still says is left alone: it is no past.
audit::ErasedParts traces_of(Connection& connection, dsl::Rulebook const& rulebook, dsl::Index record,
                             std::string_view key);

// Whether callers are such records, so that changes are signed with their keys.
bool signs_changes(dsl::Rulebook const& rulebook, dsl::Index record);

}  // namespace bylaw::engine
