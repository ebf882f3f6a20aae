// What the unknowns of a question were compared with, and the values worth trying for each: its domain cut at those
// constants. Two values of one cell compare alike with everything, so that trying one of them tries all. Both
// evaluators report to it what they compare.
#pragma once
#include <deque>
#include <map>
#include <set>
#include <vector>

#include "engine/decide/distinct_values.hpp"
#include "engine/decide/wide.hpp"
#include "engine/decision.hpp"

namespace bylaw::engine {

// How a compared value came from the unknown: `unknown + operand`, `operand - unknown`, its year, ...
struct Step {
  enum class Kind : std::uint8_t { add, subtract, subtract_from, year, days, months, exchange } kind = Kind::add;
  Value operand;
  dsl::Currency base;  // exchange: the unknown is the rate of operand's currency in this one
};
using Chain = std::vector<Step>;

// An exact amount in a base currency (see wide.hpp), to compare with.
struct WideAmount {
  Wide amount = 0;
  dsl::Currency base;
};

// Whether they are the same values, lists item by item.
bool same_cells(std::vector<Value> const& a, std::vector<Value> const& b);

class Observations {
 public:
  // Everything given must outlive this.
  Observations(dsl::Rulebook const& rulebook, Snapshot const& snapshot, Question const& question);

  // `what` itself was compared with `constant` (an element of it, where it is a list).
  void compared(Unknown what, Value constant);
  // What `chain` makes of it was.
  void compared(Unknown what, Chain const& chain, Value constant);
  void compared(Unknown what, Chain const& chain, WideAmount constant);
  void compared(Unknown a, Unknown b);
  // A field of the row that it refers to was read.
  void dereferenced(Unknown what);
  // It was used in a way that no finite number of values can stand for.
  void tangled(Unknown what);

  bool is_tangled(Unknown what) { return group(what).tangled; }

  // Grows whenever cells may have changed.
  std::size_t changes() const { return changes_; }
  // Values to try; none when it cannot be completed. The values live as long as the observations.
  std::vector<Value> cells(Unknown what);

 private:
  struct Seen {
    DistinctValues constants;
    bool dereferenced = false, tangled = false;
    std::uint64_t group = 0;  // link to another unknown it was compared with; itself when none
  };
  struct Group {
    std::vector<Value> constants;
    std::size_t size = 0;
    bool dereferenced = false, tangled = false;
  };

  Seen& seen(Unknown what);
  std::uint64_t root(std::uint64_t what);
  Group group(Unknown what);
  dsl::Type type_of(Unknown what) const;
  Value in_domain(dsl::Type type, Value constant) const;
  std::vector<Value> scalars(dsl::Type type, Group const& group) const;
  std::vector<Value> numbers(dsl::Type type, Group const& group) const;
  std::vector<Value> texts(Group const& group) const;
  std::vector<Value> rows(dsl::Type type, Group const& group) const;
  std::vector<Value> lists(std::vector<Value> const& elements, std::vector<Value> const& constants);
  Value list(std::vector<Value> items);

  dsl::Rulebook const& rulebook_;
  Snapshot const& snapshot_;
  Symbol fresh_;  // the first text that nobody has
  Value seed_;
  std::map<std::uint64_t, Seen> seen_;
  std::deque<std::vector<Value>> lists_;
  std::size_t changes_ = 0;
};

}  // namespace bylaw::engine
