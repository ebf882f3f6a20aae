// A change of a record as a caller sees it.
#pragma once
#include "api/access/sight.hpp"
#include "engine/store.hpp"

namespace bylaw::api {

// Without the versions and the fields that are not the caller's to see. The record itself must be: see Sight::row().
engine::ChangeEntry seen_change(Sight& sight, dsl::Index record, engine::ChangeEntry change);

}  // namespace bylaw::api
