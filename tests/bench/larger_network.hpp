// A network so many times as large: every group with all that belongs to it, and everybody in it, once more for each
// time.
#pragma once
#include "engine/snapshot.hpp"

namespace bylaw::bench {

std::shared_ptr<engine::Snapshot const> larger(std::shared_ptr<engine::Snapshot const> const& network, int times);

}  // namespace bylaw::bench
