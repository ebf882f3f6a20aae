// What differs between two states of the same rulebook: rows that came, went or have other values, and settings. Where
// one state was made from the other it costs what has changed, because they share the rest.
#pragma once
#include <optional>
#include <vector>

#include "engine/snapshot.hpp"

namespace bylaw::engine {

struct RowChange {
  Index record = dsl::none;
  Row row = 0;
  bool before = false, after = false;  // whether the row is there
  std::vector<Index> fields;           // with another value; empty where the row came or went
};

struct SnapshotDifference {
  std::vector<RowChange> rows;
  std::vector<Index> settings;
};

// Nothing where more than `most` rows differ.
std::optional<SnapshotDifference> difference(Snapshot const& before, Snapshot const& after, std::size_t most);

}  // namespace bylaw::engine
