// What this test program allocates is counted.
#pragma once
#include <cstddef>

namespace bylaw::engine {

// By this thread, so far.
std::size_t counted_allocations();

}  // namespace bylaw::engine
