// What the handlers of cases share.
#pragma once
#include "api/routes.hpp"
#include "engine/cases.hpp"

namespace bylaw::api {

struct CaseFound {
  std::shared_ptr<engine::Snapshot const> snapshot;
  dsl::Index record = dsl::none;
  engine::Row row = 0;
};
// The case of this key in the state as it is now, or a 404.
std::expected<CaseFound, Problem> find_case(Service& service, std::string const& key);
std::string case_json(Service& service, engine::Snapshot const& snapshot, engine::Row row, dsl::Date date);

}  // namespace bylaw::api
