// One question from JSON to JSON: read, decide, write. What the server, a batch and the command line share.
#pragma once
#include <expected>
#include <string>

#include "api/read_question.hpp"
#include "api/write_decision.hpp"
#include "engine/store.hpp"

namespace bylaw::api {

struct AnsweredQuestion {
  AskedQuestion asked;
  engine::Decision decision;
  DecisionStamp stamp;
  std::string json;
};

// `sight`: what the asker may refer to; everything without it. The answer itself tells everything.
std::expected<AnsweredQuestion, InputFaults> answer_question(engine::Program const& program,
                                                             std::shared_ptr<engine::Snapshot const> snapshot,
                                                             JsonValue const& request, DecisionStamp stamp,
                                                             RuleTexts const& texts,
                                                             Sight* sight = nullptr);

// Its entry in the decision log; `request` is the JSON as it was sent.
engine::LoggedDecision log_entry(AnsweredQuestion const& answered, std::string request);

}  // namespace bylaw::api
