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

struct CaseWish {
  std::string who;    // only those that wait for this party
  std::string words;  // only those whose title has them
  bool all = false;   // also those that are over
};
// Those that the caller may see. Where each stands is worked out only for those that are shown, unless it is asked who
// has to act: then for all, once for a state and a day.
std::vector<engine::Row> case_rows(PageCall const& call, CaseWish const& wish);
CaseLine case_line(PageCall const& call, engine::Row row);
Model case_line_model(PageCall const& call, CaseLine const& line);

}  // namespace bylaw::api::pages
