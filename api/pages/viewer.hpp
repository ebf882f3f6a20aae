// Who looks at the pages: the person who signed in. Where every caller on this machine is an administrator, they may
// choose as whom to look.
#pragma once
#include <string>
#include <vector>

#include "api/server/http_types.hpp"
#include "api/service.hpp"
#include "engine/snapshot.hpp"

namespace bylaw::api::pages {

// Something that somebody holds on a day: a term, a post, a seat.
struct Duty {
  dsl::Index record = dsl::none;
  engine::Row row = 0;
  engine::Row group = dsl::none;  // none: for the whole network
};

struct Viewer {
  std::string key, name;  // empty: nobody in particular
  engine::Row row = dsl::none;
  std::vector<Duty> duties = {};

  bool known() const { return !key.empty(); }
  // The groups they have a duty in, each once.
  std::vector<engine::Row> groups() const;
  bool serves_network() const;
};

// The record of people and of groups: what findings are about, by the rulebook. `none` where it does not say.
dsl::Index people_of(dsl::Rulebook const& rulebook);
dsl::Index groups_of(dsl::Rulebook const& rulebook);
// The parameter of a question that is a person (who acts), or a group.
dsl::Index parameter_for(dsl::Rulebook const& rulebook, dsl::Index record);

// The field for the last day of what a person holds in a group, such as a term; none where the kind is nothing like
// that.
dsl::Index end_of_duty(dsl::Rulebook const& rulebook, dsl::Record const& record);

std::vector<Duty> duties_of(engine::Snapshot const& snapshot, engine::Row person, dsl::Date date);
// `key`: of the person; nobody in particular where there is none such.
Viewer viewer_of(std::string const& key, engine::Snapshot const& snapshot, dsl::Date today);

}  // namespace bylaw::api::pages
