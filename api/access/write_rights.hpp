// Who may write which record: what is there has to be theirs to change, and what is to be there theirs to have.
#pragma once
#include <optional>

#include "api/access/sight.hpp"
#include "api/problem.hpp"
#include "engine/store.hpp"

namespace bylaw::api {

// Whether the caller may change or delete what is there, or put something where nothing is. A record that is hidden from
// the caller counts as not there.
std::optional<Problem> check_write(Sight& sight, dsl::Index record, std::string_view key);
// The same of what is to be there; and of references to records that the caller must not know of. Confidential fields
// that the caller does not see stay as they are.
std::optional<Problem> check_new(engine::Store const& store, Sight& sight, dsl::Index record, std::string_view key,
                                 engine::StateRecord& row);

}  // namespace bylaw::api
