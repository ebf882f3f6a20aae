// A decision as the JSON that is answered, logged and given back. Written straight into one string.
#pragma once
#include <string>

#include "api/rule_texts.hpp"
#include "api/read_question.hpp"
#include "engine/decision.hpp"

namespace bylaw::api {

struct DecisionStamp {
  std::string id;          // ULID
  std::string decided_at;  // RFC 3339
};

std::string write_decision(AskedQuestion const& asked, engine::Decision const& decision, DecisionStamp const& stamp,
                           RuleTexts const& texts);

}  // namespace bylaw::api
