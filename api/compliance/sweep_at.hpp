// The sweep that a request is about: of the state as it is now, on the day asked for.
#pragma once
#include <memory>

#include "api/access/finding_sight.hpp"
#include "api/json_writer.hpp"
#include "api/routes.hpp"

namespace bylaw::api {

struct SweepAt {
  std::shared_ptr<engine::Program const> program;
  std::shared_ptr<engine::Snapshot const> snapshot;
  dsl::Date date;
  StandingRows rows;  // as the caller sees them
  std::shared_ptr<FindingSight> sight;
};

// On `on`, which is a day if it is given at all (routes.cpp sees to that); else today.
SweepAt sweep_at(Service& service, Call const& call);
std::shared_ptr<FindingSight> finding_sight(Service const& service, Call const& call);
// The rows of any state and day as the caller sees them. Nobody sends rows that did not come this way.
StandingRows rows_seen(Service& service, FindingSight& sight, std::shared_ptr<engine::Snapshot const> const& snapshot,
                       dsl::Date date);
dsl::Date day_asked(Service const& service, Call const& call);

// "date", "state_revision" and "policy" of an answer.
void write_sweep_members(JsonWriter& json, SweepAt const& swept);

}  // namespace bylaw::api
