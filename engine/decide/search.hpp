// What is missing: tries the values of the unknowns that leave rules open, finds the statuses that are really possible,
// and which unknowns can change the outcome or what has to be done.
#pragma once
#include <map>
#include <optional>
#include <vector>

#include "engine/decide/cells.hpp"
#include "engine/decide/diagram.hpp"
#include "engine/decide/status.hpp"
#include "engine/decide/trace.hpp"

namespace bylaw::engine {

// What rules come to when everything that is not known is tried.
struct Searched {
  std::vector<Statuses> statuses;    // by position, exact for the rules that were open
  std::vector<bool> matters;         // by position: whether what the rule comes to changes the answer
  Outcome weakest = Outcome::clear;  // of all completions
  std::vector<Unknown> missing;      // what can change the outcome or what is required
  bool exact = true;
};

class Search {
 public:
  // `statuses`: by position, as evaluated without trying anything.
  Search(World& world, std::vector<Statuses> const& statuses);
  Searched run();

 private:
  using Function = Diagram::Function;
  struct Open {
    Index position = 0;
    std::optional<Function> function;  // status by the values of the unknowns; nothing when the search was cut short
    std::vector<std::uint64_t> reads;  // what left it open
  };
  struct Variable {
    std::uint64_t what = 0;
    std::vector<Value> values;
  };
  enum class Halt { none, again, exhausted };

  void look();
  void explore();
  std::optional<Function> explore(Index position);
  std::optional<Diagram::Variable> next_variable();
  std::optional<Diagram::Variable> variable(std::uint64_t what);
  Statuses evaluate(Index position);
  bool cells_changed();

  Searched conclude();
  Outcome base() const;
  Outcome outcome(Index position, std::uint32_t status) const;
  void judge_rules(Searched& result);
  void collect(Searched& result, Function outcome);

  World& world_;
  CompiledAction const& action_;
  std::vector<Statuses> const& plain_;
  Observations observations_;
  Trace trace_;
  std::vector<Traced> frame_;
  Machine<Trace> machine_;
  Judge<Trace> judge_;
  std::vector<Open> open_;
  Diagram diagram_;
  std::vector<Variable> variables_;
  std::map<std::uint64_t, Diagram::Variable> numbers_;
  std::set<std::uint64_t> impossible_;  // read, and without values to try
  Halt halt_ = Halt::none;
  std::size_t changes_ = 0;
  std::size_t evaluations_ = 0, limit_ = 0;
};

}  // namespace bylaw::engine
