// A question back to JSON, as it could be asked again at /v1/decisions: for the log, where a question came in other
// words.
#pragma once
#include <string>

#include "api/read_question.hpp"
#include "engine/state.hpp"

namespace bylaw::api {

// `laid_over`: the what-if records among its snapshot's.
std::string write_question(AskedQuestion const& asked, engine::State const& laid_over);

}  // namespace bylaw::api
