// The sweep that a request is about: of the state as it is now, on the day asked for.
#pragma once
#include <memory>

#include "api/compliance/compliance_cache.hpp"
#include "api/json_writer.hpp"
#include "api/routes.hpp"

namespace bylaw::api {

struct SweepAt {
  std::shared_ptr<engine::Program const> program;
  std::shared_ptr<engine::Snapshot const> snapshot;
  dsl::Date date;
  StandingRows rows;
};

// On `on`, which is a day if it is given at all (routes.cpp sees to that); else today.
SweepAt sweep_at(Service& service, Call const& call);
dsl::Date day_asked(Service const& service, Call const& call);

// "date", "state_revision" and "policy" of an answer.
void write_sweep_members(JsonWriter& json, SweepAt const& swept);

}  // namespace bylaw::api
