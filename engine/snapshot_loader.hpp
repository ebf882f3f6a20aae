// A snapshot from records that are read one by one, so that they are never in memory a second time: the keys of all of
// them first, then the records in the same order.
#pragma once
#include <memory>

#include "engine/snapshot.hpp"

namespace bylaw::engine {

class SnapshotBuilder;

class SnapshotLoader {
 public:
  explicit SnapshotLoader(std::shared_ptr<dsl::Rulebook const> rulebook);
  ~SnapshotLoader();

  // Keys of one kind of record, each once.
  void place(Index record, std::string_view key);
  // The record that the next of these keys was for. What is mandatory may be missing: it is unknown then.
  void fill(Index record, StateRecord const& row);
  std::expected<std::shared_ptr<Snapshot const>, Faults> finish(std::uint64_t revision);

 private:
  std::unique_ptr<SnapshotBuilder> builder_;
};

}  // namespace bylaw::engine
