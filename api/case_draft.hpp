// What a request would record in a case, laid over the state but not stored, and what the rules say of it.
#pragma once
#include <expected>
#include <memory>
#include <string>

#include "api/access/sight.hpp"
#include "api/problem.hpp"
#include "api/service.hpp"
#include "engine/cases/recording.hpp"

namespace bylaw::api {

// One attempt to record something over the state at one revision.
struct CaseDraft {
  std::shared_ptr<engine::Snapshot const> before, after;
  engine::Recording recording;
  engine::Plan plan;
  engine::Row row = 0;  // of the case, in `after`
};

Problem conflict(std::string detail);
// Makes the records and lays them over the state.
std::expected<CaseDraft, Problem> draft_recording(Service& service, std::shared_ptr<engine::Snapshot const> before,
                                                  engine::Recording recording);
// What the rules say of it: the decision as JSON, empty where no action checks it; or the refusal, with that decision.
// `sent` is the request as it is logged.
// What the caller may not see of the decision is left out.
std::expected<std::string, Problem> check_recording(Service& service, Sight& sight, CaseDraft const& made,
                                                    std::string const& sent);

}  // namespace bylaw::api
