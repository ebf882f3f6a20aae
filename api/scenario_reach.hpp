// Which rules, conditions and boundaries the scenarios of a rulebook have reached, and which not.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/decision.hpp"

namespace bylaw::api {

class ScenarioReach {
 public:
  explicit ScenarioReach(dsl::Rulebook const& rulebook) : rulebook_(rulebook) {}

  // A decision made with Explain::full.
  void add(engine::Decision const& decision);
  // What no scenario reached, one line each, by rule.
  std::vector<std::string> gaps() const;

 private:
  void add_condition(engine::Decision const& decision, engine::Because const& because);
  void add_condition_gaps(dsl::Rule const& rule, std::string_view clause, dsl::Index expression,
                          std::vector<std::string>& gaps) const;
  void add_boundary_gaps(dsl::Rule const& rule, dsl::Index expression, std::vector<std::string>& gaps) const;

  dsl::Rulebook const& rulebook_;
  std::set<dsl::Index> applied_;                          // rules that did not stay not_applicable
  std::map<dsl::Index, std::set<engine::Truth>> truths_;  // by condition
  std::map<std::string, std::set<std::string>> values_;   // by fact or record.field: values read, as text
};

}  // namespace bylaw::api
