// Rules compiled for evaluation: one pool of flat, shared nodes with every name a number, definitions put in place, and
// the indexes that quantifiers can use. Knows nothing of values at run time (machine.hpp) or of statuses (status.hpp).
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dsl/rulebook.hpp"
#include "engine/cases/compiled.hpp"
#include "engine/value.hpp"

namespace bylaw::engine {

enum class Op : std::uint8_t {
  literal,    // literal; texts as the number that every snapshot has for them
  fact,       // a
  parameter,  // a
  date,
  done,
  slot,        // slot
  slot_field,  // field a of the row in slot; event
  field,       // field b of the row that a leads to; event
  setting,     // a
  call,        // arguments operands[a, a+b), body c; its frame begins at slot
  year,        // a
  days,
  months,  // a
  year_start,
  year_end,  // a
  on_day,    // day of the year a, year b
  greater_of,
  lesser_of,  // a, b
  negation,   // a
  all,
  any,              // operands[a, a+b) as written; operands[c, c+b) those that cost least first
  compare,          // a, b; comparison
  compare_count,    // a is a count, b any whole number; comparison
  in,               // a in operands[b, b+c)
  in_list,          // a in the list b
  recorded,         // a: anything but a field
  recorded_field,   // field b of the row that a leads to; event
  known_fact,       // a
  known_parameter,  // a
  plus,
  minus,      // a, b
  otherwise,  // a, b
  truth_by_row,
  value_by_row,  // c, which depends on nothing but the row that a leads to; remembered by that row in table b
  some,
  no,
  every,  // rows of record (or values of the list a) in slot; with b, has c
  count,  // rows of record in slot; with b
  sum,    // with b, value c
  latest,
  earliest,  // with b, order c
  listing    // with b, value c: only through Machine::list_values()
};

enum class Comparison : std::uint8_t { is, is_not, less, at_most, more, at_least };
// The same with its sides exchanged.
Comparison mirrored(Comparison comparison);

struct Node {
  Op op = Op::literal;
  Comparison comparison = Comparison::is;
  bool event = false;      // the field read is an event date
  bool searches = false;   // looks at rows somewhere
  std::uint8_t plans = 0;  // how many index plans a quantifier over records has, from first_plan
  Index slot = 0;
  Index a = dsl::none, b = dsl::none, c = dsl::none;
  Index record = dsl::none;
  Index opening = dsl::none;  // of record: the field that rows are looked at from
  Index first_plan = 0;
  Index reach = dsl::none;  // of a quantifier over records
  Index memo = dsl::none;  // where the result is kept for the other places that use it
  Value literal{};
};

// A conjunct `binder.field comparison key`, where the key does not use the binder: worked out once for all rows.
struct Filter {
  Index field = 0;
  Comparison comparison = Comparison::is;
  bool event = false;
  Index key = dsl::none;  // none: true
};
inline constexpr std::size_t most_filters = 6;
// A condition on rows in two parts: filters [first, first+count), and what remains to be asked of rows that pass them;
// none: nothing.
struct Sieve {
  Index first = 0, count = 0, rest = dsl::none;
};

// `binder.field is key`, where the key does not use the binder: rows can be found by index, and the sieve is for those
// found. Behind the plans of a quantifier stands one without a field, for rows found in any other way.
struct IndexPlan {
  Index field = dsl::none, key = dsl::none;
  Sieve sieve;
};

// One value, or those of a field in the rows that a plan finds.
struct ReachSource {
  Index key = dsl::none;
  Index record = dsl::none, field = dsl::none, plan = dsl::none;
};
// Where a condition on a row can hold at all: a field of it leads to what one of sources [first, first+count) gives.
struct Reach {
  Index field = dsl::none, first = 0, count = 0;
};

// A condition of a rule with its top-level conjuncts, for explanations. node is none where it is not written.
struct Conjunct {
  Index expression = dsl::none, node = dsl::none;
};
struct Clause {
  Index node = dsl::none;
  std::vector<Conjunct> conjuncts;
  bool written() const { return node != dsl::none; }
};

struct CompiledRule {
  Clause when, done, refer, undetermined, waiting;
  std::vector<Clause> unless;
  dsl::RuleKind kind{};
  bool must = false;  // its force
};

// One rule as it bears on one action.
struct Bearing {
  Index rule = dsl::none;
  std::vector<Index> lifters;  // positions, in the same action, of the rules that override it
};

// What a fact with few values says about the rules of an action: for each value a row of bits, one for each rule, which
// is not set where the rule cannot apply with that value.
struct Guard {
  Index fact = dsl::none, values = 0;
  std::size_t first = 0;  // of its rows among CompiledAction::masks
};

struct CompiledAction {
  std::vector<Bearing> rules;  // in rule-name order
  std::vector<Guard> guards;
  std::vector<std::uint64_t> masks;
  std::vector<Index> assumable;          // facts of the action that have assumptions
  std::optional<dsl::Date> from, until;  // what all documents of its rules have in common
};

struct CompiledAssumption {
  Index when = dsl::none, value = dsl::none;  // nodes
};

// A standing rule. Its variables stand in the frame in this order, as far as it has them: the record it is asked of,
// the record it is for, the number.
struct CompiledCase {
  dsl::StandingStatus status{};
  Index when = dsl::none, since = dsl::none;
};
struct CompiledDetail {
  Index when = dsl::none;
  std::vector<Index> values;
};
struct CompiledStanding {
  Index with = dsl::none, from_number = dsl::none, to_number = dsl::none, number_with = dsl::none, when = dsl::none;
  std::vector<std::pair<Index, Index>> concerns;  // column, node
  std::vector<CompiledCase> cases;
  std::optional<CompiledCase> otherwise;
  Index deadline = dsl::none, late = dsl::none;
  std::vector<CompiledDetail> details;
};

// A role's conditions on what is the holder's own. The holder is in slot 0 of the frame, the record in slot 1.
struct CompiledRole {
  std::vector<Index> own;  // by record
};

class Program {
 public:
  std::shared_ptr<dsl::Rulebook const> rulebook;
  std::vector<Node> nodes;
  std::vector<Index> operands;
  std::vector<IndexPlan> plans;
  std::vector<Filter> filters;
  std::vector<Reach> reaches;
  std::vector<ReachSource> sources;
  std::vector<CompiledRule> rules;                           // by rule
  std::vector<CompiledAction> actions;                       // by action
  std::vector<CompiledStanding> standing;                    // by standing rule
  std::vector<CompiledRole> roles;                           // by role
  std::vector<std::vector<CompiledAssumption>> assumptions;  // by fact
  std::vector<CompiledProcedure> procedures;                 // by procedure
  Index memos = 0;
  Index row_tables = 0;  // what is remembered by row
  Index frame = 0;       // slots that the deepest evaluation needs
};

}  // namespace bylaw::engine
