// Figures of days that trends are made of, kept while rows of so many days could not be: for each day those of one
// state, brought up to date when they are asked for over another. Never handed out for a state they are not of.
#pragma once
#include <list>
#include <memory>
#include <mutex>
#include <set>

#include "engine/day_figures.hpp"

namespace bylaw::api {

using Figures = std::shared_ptr<engine::DayFigures const>;

// Above this many evaluations a day is counted in the background only, and its rows are not kept.
bool is_quickly_swept(engine::Program const& program, engine::Snapshot const& snapshot);

class FiguresMemory {
 public:
  // Any thread. Of this very state; null where the day has to be counted first, which is then wanted.
  Figures find(engine::Program const& program, engine::Routes const& routes,
               std::shared_ptr<engine::Snapshot const> const& snapshot, dsl::Date date);
  void keep(Figures const& made);
  // Days that were asked for and are not there, and are no longer wanted then.
  std::set<dsl::Date> take_wanted();
  // How often a whole day was counted.
  std::size_t counted() const;

 private:
  Figures kept(dsl::Date date);
  void put(Figures const& made);

  mutable std::mutex mutex_;
  std::list<Figures> entries_;  // one for each day, the one used last first
  std::set<dsl::Date> wanted_;
  std::size_t counted_ = 0;
};

}  // namespace bylaw::api
