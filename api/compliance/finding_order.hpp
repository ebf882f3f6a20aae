// The order of findings, and how a list of them goes on behind a cursor although records may have changed meanwhile.
#pragma once
#include <string>
#include <vector>

#include "api/query.hpp"
#include "engine/standing.hpp"

namespace bylaw::api {

// What findings can be sorted by; a '-' before it turns the order round.
std::vector<std::string> finding_sort_keys(dsl::Rulebook const& rulebook);

// Sorts as the parameter `sort` says: keys with commas between. What is equal keeps the order of the sweep: by rule,
// subject and year. What is missing (no date, nobody) comes last.
void sort_findings(engine::Snapshot const& snapshot, Call const& call, std::vector<engine::StandingRow>& rows,
                   InputFaults& faults);

// How pressing a status is: the most pressing first, from 0.
int pressure(dsl::StandingStatus status);

// The position of the first row behind the cursor.
std::size_t first_behind(engine::Snapshot const& snapshot, std::vector<engine::StandingRow> const& rows,
                         std::string const& after);
// What a cursor behind the row at `position` stands for.
std::string cursor_behind(engine::Snapshot const& snapshot, std::vector<engine::StandingRow> const& rows,
                          std::size_t position);

// Names a row within one sweep, the same in every sweep: rule, subject and year.
std::string identity_of(engine::Snapshot const& snapshot, engine::StandingRow const& row);

}  // namespace bylaw::api
