#include "api/compliance/compliance_cache.hpp"

#include <algorithm>

namespace bylaw::api {
namespace {

constexpr std::size_t most_entries = 8;  // of a million members, each may weigh hundreds of megabytes

}  // namespace

StandingRows ComplianceCache::find(engine::Snapshot const* snapshot, dsl::Date date) {
  std::lock_guard const guard(mutex_);
  auto const found = std::ranges::find_if(
      entries_, [&](Entry const& entry) { return entry.snapshot.get() == snapshot && entry.date == date; });
  if (found == entries_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found);
  return found->rows;
}

StandingRows ComplianceCache::rows(engine::Program const& program,
                                   std::shared_ptr<engine::Snapshot const> const& snapshot, dsl::Date date) {
  if (auto known = find(snapshot.get(), date)) return known;
  auto made = std::make_shared<std::vector<engine::StandingRow> const>(engine::sweep(program, *snapshot, date));
  std::lock_guard const guard(mutex_);
  entries_.push_front({snapshot, date, made});
  if (entries_.size() > most_entries) entries_.pop_back();
  return made;
}

std::pair<std::shared_ptr<engine::Snapshot const>, StandingRows> ComplianceCache::find_earlier(std::uint64_t revision,
                                                                                              dsl::Date date) {
  std::lock_guard const guard(mutex_);
  for (auto const& entry : entries_)
    if (entry.snapshot->revision == revision && entry.date == date) return {entry.snapshot, entry.rows};
  return {};
}

}  // namespace bylaw::api
