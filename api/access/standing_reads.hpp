// What of the confidential each part of a standing rule's rows may tell, found out once for a rulebook.
#pragma once
#include <set>
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::api {

using Kinds = std::set<dsl::Index>;  // of records

struct StandingReads {
  std::vector<Kinds> concerns;  // by column
  Kinds since, due, details;
};

std::vector<StandingReads> standing_reads(dsl::Rulebook const& rulebook);  // by standing rule

}  // namespace bylaw::api
