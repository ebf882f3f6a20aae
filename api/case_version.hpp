// All that is recorded of a case: the case, what refers to it, and what refers to that; and one number that changes
// with any of it.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/decision.hpp"
#include "engine/store.hpp"

namespace bylaw::api {

// The case first.
std::vector<engine::RowReference> case_records(engine::Snapshot const& snapshot, engine::Row row);
std::uint64_t case_version(engine::Store const& store, engine::Snapshot const& snapshot, engine::Row row);

}  // namespace bylaw::api
