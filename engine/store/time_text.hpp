// The time of day as the log has it.
#pragma once
#include <string>

#include "engine/store.hpp"

namespace bylaw::engine {

// RFC 3339 in UTC with milliseconds, as everything that is compared by time is written.
std::string time_of(StoreOptions const& options);

}  // namespace bylaw::engine
