// The records as one caller sees them, as a snapshot: what is hidden is not there, what is confidential is not
// recorded. For what only shows records; whatever is worked out from records is worked out over all of them, and
// redacted.
#pragma once
#include <memory>

#include "api/access/sight.hpp"

namespace bylaw::api {

// Rows keep their numbers. The very same snapshot where the caller sees everything.
std::shared_ptr<engine::Snapshot const> seen_snapshot(Sight& sight,
                                                      std::shared_ptr<engine::Snapshot const> const& whole);

}  // namespace bylaw::api
