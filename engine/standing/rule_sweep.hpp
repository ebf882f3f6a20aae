// One standing rule over some of the rows that it is for, compiled.
#pragma once
#include <span>

#include "engine/decide/machine.hpp"
#include "engine/decide/plain.hpp"
#include "engine/standing/desk.hpp"
#include "engine/standing/status.hpp"

namespace bylaw::engine {

// Rows and whether they count: yes or unknown.
using Candidates = std::vector<std::pair<Row, Truth>>;

class RuleSweep {
 public:
  // `rows`: what findings are added to.
  RuleSweep(StandingDesk& desk, Index rule, std::vector<StandingRow>& rows);

  void ask_of(Row of) { machine_.bind(next_slot_++, Value::reference(written_.of_record, of)); }
  // Everything, also of a rule that is for no record.
  void all();
  // The rows that there is a finding for, or may be.
  void candidates(std::span<Row const> rows, Candidates& found);
  void subjects(Candidates const& found);

 private:
  Truth test(Index node, Truth unwritten) { return node == dsl::none ? unwritten : machine_.test(node); }
  void subject(Row row, Truth with);
  void numbers(StandingRow const& made);
  void add_unknown(StandingRow made);
  void add(StandingRow made);
  // The case that decides in the end; none where the deadline does.
  CompiledCase const* decide(PossibleStatuses& possible, StandingRow const& made);
  void set_since(StandingRow& made, CompiledCase const* decisive);
  std::optional<dsl::Date> date(Index node);
  void concern(StandingRow& made);

  Plain plain_;
  Machine<Plain> machine_;
  Snapshot const& snapshot_;
  dsl::Date today_;
  dsl::Standing const& written_;
  CompiledStanding const& rule_;
  Index index_;
  std::vector<StandingRow>& rows_;
  Index next_slot_ = 0, number_slot_ = 0;
};

}  // namespace bylaw::engine
