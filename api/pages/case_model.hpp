// A case as the interface for programs tells it, and its parts as templates take them.
#pragma once
#include <optional>

#include "api/json_text.hpp"
#include "api/pages/page.hpp"

namespace bylaw::api::pages {

struct CaseRead {
  std::string key, version;  // the version changes with anything that is recorded of the case
  JsonValue json;
  JsonList changes;
};
// When anything of the case was last changed; empty where nothing tells.
std::string last_changed(PageCall const& call, CaseRead const& read);
std::optional<CaseRead> read_case(PageCall const& call, std::string const& key);

Model case_step_model(PageCall const& call, CaseRead const& read, JsonValue const& step);
Model case_route_model(PageCall const& call, JsonValue const& route);
Model case_change_model(PageCall const& call, dsl::Index record, JsonValue const& change);

// The step of that name in the procedure of the case; null when there is none that can be recorded.
dsl::Step const* recordable_step(PageCall const& call, std::string const& key, std::string const& name);

}  // namespace bylaw::api::pages
