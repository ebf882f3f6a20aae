// What somebody has to record so that a step counts as asked for. A rule's `waiting when` says it: "some record with
// these values". The values are read off that condition and off the answers; nothing about any one record is known
// here.
#pragma once
#include <optional>

#include "api/pages/answers.hpp"

namespace bylaw::api::pages {

struct RequestRecord {
  dsl::Index record = dsl::none;
  NamedValues values;  // fields by name, as values are written
};

// Nothing where the rule does not wait for a record.
std::optional<RequestRecord> request_record(engine::Snapshot const& snapshot, dsl::Rule const& rule,
                                            Answers const& answers);

}  // namespace bylaw::api::pages
