// What is told about a finding besides its status: the records that show it, the rules that lift it, and on request the
// conditions read with their values. Evaluates the rule again, clause by clause, keeping what it reads.
#pragma once
#include "engine/decide/readings.hpp"
#include "engine/decide/world.hpp"

namespace bylaw::engine {

class Explainer {
 public:
  // The frame and the readings are room to work in, kept between questions.
  Explainer(World& world, std::vector<Value>& frame, Readings& readings, Decision& decision)
      : world_(world), frame_(frame), readings_(readings), decision_(decision) {}

  // Fills in evidence and lifted_by of the finding for the rule at `position` of the action.
  void show(Finding& finding, Index position);
  // Fills in because, and what it read in the decision.
  void explain(Finding& finding, Index position);

 private:
  void collect(Finding& finding, Clause const& clause);
  void explain(Finding& finding, std::string_view name, Clause const& clause);
  Because because(std::string_view name, Conjunct const& conjunct);
  Reading::Origin origin_of(Unknown where) const;
  bool assumed(Unknown where) const;

  World& world_;
  std::vector<Value>& frame_;
  Readings& readings_;
  Decision& decision_;
};

}  // namespace bylaw::engine
