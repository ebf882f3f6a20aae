// What would change an answer: each fact tried at its other values, one at a time, over the records as they are now.
#pragma once
#include "api/pages/answers.hpp"
#include "api/pages/page.hpp"

namespace bylaw::api::pages {

List what_would_change(PageCall const& call, dsl::Action const& action, std::vector<Item> const& items,
                       Answers const& answers);

}  // namespace bylaw::api::pages
