#include "api/compliance/compliance_cache.hpp"

#include <algorithm>
#include <ranges>
#include <set>

namespace bylaw::api {
namespace {

// Of a million members, each may weigh hundreds of megabytes where it shares nothing.
// Tables of one day share what has not changed between them, so days are what weighs.
constexpr std::size_t least_days = 2, most_days = 40, most_entries = 130, most_rows = 2'000'000;
constexpr std::ptrdiff_t most_of_a_day = 8;

}  // namespace

StandingRows ComplianceCache::nearest(engine::Snapshot const& snapshot, dsl::Date date) {
  std::lock_guard const guard(mutex_);
  auto const same_day = [&](StandingRows const& entry) {
    return entry->date() == date && entry->snapshot()->rulebook == snapshot.rulebook;
  };
  auto found = std::ranges::find_if(
      entries_, [&](StandingRows const& entry) { return same_day(entry) && entry->snapshot().get() == &snapshot; });
  if (found == entries_.end()) found = std::ranges::find_if(entries_, same_day);
  if (found == entries_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found);
  return *found;
}

StandingRows ComplianceCache::rows(engine::Program const& program,
                                   std::shared_ptr<engine::Snapshot const> const& snapshot, dsl::Date date) {
  auto const known = nearest(*snapshot, date);
  if (known && known->snapshot() == snapshot) return known;
  auto const made = known ? engine::refreshed(program, *routes_of(program), *known, snapshot)
                          : engine::stand(program, snapshot, date);
  keep(made);
  return made;
}

void ComplianceCache::keep(StandingRows const& made) {
  std::lock_guard const guard(mutex_);
  entries_.push_front(made);
  auto const same_day = [&](StandingRows const& entry) { return entry->date() == made->date(); };
  if (std::ranges::count_if(entries_, same_day) > most_of_a_day) {
    auto const oldest = std::ranges::find_if(entries_ | std::views::reverse, same_day);
    entries_.erase(std::prev(oldest.base()));
  }
  std::size_t rows = 0, kept = 0;
  std::set<dsl::Date> days;
  std::erase_if(entries_, [&](StandingRows const& entry) {
    if (days.insert(entry->date()).second) rows += entry->size();
    return ++kept > most_entries || days.size() > most_days || (days.size() > least_days && rows > most_rows);
  });
}

std::shared_ptr<engine::Routes const> ComplianceCache::routes_of(engine::Program const& program) {
  std::lock_guard const guard(mutex_);
  if (routes_of_ != &program) {
    routes_ = engine::make_routes(program);
    routes_of_ = &program;
  }
  return routes_;
}

StandingRows ComplianceCache::find_earlier(std::uint64_t revision, dsl::Date date) {
  std::lock_guard const guard(mutex_);
  for (auto const& entry : entries_)
    if (entry->snapshot()->revision == revision && entry->date() == date) return entry;
  return nullptr;
}

}  // namespace bylaw::api
