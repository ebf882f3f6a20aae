#include "api/compliance/figures_memory.hpp"

#include <algorithm>
#include <utility>

#include "engine/standing/sweep.hpp"

namespace bylaw::api {
namespace {

constexpr std::size_t most_kept_days = 40, most_wanted = 40;
constexpr std::size_t quick_work = 400'000;  // rules times records

}  // namespace

bool is_quickly_swept(engine::Program const& program, engine::Snapshot const& snapshot) {
  std::size_t work = 0;
  for (auto const rule : engine::rules_swept(*program.rulebook)) work += engine::subjects_of(snapshot, rule);
  return work <= quick_work;
}

Figures FiguresMemory::kept(dsl::Date date) {
  std::lock_guard const guard(mutex_);
  auto const found = std::ranges::find(entries_, date, [](Figures const& entry) { return entry->date(); });
  if (found == entries_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found);
  return *found;
}

Figures FiguresMemory::find(engine::Program const& program, engine::Routes const& routes,
                            std::shared_ptr<engine::Snapshot const> const& snapshot, dsl::Date date) {
  auto const known = kept(date);
  if (known && known->snapshot() == snapshot) return known;
  if (auto const made = known ? engine::recounted(program, routes, *known, snapshot) : nullptr) {
    put(made);
    return made;
  }
  std::lock_guard const guard(mutex_);
  if (wanted_.size() < most_wanted) wanted_.insert(date);
  return nullptr;
}

void FiguresMemory::put(Figures const& made) {
  std::lock_guard const guard(mutex_);
  std::erase_if(entries_, [&](Figures const& entry) { return entry->date() == made->date(); });
  entries_.push_front(made);
  if (entries_.size() > most_kept_days) entries_.pop_back();
  wanted_.erase(made->date());
}

void FiguresMemory::keep(Figures const& made) {
  put(made);
  std::lock_guard const guard(mutex_);
  ++counted_;
}

std::set<dsl::Date> FiguresMemory::take_wanted() {
  std::lock_guard const guard(mutex_);
  return std::exchange(wanted_, {});
}

std::size_t FiguresMemory::counted() const {
  std::lock_guard const guard(mutex_);
  return counted_;
}

}  // namespace bylaw::api
