// The answer to one question of AuthZEN: the whole decision as context, and what there is to do about it apart, by who
// has to understand it.
#pragma once
#include <string>

#include "api/answer_question.hpp"

namespace bylaw::api::authzen {

// {"decision": ..., "context": {...}}. Obligations are only what is required: who does not understand one of them has
// to take the answer as a no, so what is merely asked for is advice. `url`: how the service is reached, for where to
// request what can be requested; `until`: how long the answer can be referred to in such a request.
std::string write_evaluation(AnsweredQuestion const& answered, bool permitted, std::string_view url,
                             std::string_view until);

}  // namespace bylaw::api::authzen
