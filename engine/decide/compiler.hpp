// Expressions to nodes. Equal expressions become one node; definitions are put in place of their calls, so that
// quantifiers see the comparisons inside them and can use indexes.
#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "engine/decide/program.hpp"
#include "engine/snapshot.hpp"

namespace bylaw::engine {

// A bit for each slot; those beyond the 63rd share one, which stays set: such nodes are neither planned nor remembered.
inline std::uint64_t slot_bit(Index slot) { return slot < 63 ? std::uint64_t{1} << slot : std::uint64_t{1} << 63; }

inline bool is_quantifier(Op op) { return op >= Op::some; }

class Compiler {
 public:
  explicit Compiler(Program& program)
      : program_(program), rulebook_(*program.rulebook), literals_(literal_symbols(rulebook_)) {}

  // The node of a closed expression (a rule's clause, an assumption).
  Index compile(Index expression);
  // The node of an expression with variables: the slots of the rulebook's frame that slots 0, 1, ... hold. It is for
  // many rows, so definitions of one record are remembered by its row.
  Index compile(Index expression, std::vector<Index> const& variables);
  // Room for so many variables, though no expression may read them.
  void make_room(std::size_t variables) { program_.frame = std::max(program_.frame, static_cast<Index>(variables)); }
  // The node of a closed expression with its top-level conjuncts.
  Clause clause(Index expression);

 private:
  using Bindings = std::unordered_map<Index, Index>;  // slot of the rulebook's frame -> node
  // Where in the program an expression is compiled: what its variables mean, and the first slot that is free.
  struct Place {
    Bindings bindings;
    Index depth = 0;
  };

  Index node(Index expression, Place& place);
  Index made(Index expression, Place& place);
  Index junction(dsl::Expression const& expression, Op op, Place& place);
  Index junction_of(Op op, std::vector<Index> terms);
  Index comparison(dsl::Expression const& expression, Comparison comparison, Place& place);
  Index recorded(dsl::Expression const& expression, Place& place);
  Index field(dsl::Expression const& expression, Place& place);
  Index membership(dsl::Expression const& expression, Place& place);
  Index call(dsl::Expression const& expression, Place& place);
  Index by_row(Index definition, std::vector<Index> const& arguments, Index body);
  Index call_body(Index definition, std::vector<Index> const& arguments, Index depth);
  Index quantifier(dsl::Expression const& expression, Op op, Place& place);
  Index literal(dsl::Expression const& expression);
  Index binary(Op op, dsl::Expression const& expression, Place& place);

  Index intern(Node node);
  Index operands(std::vector<Index> const& nodes);
  bool simple(Index node) const;
  void plan(Node& quantifier, Index slot);
  Index without_term(Index condition, Index term);
  Sieve sieve(Index condition, Index slot, Index record);
  std::optional<Filter> as_filter(Index term, Index slot, Index record) const;
  void plan_condition(Index condition, Index slot, Index record, std::vector<IndexPlan>& plans) const;
  void plan_conjunct(Index conjunct, Index slot, Index record, std::vector<IndexPlan>& plans) const;
  bool is_field_of(Index node, Index slot) const;
  Index reach(Node const& quantifier, Index slot);
  std::optional<std::vector<ReachSource>> sources(Index condition, Index slot, Index field) const;
  std::optional<std::vector<ReachSource>> sources_of_any(Node const& any, Index slot, Index field) const;
  std::optional<ReachSource> source_of_comparison(Node const& comparison, Index slot, Index field) const;
  std::optional<ReachSource> source_of_search(Node const& search, Index slot, Index field) const;
  std::optional<Index> field_compared_with(Index condition, Index inner, Index slot, Index field) const;
  void use_slot(Index slot) { depth_used_ = std::max(depth_used_, slot + 1); }
  std::uint64_t free_slots(Node const& node) const;
  Index busy_slots(Node const& node) const;
  std::uint32_t cost(Node const& node) const;
  bool searches(Node const& node) const;
  void remember(Index node);

  using Key =
      std::tuple<Op, Comparison, bool, Index, Index, Index, Index, Index, std::uint8_t, std::uint32_t, std::int64_t>;
  Program& program_;
  dsl::Rulebook const& rulebook_;
  Symbols const literals_;
  std::map<Key, Index> known_;
  std::map<std::vector<Index>, Index> operand_lists_;
  std::map<std::tuple<Index, std::vector<Index>, Index, bool>, Index> inlined_;
  std::map<std::pair<Index, std::vector<Index>>, Index> row_tables_;  // by definition and its other arguments
  struct Body {
    Index node = dsl::none, depth = 0;
  };
  std::unordered_map<Index, Body> bodies_;  // definitions that are called, not put in place
  std::vector<std::uint64_t> free_;         // by node: which slots it reads that are bound outside it
  std::vector<Index> busy_;                 // by node: the first slot behind all that it binds itself
  std::vector<std::uint32_t> cost_;         // by node: what evaluating it costs, roughly
  std::vector<bool> dear_;                  // by node: worth remembering within one question
  Index depth_used_ = 0;
  bool remembering_ = true;  // not while a clause is compiled again, conjunct by conjunct
  bool for_many_rows_ = false;
};

}  // namespace bylaw::engine
