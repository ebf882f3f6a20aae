// What is told about a finding besides its status: the records that show it, the rules that lift it, and on request the
// conditions read with their values. Evaluates the rule again, clause by clause, keeping what it reads.
#pragma once
#include "engine/decide/trace.hpp"

namespace bylaw::engine {

class Explainer {
 public:
  // The frames are room to work in, kept between questions.
  Explainer(World& world, std::vector<Value>& frame, std::vector<Traced>& traced_frame)
      : world_(world), frame_(frame), traced_frame_(traced_frame), trace_(world, nullptr) {
    trace_.keep_readings();
  }

  // Fills in evidence and lifted_by of the finding for the rule at `position` of the action.
  void show(Finding& finding, Index position);
  // Fills in because.
  void explain(Finding& finding, Index position);

 private:
  void collect(Finding& finding, Clause const& clause);
  void explain(Finding& finding, char const* name, Clause const& clause);
  Because because(char const* name, Conjunct const& conjunct);
  Reading reading(RawReading const& raw) const;
  bool assumed(Unknown where) const;

  World& world_;
  std::vector<Value>& frame_;
  std::vector<Traced>& traced_frame_;
  Trace trace_;
};

}  // namespace bylaw::engine
