// Whom somebody may ask about, whose role says "may decide of own": what a decision comes to tells of records that the
// caller does not see. Records that a question names as its parameters have to be the caller's own, as far as the role
// says of their kind which are; what is recorded now counts, not what a question lays over it.
#pragma once
#include <optional>

#include "api/access/sight.hpp"
#include "api/problem.hpp"
#include "api/read_question.hpp"

namespace bylaw::api {

std::optional<Problem> check_asked(Sight& sight, AskedQuestion const& asked);

}  // namespace bylaw::api
