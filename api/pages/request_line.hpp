// Requests for a step that a rule wants first, as their queue shows them.
#pragma once
#include "api/json_text.hpp"
#include "api/pages/page.hpp"

namespace bylaw::api::pages {

// Null where the rulebook has no such request any more.
dsl::AccessRequest const* request_of_task(PageCall const& call, JsonValue const& task);
// Whose it is, what it is about, since when.
std::string request_title(PageCall const& call, dsl::Index record, std::string const& key);
Model request_line(PageCall const& call, JsonValue const& task);

}  // namespace bylaw::api::pages
