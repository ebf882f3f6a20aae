// Standing compliance of days that were asked for lately, kept until it is crowded out: dashboards ask for the same day
// again and again. After a change a day is refreshed from what is kept of it.
#pragma once
#include <list>
#include <memory>
#include <mutex>

#include "engine/standing_table.hpp"

namespace bylaw::api {

using StandingRows = std::shared_ptr<engine::StandingTable const>;

class ComplianceCache {
 public:
  // Any thread. Evaluates outside the lock, so two that ask for the same day at once may both work it out.
  StandingRows rows(engine::Program const& program, std::shared_ptr<engine::Snapshot const> const& snapshot,
                    dsl::Date date);

  // How changes lead to rows, found out once for a program.
  std::shared_ptr<engine::Routes const> routes_of(engine::Program const& program);

  // What was worked out for that revision, if it is still there.
  StandingRows find_earlier(std::uint64_t revision, dsl::Date date);

 private:
  // Of this very state, else of another one on the same day; null where the day is not kept.
  StandingRows nearest(engine::Snapshot const& snapshot, dsl::Date date);
  void keep(StandingRows const& made);

  std::mutex mutex_;
  std::list<StandingRows> entries_;  // the one used last first
  std::shared_ptr<engine::Routes const> routes_;
  engine::Program const* routes_of_ = nullptr;
};

}  // namespace bylaw::api
