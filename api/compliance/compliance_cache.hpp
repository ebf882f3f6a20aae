// Sweeps that were made lately, kept until they are crowded out: dashboards ask for the same day again and again.
#pragma once
#include <list>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/decide.hpp"
#include "engine/standing.hpp"

namespace bylaw::api {

using StandingRows = std::shared_ptr<std::vector<engine::StandingRow> const>;

class ComplianceCache {
 public:
  // Any thread. Sweeps outside the lock, so two that ask for the same day at once may both work it out.
  StandingRows rows(engine::Program const& program, std::shared_ptr<engine::Snapshot const> const& snapshot,
                    dsl::Date date);


  // What was worked out for that revision, if it is still there.
  std::pair<std::shared_ptr<engine::Snapshot const>, StandingRows> find_earlier(std::uint64_t revision, dsl::Date date);

 private:
  struct Entry {
    std::shared_ptr<engine::Snapshot const> snapshot;
    dsl::Date date;
    StandingRows rows;
  };
  StandingRows find(engine::Snapshot const* snapshot, dsl::Date date);

  std::mutex mutex_;
  std::list<Entry> entries_;  // the one used last first
};

}  // namespace bylaw::api
