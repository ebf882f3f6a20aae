// The mode that keeps what an evaluation depends on: which unknowns left it open, what they were compared with, and,
// where wanted, the records that made a condition true. Tries values for unknowns too.
#pragma once
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "engine/decide/cells.hpp"
#include "engine/decide/world.hpp"

namespace bylaw::engine {

// A value that may stand for an unknown: which one, and how it came from it.
struct Traced {
  Value value;
  std::uint64_t origin = 0;  // Unknown::packed() of what it came from; 0 when it is known
  std::uint32_t chain = 0;
};

class Trace {
 public:
  using Cell = Traced;
  static constexpr bool tracing = true, shortcuts = false;
  static constexpr bool tests_first = false;
  static constexpr bool narrows = false;  // which values are compared with must not depend on where rows come from
  struct Mark {
    std::size_t reads = 0, evidence = 0;
  };

  Trace(World& world, Observations* observations) : world_(world), observations_(observations) {}

  // ---- what the search sets and gets ----
  void begin() {
    reads_.clear();
    chains_.clear();
  }
  void assign(Unknown what, Value value) { assigned_.emplace_back(what.packed(), value); }
  void withdraw() { assigned_.pop_back(); }
  std::vector<std::uint64_t>& reads() { return reads_; }
  std::size_t visits() const { return visits_; }

  // ---- what cases set and get ----
  void keep_evidence() { keeps_evidence_ = true; }
  std::vector<RowReference>& evidence() { return evidence_; }

  // ---- what Machine calls ----
  static Value raw(Traced const& cell) { return cell.value; }
  Traced constant(Value value) const { return {value}; }
  Traced date(Value value) const { return {value}; }
  Traced leaf(Value value, Unknown::Source source, Index index, Index field = 0, Row row = 0);
  Traced rate(Value value, dsl::Currency currency);
  Traced element(Traced const& list, Value item) const { return {item, list.origin, list.chain}; }
  Traced derived(Traced const& left, Op op, Traced const& right, Value result);
  Traced derived_right(Traced const& left, Op op, Traced const& right, Value result);
  Traced exchanged(Traced const& rate, Value amount, dsl::Currency base, Value result);
  Traced opaque(Traced const& from, Value result) const { return {result, from.origin, quiet}; }
  Traced mixed(Traced const& left, Traced const& right, Value result) const;
  bool carries(Traced const& cell) const { return cell.origin != 0; }
  Truth known(Value value, Unknown::Source, Index) const { return value.is_unknown() ? Truth::no : Truth::yes; }
  template <class Evaluate>
  Traced as_it_is(Evaluate evaluate) {
    ++as_it_is_;
    auto const result = evaluate();
    --as_it_is_;
    return result;
  }
  void compared(Traced const& left, Traced const& right);
  // Of one candidate after the other (`first`: of a new search): each is compared with those before it.
  void ordered(bool first, Traced const& order);
  void dereferenced(Traced const& cell);
  void presence(Value, Index, Row, Index) const {}
  void keyed(Traced const& key, Table::FieldIndex const& index, Index record);
  void visited() { ++visits_; }
  void witness(Index record, Row row);
  Mark mark() const { return {reads_.size(), evidence_.size()}; }
  // A condition that is decided depends on none of the unknowns it read; one that is not true has no witnesses.
  void settle(Mark mark, Truth truth, bool negative) {
    if (truth != Truth::unknown) reads_.resize(mark.reads);
    if (truth != Truth::yes || negative) evidence_.resize(mark.evidence);
  }
  std::size_t row_begins() const { return evidence_.size(); }
  void row_ends(std::size_t before, Truth truth, Index record, Row row);
  bool wants_every_witness() const { return keeps_evidence_; }

 private:
  static constexpr std::uint32_t quiet = 1;    // compares by way of what it leads to, not by itself
  static constexpr std::uint32_t tangled = 2;  // came from more than one unknown
  static constexpr std::uint32_t first_chain = 3;

  std::optional<Value> assigned(std::uint64_t what) const;
  Traced stepped(Traced const& from, Step step, Value result);
  Chain const& chain(Traced const& cell) const;
  void compare_with(Traced const& cell, Value constant);

  World& world_;
  Observations* observations_;
  bool keeps_evidence_ = false;
  int as_it_is_ = 0;
  std::size_t visits_ = 0;
  std::vector<std::pair<std::uint64_t, Value>> assigned_;
  std::vector<std::uint64_t> reads_;
  std::vector<Chain> chains_;
  std::vector<Traced> orders_;
  std::size_t from_unknowns_ = 0;  // of them, at their front
  std::vector<RowReference> evidence_;
  std::set<std::pair<std::uint64_t, void const*>> keyed_;
};

}  // namespace bylaw::engine
