// The state as it was at an earlier revision, worked out from what has changed since.
#pragma once
#include <memory>

#include "api/service.hpp"

namespace bylaw::api {

// Null where what was recorded then no longer fits the rulebook. Costs what the state weighs.
std::shared_ptr<engine::Snapshot const> earlier_state(Service const& service,
                                                      std::shared_ptr<engine::Snapshot const> const& now,
                                                      std::uint64_t revision);

}  // namespace bylaw::api
