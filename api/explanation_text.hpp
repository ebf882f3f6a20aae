// A decision in plain text, for a terminal: the verdict, why, what to do, what is not known, where it is written.
#pragma once
#include <string>

#include "api/read_question.hpp"
#include "engine/decision.hpp"

namespace bylaw::api {

std::string explanation_text(AskedQuestion const& asked, engine::Decision const& decision);

}  // namespace bylaw::api
