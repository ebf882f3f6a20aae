// Findings in figures without looking at them one by one, where the counts that a day is kept with say enough: those by
// rule and status, or those by what stands in one column.
#pragma once
#include "api/compliance/compliance_cache.hpp"
#include "api/compliance/finding_filter.hpp"

namespace bylaw::api {

// So many rows of this rule have this status and concern this record.
struct CountedFindings {
  dsl::Index rule = dsl::none;
  engine::Row about = dsl::none;  // in the column that was asked for
  dsl::StandingStatus status{};
  std::size_t count = 0;
};

// Calls visit with each kind of row that the filter keeps. `column`: by what is in it; none: whatever rows concern.
template <class Visit>
void visit_counted(engine::StandingTable const& table, FindingFilter const& filter, dsl::Index column, Visit visit) {
  auto columns = filter.columns();
  if (column != dsl::none) columns.insert(column);
  auto const add = [&](dsl::Index rule, engine::Row about, engine::CountsByStatus const& counts) {
    for (std::size_t i = 0; i < counts.size(); ++i)
      if (auto const status = static_cast<dsl::StandingStatus>(i); counts[i] > 0 && filter.keeps(rule, status))
        visit(CountedFindings{rule, about, status, counts[i]});
  };
  if (columns.empty()) {
    auto const rules = static_cast<dsl::Index>(table.snapshot()->rulebook->standing.size());
    for (dsl::Index rule = 0; rule < rules; ++rule) add(rule, dsl::none, table.counts(rule));
  } else if (columns.size() == 1) {
    auto const counted = table.by_concern(*columns.begin());
    auto const add_all = [&](std::int64_t of, std::vector<engine::RuleCounts> const& cells) {
      auto const about = static_cast<engine::Row>(of);
      if (!filter.keeps_concern(*columns.begin(), about)) return;
      for (auto const& cell : cells) add(cell.rule, about, cell.counts);
    };
    if (auto const* wanted = filter.wanted_in(*columns.begin())) {
      for (auto const row : std::set(wanted->begin(), wanted->end()))
        if (auto const found = counted->find(row); found != counted->end()) add_all(found->first, found->second);
    } else {
      for (auto const& [about, cells] : *counted) add_all(about, cells);
    }
  } else {
    for (auto const& row : table)
      if (filter.keeps_in_counts(row))
        visit(CountedFindings{row.rule, column == dsl::none ? dsl::none : row.concerns[column], row.status, 1});
  }
}

}  // namespace bylaw::api
