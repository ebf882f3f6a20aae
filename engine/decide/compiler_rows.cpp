// What the compiler does so that rows are not looked at in vain: indexes that quantifiers can use, and results that are
// kept for the next time they are asked for.
#include <algorithm>

#include "engine/decide/compiler.hpp"

namespace bylaw::engine {
namespace {

using dsl::none;

constexpr std::size_t most_plans = 3;
constexpr std::uint32_t least_of_a_search = 16;  // see Compiler::cost
constexpr std::uint32_t most_key_cost = 4;       // of a filter, worked out whether rows come so far or not

// What comes to one of the three truths whatever it is asked for.
bool is_condition(Op op) {
  return (op >= Op::negation && op <= Op::recorded_field) || op == Op::some || op == Op::no || op == Op::every;
}
bool is_calculated(Op op) { return op == Op::plus || op == Op::minus || (op >= Op::count && op <= Op::earliest); }

bool indexable(dsl::Type type) {
  using dsl::TypeKind;
  return !type.list && (type.kind == TypeKind::reference || type.kind == TypeKind::text || type.kind == TypeKind::id);
}

// Whether values of the type compare as their numbers do.
bool compares_by_number(dsl::Type type) {
  using dsl::TypeKind;
  switch (type.kind) {
    case TypeKind::boolean:
    case TypeKind::text:
    case TypeKind::id:
    case TypeKind::date:
    case TypeKind::enumeration:
    case TypeKind::reference:
      return !type.list;
    default:
      return false;
  }
}

}  // namespace

void Compiler::plan(Node& quantifier, Index slot) {
  if (quantifier.record == none) return;
  std::vector<IndexPlan> plans;
  if (quantifier.b != none && slot < 63) plan_condition(quantifier.b, slot, quantifier.record, plans);
  if (plans.size() > most_plans) plans.resize(most_plans);
  for (auto& one : plans) one.sieve = sieve(without_term(quantifier.b, one.sieve.rest), slot, quantifier.record);
  quantifier.plans = static_cast<std::uint8_t>(plans.size());
  plans.push_back({.sieve = sieve(quantifier.b, slot, quantifier.record)});
  quantifier.first_plan = static_cast<Index>(program_.plans.size());
  program_.plans.insert(program_.plans.end(), plans.begin(), plans.end());
  quantifier.reach = reach(quantifier, slot);
}

Sieve Compiler::sieve(Index condition, Index slot, Index record) {
  Sieve result{static_cast<Index>(program_.filters.size()), 0, condition};
  if (condition == none || slot >= 63) return result;
  auto const node = program_.nodes[condition];
  std::vector<Index> terms{condition}, rest;
  if (node.op == Op::all) {
    auto const first = program_.operands.begin() + node.c;
    terms.assign(first, first + node.b);
  }
  for (auto const term : terms) {
    auto const filter = result.count < most_filters ? as_filter(term, slot, record) : std::nullopt;
    if (!filter) {
      rest.push_back(term);
      continue;
    }
    program_.filters.push_back(*filter);
    ++result.count;
  }
  if (result.count > 0)
    result.rest = rest.empty() ? none : rest.size() == 1 ? rest.front() : junction_of(Op::all, rest);
  return result;
}

std::optional<Filter> Compiler::as_filter(Index term, Index slot, Index record) const {
  auto const& n = program_.nodes[term];
  auto const& fields = rulebook_.records[record].fields;
  auto const filter = [&](Index mine, Comparison comparison, Index key) -> std::optional<Filter> {
    auto const& field = program_.nodes[mine];
    if (!is_field_of(mine, slot) || !compares_by_number(fields[field.a].type)) return {};
    return Filter{field.a, comparison, field.event, key};
  };
  if (n.op == Op::slot_field) return filter(term, Comparison::is, none);
  if (n.op == Op::negation) return filter(n.a, Comparison::is_not, none);
  if (n.op != Op::compare) return {};
  bool const left = is_field_of(n.a, slot);
  auto const key = left ? n.b : n.a;
  if ((free_[key] & slot_bit(slot)) || cost_[key] > most_key_cost) return {};
  return left ? filter(n.a, n.comparison, key) : filter(n.b, mirrored(n.comparison), key);
}

// The condition where one term of it is known to hold; what is remembered by row stays as it is.
Index Compiler::without_term(Index condition, Index term) {
  if (condition == term) return none;
  auto const all = program_.nodes[condition];
  if (all.op != Op::all) return condition;
  std::vector<Index> rest;
  for (Index i = 0; i < all.b; ++i)
    if (program_.operands[all.a + i] != term) rest.push_back(program_.operands[all.a + i]);
  return rest.size() == 1 ? rest.front() : junction_of(Op::all, std::move(rest));
}

bool Compiler::is_field_of(Index index, Index slot) const {
  auto const& n = program_.nodes[index];
  return n.op == Op::slot_field && n.slot == slot;
}

void Compiler::plan_condition(Index condition, Index slot, Index record, std::vector<IndexPlan>& plans) const {
  auto const& n = program_.nodes[condition];
  if (n.op == Op::truth_by_row) return plan_condition(n.c, slot, record, plans);
  if (n.op != Op::all) return plan_conjunct(condition, slot, record, plans);
  for (Index i = 0; i < n.b; ++i) plan_condition(program_.operands[n.a + i], slot, record, plans);
}

void Compiler::plan_conjunct(Index conjunct, Index slot, Index record, std::vector<IndexPlan>& plans) const {
  auto const& n = program_.nodes[conjunct];
  if (n.op != Op::compare || n.comparison != Comparison::is) return;
  for (auto const& [mine, key] : {std::pair(n.a, n.b), std::pair(n.b, n.a)}) {
    if (!is_field_of(mine, slot) || (free_[key] & slot_bit(slot))) continue;
    auto const field_index = program_.nodes[mine].a;
    if (indexable(rulebook_.records[record].fields[field_index].type))
      plans.push_back({field_index, key, {0, 0, conjunct}});
    return;
  }
}

// Worth remembering within one question: it needs a search, means the same everywhere, and is asked for again, by
// another rule or by every row of a search around it.
void Compiler::remember(Index index) {
  auto& n = program_.nodes[index];
  if (remembering_ && dear_[index] && free_[index] == 0 && n.memo == none) n.memo = program_.memos++;
}

// A definition of one record, whatever leads to it: worked out once for each of its rows. All else it is given must be
// the same for every row. Within one question only a search is worth that.
Index Compiler::by_row(Index definition, std::vector<Index> const& arguments, Index body) {
  auto const open = [this](Index argument) { return free_[argument] != 0; };
  if (std::ranges::count_if(arguments, open) != 1) return body;
  auto const at = static_cast<std::size_t>(std::ranges::find_if(arguments, open) - arguments.begin());
  if (rulebook_.definitions[definition].parameters[at].kind != dsl::TypeKind::reference) return body;
  auto const made = program_.nodes[body].op;
  // A single comparison costs no more than looking it up.
  bool const truth = made == Op::all || made == Op::any || (is_condition(made) && dear_[body]);
  if (!truth && !(for_many_rows_ && is_calculated(made) && dear_[body])) return body;
  if (!for_many_rows_ && cost_[body] < least_of_a_search) return body;
  auto others = arguments;
  others[at] = none;
  auto const [table, added] = row_tables_.try_emplace({definition, std::move(others)}, program_.row_tables);
  if (added) ++program_.row_tables;
  return intern({.op = truth ? Op::truth_by_row : Op::value_by_row, .a = arguments[at], .b = table->second, .c = body});
}

}  // namespace bylaw::engine
