#include "api/case_version.hpp"

#include <algorithm>

#include "engine/cases.hpp"

namespace bylaw::api {

std::vector<engine::RowReference> case_records(engine::Snapshot const& snapshot, engine::Row row) {
  constexpr std::size_t most = 10'000;
  std::vector<engine::RowReference> found = {{engine::case_record(*snapshot.rulebook), row}};
  for (std::size_t i = 0; i < found.size() && found.size() < most; ++i) {
    for (auto const& referrer : engine::referrers(snapshot, found[i].record, found[i].row)) {
      engine::RowReference const other{referrer.record, referrer.row};
      if (std::ranges::find(found, other) == found.end()) found.push_back(other);
    }
  }
  return found;
}

// The newest of their versions, and how many they are: deleting one does not bring back a version there was.
std::uint64_t case_version(engine::Store const& store, engine::Snapshot const& snapshot, engine::Row row) {
  constexpr std::uint64_t places = 1 << 16;
  std::uint64_t newest = 0, count = 0;
  for (auto const& [record, other] : case_records(snapshot, row)) {
    auto const stored = store.get(record, snapshot.key(record, other));
    if (stored) newest = std::max(newest, stored->version);
    ++count;
  }
  return newest * places + count % places;
}

}  // namespace bylaw::api
