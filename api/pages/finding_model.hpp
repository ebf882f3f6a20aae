// Parts of a decision, from its JSON, as templates take them.
#pragma once
#include "api/json_text.hpp"
#include "api/pages/page.hpp"

namespace bylaw::api::pages {

// How a status or an outcome is coloured, always beside its word: "stop", "act", "wait", "note", "good".
std::string tone_of_outcome(std::string_view outcome);
std::string tone_of_status(std::string_view status);

Model finding_model(PageCall const& call, JsonValue const& finding);
// Something that has to be done: what, by whom, with whom, by when.
Model step_model(PageCall const& call, JsonValue const& finding);
// What the conditions of a finding read: label, value, where it comes from. What was not known is left out.
List figures_of(PageCall const& call, JsonValue const& finding);
std::string shown_json(PageCall const& call, dsl::Type type, JsonValue const& value);

}  // namespace bylaw::api::pages
