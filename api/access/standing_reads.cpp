#include "api/access/standing_reads.hpp"

#include "dsl/confidential_reads.hpp"

namespace bylaw::api {
namespace {

StandingReads reads_of(dsl::Rulebook const& rulebook, dsl::Standing const& rule) {
  StandingReads reads;
  reads.concerns.resize(rulebook.columns.size());
  for (auto const& [column, value] : rule.concerns)
    dsl::add_confidential_reads(rulebook, value, reads.concerns[column]);
  for (auto const& status_case : rule.cases) dsl::add_confidential_reads(rulebook, status_case.since, reads.since);
  if (rule.otherwise) dsl::add_confidential_reads(rulebook, rule.otherwise->since, reads.since);
  dsl::add_confidential_reads(rulebook, rule.deadline, reads.due);
  reads.since.insert(reads.due.begin(), reads.due.end());  // overdue is since the deadline
  for (auto const& detail : rule.details) {
    dsl::add_confidential_reads(rulebook, detail.when, reads.details);
    for (auto const& shown : detail.values) dsl::add_confidential_reads(rulebook, shown.value, reads.details);
  }
  return reads;
}

}  // namespace

std::vector<StandingReads> standing_reads(dsl::Rulebook const& rulebook) {
  std::vector<StandingReads> all;
  for (auto const& rule : rulebook.standing) all.push_back(reads_of(rulebook, rule));
  return all;
}

}  // namespace bylaw::api
