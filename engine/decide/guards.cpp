// Which rules of an action cannot apply with a value of a fact, worked out for every fact that has few values: where a
// conjunct of a rule's condition speaks of one such fact and of nothing else.
#include "engine/decide/guards.hpp"

#include <algorithm>
#include <span>

namespace bylaw::engine {
namespace {

using dsl::none;

constexpr Index two_facts = none - 1;

// Conditions over one fact and literals.
class OneFact {
 public:
  explicit OneFact(Program const& program) : program_(program) {}

  // The fact; `none` where the condition speaks of none, `two_facts` where of several or of anything else.
  Index of(Index index) const {
    auto const& node = program_.nodes[index];
    switch (node.op) {
      case Op::literal:
        return none;
      case Op::fact:
        return node.a;
      case Op::negation:
        return of(node.a);
      case Op::compare:
        return one(of(node.a), of(node.b));
      case Op::in:
        return one(of(node.a), of(list(node.b, node.c)));
      case Op::all:
      case Op::any:
        return of(list(node.a, node.b));
      default:
        return two_facts;
    }
  }

  bool holds(Index index, std::int64_t value) const {
    auto const& node = program_.nodes[index];
    auto const true_of = [&](Index term) { return holds(term, value); };
    switch (node.op) {
      case Op::negation:
        return !holds(node.a, value);
      case Op::all:
        return std::ranges::all_of(list(node.a, node.b), true_of);
      case Op::any:
        return std::ranges::any_of(list(node.a, node.b), true_of);
      case Op::in:
        return std::ranges::any_of(list(node.b, node.c),
                                   [&](Index item) { return number(item, value) == number(node.a, value); });
      case Op::compare:
        return (number(node.a, value) == number(node.b, value)) == (node.comparison == Comparison::is);
      default:
        return number(index, value) != 0;
    }
  }

  // Comparisons in order are left alone: what is in no order has no use for them.
  bool is_readable(Index index) const {
    auto const& node = program_.nodes[index];
    auto const readable = [this](Index term) { return is_readable(term); };
    switch (node.op) {
      case Op::literal:
        return !node.literal.is_unknown();
      case Op::fact:
        return true;
      case Op::negation:
        return is_readable(node.a);
      case Op::all:
      case Op::any:
        return std::ranges::all_of(list(node.a, node.b), readable);
      case Op::in:
        return is_value(node.a) &&
               std::ranges::all_of(list(node.b, node.c), [this](Index item) { return is_value(item); });
      case Op::compare:
        return node.comparison <= Comparison::is_not && is_value(node.a) && is_value(node.b);
      default:
        return false;
    }
  }

 private:
  std::span<Index const> list(Index first, Index count) const { return {program_.operands.data() + first, count}; }
  bool is_value(Index index) const {
    auto const op = program_.nodes[index].op;
    return op == Op::fact || (op == Op::literal && is_readable(index));
  }
  std::int64_t number(Index index, std::int64_t value) const {
    auto const& node = program_.nodes[index];
    return node.op == Op::fact ? value : node.literal.number;
  }
  static Index one(Index a, Index b) { return a == none || a == b ? b : b == none ? a : two_facts; }
  Index of(std::span<Index const> terms) const {
    Index result = none;
    for (auto const term : terms) result = one(result, of(term));
    return result;
  }

  Program const& program_;
};

// How many values a fact has; 0 where they are many.
Index values_of(dsl::Rulebook const& rulebook, Index fact) {
  auto const type = rulebook.facts[fact].type;
  if (type.list) return 0;
  if (type.kind == dsl::TypeKind::boolean) return 2;
  if (type.kind != dsl::TypeKind::enumeration) return 0;
  return static_cast<Index>(rulebook.enumerations[type.of].values.size());
}

class Guards {
 public:
  Guards(Program const& program, CompiledAction& action)
      : program_(program), action_(action), conditions_(program), words_(words_for(action.rules.size())) {}

  void add(Index position, Index condition) {
    auto const& node = program_.nodes[condition];
    if (node.op != Op::all) return add_conjunct(position, condition);
    for (Index i = 0; i < node.b; ++i) add_conjunct(position, program_.operands[node.a + i]);
  }

 private:
  void add_conjunct(Index position, Index conjunct) {
    auto const fact = conditions_.of(conjunct);
    if (fact == none || fact == two_facts || !conditions_.is_readable(conjunct)) return;
    auto const values = values_of(*program_.rulebook, fact);
    if (values == 0) return;
    auto const first = guard(fact, values).first;
    for (Index value = 0; value < values; ++value)
      if (!conditions_.holds(conjunct, value))
        action_.masks[first + value * words_ + position / 64] &= ~(std::uint64_t{1} << position % 64);
  }

  Guard const& guard(Index fact, Index values) {
    auto const found = std::ranges::find(action_.guards, fact, &Guard::fact);
    if (found != action_.guards.end()) return *found;
    action_.guards.push_back({fact, values, action_.masks.size()});
    action_.masks.resize(action_.masks.size() + values * words_, ~std::uint64_t{0});
    return action_.guards.back();
  }

  Program const& program_;
  CompiledAction& action_;
  OneFact conditions_;
  std::size_t words_;
};

}  // namespace

void make_guards(Program const& program, CompiledAction& action) {
  Guards guards(program, action);
  for (Index i = 0; i < action.rules.size(); ++i)
    if (auto const& when = program.rules[action.rules[i].rule].when; when.written()) guards.add(i, when.node);
}

void select_rules(World const& world, CompiledAction const& action, std::vector<std::uint64_t>& selected) {
  auto const words = words_for(action.rules.size());
  selected.assign(words, ~std::uint64_t{0});
  if (auto const last = action.rules.size() % 64; last != 0) selected.back() = (std::uint64_t{1} << last) - 1;
  for (auto const& guard : action.guards) {
    auto const value = world.fact(guard.fact);
    if (value.is_unknown()) continue;
    auto const* mask = action.masks.data() + guard.first + static_cast<std::size_t>(value.number) * words;
    for (std::size_t i = 0; i < words; ++i) selected[i] &= mask[i];
  }
}

}  // namespace bylaw::engine
