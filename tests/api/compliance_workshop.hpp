// The workshop with standing rules: three benches, their checks and permits, papers to read. On 2024-05-06, when the
// desk's clock stands, there are findings of every status.
#pragma once
#include "tests/api/workshop.hpp"

namespace bylaw::api::workshop {

std::shared_ptr<dsl::Rulebook const> standing_rulebook();

// A service over the workshop's rules and standing rules that holds records already.
class ComplianceDesk : public Desk {
 public:
  ComplianceDesk();

  // The answer to a question that has to be answered.
  Json read(std::string const& target);
  // Findings, each as brief() writes it.
  std::vector<std::string> rows(std::string const& query);
  // Writes one record; `record` is "bench/b-1".
  void put(std::string const& record, std::string const& body);
};

// "bench.checked bench/b-1 2022 met"
std::string brief(Json const& row);

}  // namespace bylaw::api::workshop
