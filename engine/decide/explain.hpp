// What is told about a finding besides its status: the records that show it, the rules that lift it, and on request the
// conditions read with their values. Evaluates the rule again, clause by clause, keeping what it reads.
#pragma once
#include "engine/decide/readings.hpp"
#include "engine/decide/world.hpp"

namespace bylaw::engine {

class Explainer {
 public:
  // Room to work in, kept between questions.
  struct Room {
    struct Told {
      Index node;
      Truth truth;
      std::size_t first, count;
    };
    Readings readings;
    std::vector<Told> told;             // of this decision: rules share conditions
    std::vector<std::uint64_t> places;  // of what is told of the condition at hand
  };
  Explainer(World& world, std::vector<Value>& frame, Room& room, Decision& decision)
      : world_(world), frame_(frame), room_(room), decision_(decision) {
    room_.told.clear();
  }

  // Fills in evidence and lifted_by of the finding for the rule at `position` of the action.
  void show(Finding& finding, Index position);
  // Fills in because, and what it read in the decision.
  void explain(Finding& finding, Index position);

 private:
  void collect(Finding& finding, Clause const& clause);
  void explain(Finding& finding, std::string_view name, Clause const& clause);
  Because because(std::string_view name, Conjunct const& conjunct);
  Room::Told tell(Index node);
  Reading::Origin origin_of(Unknown where) const;
  bool assumed(Unknown where) const;

  World& world_;
  std::vector<Value>& frame_;
  Room& room_;
  Decision& decision_;
};

}  // namespace bylaw::engine
