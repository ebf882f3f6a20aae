// What the handlers of cases share.
#pragma once
#include "api/access/sight.hpp"
#include "api/routes.hpp"
#include "engine/cases.hpp"

namespace bylaw::api {

struct CaseFound {
  std::shared_ptr<engine::Snapshot const> snapshot;
  dsl::Index record = dsl::none;
  engine::Row row = 0;
};
// The case of this key in the state as it is now, or a 404: also where the caller must not know of it, or what the scope
// gives the caller is its own only and this is none.
std::expected<CaseFound, Problem> find_case(Service& service, Sight& sight, std::string const& key,
                                            dsl::AccessScope scope);
// Whether the scope gives the caller this case.
bool is_for(Sight& sight, engine::Snapshot const& snapshot, dsl::Index record, engine::Row row, dsl::AccessScope scope);
// As the caller sees it.
std::string case_json(Service& service, Sight& sight, engine::Snapshot const& snapshot, engine::Row row,
                      dsl::Date date);

}  // namespace bylaw::api
