// One question of AuthZEN to its decision: yes or no from the outcome, and everything the outcome rests on as context.
#pragma once
#include <chrono>
#include <string>

#include "api/answer_question.hpp"
#include "api/authzen/pose.hpp"

namespace bylaw::api {
struct Service;
}

namespace bylaw::api::authzen {

// How long a denial can be referred to in a request for what stands in the way.
inline constexpr auto denial_holds = std::chrono::hours(24);

struct Options {
  bool strict = false;  // what is only asked for (should) stands in the way as well
};

// Whether the act may go ahead: nothing required or forbidden stands in the way, and nothing that decides is unknown.
bool permits(dsl::Rulebook const& rulebook, engine::Decision const& decision, Options options);

// The members of one answer, as JSON: {"decision": ..., "context": {...}}.
struct Evaluation {
  bool decision = false;
  std::string json;
};
// Logs the decision; the answer is what `sight` leaves of it. Faults are those of values that do not fit.
std::expected<Evaluation, InputFaults> evaluate(Service& service, Sight& sight,
                                                std::shared_ptr<engine::Snapshot const> const& snapshot,
                                                Sent const& sent, Options options, Place const& place = {});

}  // namespace bylaw::api::authzen
