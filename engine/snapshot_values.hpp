// Between constants, as states and rulebooks hold them, and values, as snapshots do. References are not among them.
#pragma once
#include "engine/snapshot.hpp"

namespace bylaw::engine {

Value scalar_value(Constant const& constant, Symbols& symbols);
// The other way; references become the key of the record meant. Not for lists or what is unknown.
Constant scalar_constant(Snapshot const& snapshot, Value value);

}  // namespace bylaw::engine
