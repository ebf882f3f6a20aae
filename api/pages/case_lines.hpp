// Cases in a list: where each stands and who has to act.
#pragma once
#include "api/pages/page.hpp"
#include "engine/cases.hpp"

namespace bylaw::api::pages {

struct CaseLine {
  engine::Row row = 0;
  engine::CaseReport report;
  std::vector<std::string> who;  // has to act next, as parties
};

// Those that the caller may see; only those that wait for `who`, where it is given; also those that are over for `all`.
std::vector<CaseLine> case_lines(PageCall const& call, std::string const& who, bool all);
Model case_line_model(PageCall const& call, CaseLine const& line);

}  // namespace bylaw::api::pages
