// The scenarios of a rulebook: asks each over its own records and compares with what it expects. Reports what differs,
// and remembers what was reached.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "api/scenario_reach.hpp"
#include "engine/decide.hpp"

namespace bylaw::api {

class ScenarioRunner {
 public:
  explicit ScenarioRunner(std::shared_ptr<dsl::Rulebook const> rulebook);

  // What differs, one sentence each; nothing when it passes.
  std::vector<std::string> run(dsl::Scenario const& scenario);
  // Over all that were run.
  ScenarioReach const& reach() const { return reach_; }

 private:
  std::shared_ptr<dsl::Rulebook const> rulebook_;
  std::shared_ptr<engine::Program const> program_;
  ScenarioReach reach_;
};

}  // namespace bylaw::api
