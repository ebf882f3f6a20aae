#include "engine/decide/compiler.hpp"

#include <algorithm>
#include <utility>

namespace bylaw::engine {
namespace {

using dsl::ExpressionKind;
using dsl::none;

// Beyond this many nodes definitions are called instead of put in place: they could multiply without end.
constexpr std::size_t most_inlined_nodes = 200'000;
constexpr std::uint32_t least_to_remember = 6;  // cost of what needs no search and is worth remembering all the same

Value literal_value(dsl::Constant const& constant) {
  struct {
    Value operator()(std::monostate) const { return Value::unknown(); }
    Value operator()(bool b) const { return Value::boolean(b); }
    Value operator()(std::int64_t n) const { return Value::integer(n); }
    Value operator()(dsl::Decimal d) const { return Value::decimal(d); }
    Value operator()(std::string const&) const { return Value::unknown(); }
    Value operator()(dsl::Date d) const { return Value::date(d); }
    Value operator()(dsl::Duration d) const { return Value::duration(d); }
    Value operator()(dsl::Money const& m) const { return Value::money(m); }
    Value operator()(Index value) const { return Value::enumeration(value); }
  } const visitor;
  return std::visit(visitor, constant);
}

// The sum of nothing; of no currency where it is money.
Value zero(dsl::Type type) {
  if (type.kind == dsl::TypeKind::money) return Value::money({});
  if (type.kind == dsl::TypeKind::decimal) return Value::decimal({});
  if (type.kind == dsl::TypeKind::duration) return Value::duration({});
  return Value::integer(0);
}

}  // namespace

Index Compiler::compile(Index expression) {
  if (expression == none) return none;
  Place place;
  depth_used_ = 0;
  auto const result = node(expression, place);
  program_.frame = std::max(program_.frame, depth_used_);
  return result;
}

Index Compiler::compile(Index expression, std::vector<Index> const& variables) {
  if (expression == none) return none;
  Place place;
  depth_used_ = static_cast<Index>(variables.size());
  for (auto const slot : variables) place.bindings[slot] = intern({.op = Op::slot, .slot = place.depth++});
  for_many_rows_ = true;
  auto const result = node(expression, place);
  for_many_rows_ = false;
  program_.frame = std::max(program_.frame, depth_used_);
  return result;
}

Clause Compiler::clause(Index expression) {
  Clause result{compile(expression), {}};
  if (expression == none) return result;
  auto const& written = rulebook_.expression(expression);
  if (written.kind != ExpressionKind::all) return {result.node, {{expression, result.node}}};
  remembering_ = false;
  for (auto const operand : written.operands) result.conjuncts.push_back({operand, compile(operand)});
  remembering_ = true;
  return result;
}

Index Compiler::node(Index index, Place& place) {
  auto const result = made(index, place);
  if (place.depth > 0) remember(result);
  return result;
}

Index Compiler::made(Index index, Place& place) {
  auto const& e = rulebook_.expression(index);
  switch (e.kind) {
    case ExpressionKind::literal:
      return literal(e);
    case ExpressionKind::fact:
      return intern({.op = Op::fact, .a = e.index});
    case ExpressionKind::parameter:
      return intern({.op = Op::parameter, .a = e.index});
    case ExpressionKind::date:
      return intern({.op = Op::date});
    case ExpressionKind::done:
      return intern({.op = Op::done});
    case ExpressionKind::variable:
      return place.bindings.at(e.index);
    case ExpressionKind::field:
      return field(e, place);
    case ExpressionKind::setting:
      return intern({.op = Op::setting, .a = e.index});
    case ExpressionKind::call:
      return call(e, place);
    case ExpressionKind::year:
      return intern({.op = Op::year, .a = node(e.operands[0], place)});
    case ExpressionKind::days:
      return intern({.op = Op::days, .a = node(e.operands[0], place)});
    case ExpressionKind::months:
      return intern({.op = Op::months, .a = node(e.operands[0], place)});
    case ExpressionKind::year_start:
      return intern({.op = Op::year_start, .a = node(e.operands[0], place)});
    case ExpressionKind::year_end:
      return intern({.op = Op::year_end, .a = node(e.operands[0], place)});
    case ExpressionKind::on_day:
      return binary(Op::on_day, e, place);
    case ExpressionKind::greater_of:
      return binary(Op::greater_of, e, place);
    case ExpressionKind::lesser_of:
      return binary(Op::lesser_of, e, place);
    case ExpressionKind::negation:
      return intern({.op = Op::negation, .a = node(e.operands[0], place)});
    case ExpressionKind::all:
      return junction(e, Op::all, place);
    case ExpressionKind::any:
      return junction(e, Op::any, place);
    case ExpressionKind::is:
      return comparison(e, Comparison::is, place);
    case ExpressionKind::is_not:
      return comparison(e, Comparison::is_not, place);
    case ExpressionKind::less:
      return comparison(e, Comparison::less, place);
    case ExpressionKind::at_most:
      return comparison(e, Comparison::at_most, place);
    case ExpressionKind::more:
      return comparison(e, Comparison::more, place);
    case ExpressionKind::at_least:
      return comparison(e, Comparison::at_least, place);
    case ExpressionKind::in:
      return membership(e, place);
    case ExpressionKind::in_list:
      return binary(Op::in_list, e, place);
    case ExpressionKind::recorded:
      return recorded(e, place);
    case ExpressionKind::known: {
      auto const& subject = rulebook_.expression(e.operands[0]);
      auto const op = subject.kind == ExpressionKind::fact ? Op::known_fact : Op::known_parameter;
      return intern({.op = op, .a = subject.index});
    }
    case ExpressionKind::plus:
      return binary(Op::plus, e, place);
    case ExpressionKind::minus:
      return binary(Op::minus, e, place);
    case ExpressionKind::otherwise:
      return binary(Op::otherwise, e, place);
    case ExpressionKind::some:
      return quantifier(e, Op::some, place);
    case ExpressionKind::no:
      return quantifier(e, Op::no, place);
    case ExpressionKind::every:
      return quantifier(e, Op::every, place);
    case ExpressionKind::count:
      return quantifier(e, Op::count, place);
    case ExpressionKind::sum:
      return quantifier(e, Op::sum, place);
    case ExpressionKind::latest:
      return quantifier(e, Op::latest, place);
    case ExpressionKind::earliest:
      return quantifier(e, Op::earliest, place);
    case ExpressionKind::listing:
      return quantifier(e, Op::listing, place);
  }
  return none;
}

Index Compiler::binary(Op op, dsl::Expression const& e, Place& place) {
  auto const left = node(e.operands[0], place);
  return intern({.op = op, .a = left, .b = node(e.operands[1], place)});
}

Index Compiler::literal(dsl::Expression const& e) {
  if (auto const* text = std::get_if<std::string>(&e.constant))
    return intern({.op = Op::literal, .literal = Value::text(*literals_.find(*text))});
  return intern({.op = Op::literal, .literal = literal_value(e.constant)});
}

// Conjunctions in conjunctions are laid flat: a definition in place is then as good as its text. What means the same
// for every row is better remembered as a whole.
Index Compiler::junction(dsl::Expression const& e, Op op, Place& place) {
  std::vector<Index> terms;
  for (auto const operand : e.operands) {
    auto const term = node(operand, place);
    auto const& compiled = program_.nodes[term];
    if (compiled.op != op || (place.depth > 0 && free_[term] == 0 && dear_[term])) {
      terms.push_back(term);
      continue;
    }
    for (Index i = 0; i < compiled.b; ++i) terms.push_back(program_.operands[compiled.a + i]);
  }
  return junction_of(op, std::move(terms));
}

Index Compiler::comparison(dsl::Expression const& e, Comparison comparison, Place& place) {
  auto left = node(e.operands[0], place);
  auto right = node(e.operands[1], place);
  if (program_.nodes[right].op == Op::count && program_.nodes[left].op != Op::count) {
    std::swap(left, right);
    comparison = mirrored(comparison);
  }
  auto const op = program_.nodes[left].op == Op::count ? Op::compare_count : Op::compare;
  return intern({.op = op, .comparison = comparison, .a = left, .b = right});
}

Index Compiler::membership(dsl::Expression const& e, Place& place) {
  auto const value = node(e.operands[0], place);
  std::vector<Index> items;
  for (std::size_t i = 1; i < e.operands.size(); ++i) items.push_back(node(e.operands[i], place));
  return intern({.op = Op::in, .a = value, .b = operands(items), .c = static_cast<Index>(items.size())});
}

Index Compiler::field(dsl::Expression const& e, Place& place) {
  auto const owner = node(e.operands[0], place);
  auto const& record = rulebook_.records[rulebook_.expression(e.operands[0]).type.of];
  bool const event = record.fields[e.index].event;
  if (program_.nodes[owner].op == Op::slot)
    return intern({.op = Op::slot_field, .event = event, .slot = program_.nodes[owner].slot, .a = e.index});
  return intern({.op = Op::field, .event = event, .a = owner, .b = e.index});
}

Index Compiler::recorded(dsl::Expression const& e, Place& place) {
  auto const& subject = rulebook_.expression(e.operands[0]);
  if (subject.kind != ExpressionKind::field) return intern({.op = Op::recorded, .a = node(e.operands[0], place)});
  auto const& record = rulebook_.records[rulebook_.expression(subject.operands[0]).type.of];
  auto const owner = node(subject.operands[0], place);
  return intern(
      {.op = Op::recorded_field, .event = record.fields[subject.index].event, .a = owner, .b = subject.index});
}

// What may stand in a definition's place as often as it likes: reading it costs next to nothing.
bool Compiler::simple(Index index) const {
  auto const& n = program_.nodes[index];
  return n.op <= Op::slot_field || n.op == Op::setting || (n.op == Op::field && simple(n.a)) ||
         n.op == Op::value_by_row || n.memo != none;
}

Index Compiler::call(dsl::Expression const& e, Place& place) {
  // An argument's own binders must stay clear of the arguments before it, which by then stand in the new frame.
  std::vector<Index> arguments;
  auto const depth = place.depth;
  for (auto const operand : e.operands) {
    arguments.push_back(node(operand, place));
    ++place.depth;
  }
  place.depth = depth;
  bool const inlined = program_.nodes.size() < most_inlined_nodes &&
                       std::ranges::all_of(arguments, [this](Index argument) { return simple(argument); });
  if (!inlined) return call_body(e.index, arguments, place.depth);
  // What an argument binds on its way must stay clear of what the definition binds around it.
  auto first_free = place.depth;
  for (auto const argument : arguments) first_free = std::max(first_free, busy_[argument]);
  auto const key = std::tuple(e.index, arguments, first_free, for_many_rows_);
  if (auto const found = inlined_.find(key); found != inlined_.end()) {
    remember(found->second);
    return found->second;
  }
  Place inner{{}, first_free};
  for (Index i = 0; i < arguments.size(); ++i) inner.bindings[i] = arguments[i];
  auto const result = by_row(e.index, arguments, node(rulebook_.definitions[e.index].body, inner));
  inlined_.emplace(key, result);
  return result;
}

Index Compiler::call_body(Index definition, std::vector<Index> const& arguments, Index depth) {
  auto found = bodies_.find(definition);
  if (found == bodies_.end()) {
    Place inner;
    inner.depth = static_cast<Index>(rulebook_.definitions[definition].parameters.size());
    for (Index i = 0; i < inner.depth; ++i) inner.bindings[i] = intern({.op = Op::slot, .slot = i});
    auto const outer = std::exchange(depth_used_, inner.depth);
    auto const body = node(rulebook_.definitions[definition].body, inner);
    found = bodies_.emplace(definition, Body{body, depth_used_}).first;
    depth_used_ = outer;
  }
  use_slot(depth + std::max<Index>(found->second.depth, 1) - 1);
  return intern({.op = Op::call,
                 .slot = depth,
                 .a = operands(arguments),
                 .b = static_cast<Index>(arguments.size()),
                 .c = found->second.node});
}

Index Compiler::quantifier(dsl::Expression const& e, Op op, Place& place) {
  Node result{.op = op, .slot = place.depth};
  if (e.list != none) {
    result.a = node(e.list, place);
  } else {
    result.record = e.record;
    result.opening = rulebook_.records[e.record].opening;
  }
  if (op == Op::sum) result.literal = zero(e.type);
  use_slot(place.depth);
  // The binder's name may hide one outside, which must mean again what it meant afterwards.
  auto const hidden = place.bindings.find(e.slot) == place.bindings.end() ? none : place.bindings[e.slot];
  place.bindings[e.slot] = intern({.op = Op::slot, .slot = place.depth});
  ++place.depth;
  if (!e.operands.empty() && e.operands[0] != none) result.b = node(e.operands[0], place);
  if (e.operands.size() > 1 && e.operands[1] != none) result.c = node(e.operands[1], place);
  --place.depth;
  if (hidden == none)
    place.bindings.erase(e.slot);
  else
    place.bindings[e.slot] = hidden;
  plan(result, place.depth);
  return intern(result);
}

Index Compiler::operands(std::vector<Index> const& nodes) {
  auto const [at, added] = operand_lists_.try_emplace(nodes, static_cast<Index>(program_.operands.size()));
  if (added) program_.operands.insert(program_.operands.end(), nodes.begin(), nodes.end());
  return at->second;
}

Index Compiler::intern(Node n) {
  Key const key{n.op,
                n.comparison,
                n.event,
                n.slot,
                n.a,
                n.b,
                n.c,
                n.record,
                static_cast<std::uint8_t>(n.literal.kind),
                n.literal.aux,
                n.literal.number};
  if (auto const found = known_.find(key); found != known_.end()) {
    remember(found->second);
    return found->second;
  }
  auto const index = static_cast<Index>(program_.nodes.size());
  n.searches = searches(n);
  free_.push_back(free_slots(n));
  busy_.push_back(busy_slots(n));
  cost_.push_back(cost(n));
  auto const dear = [this](Index i) { return i != none && dear_[i]; };
  bool costs = is_quantifier(n.op) || n.op == Op::call;
  if (n.op == Op::negation || n.op == Op::field || n.op == Op::recorded_field) costs = dear(n.a);
  if (n.op == Op::compare || n.op == Op::compare_count || n.op == Op::plus || n.op == Op::minus ||
      n.op == Op::greater_of || n.op == Op::lesser_of)
    costs = dear(n.a) || dear(n.b);
  if (n.op == Op::all || n.op == Op::any) {
    costs = cost_.back() >= least_to_remember;
    for (Index i = 0; i < n.b; ++i) costs = costs || dear(program_.operands[n.a + i]);
  }
  if (n.op == Op::truth_by_row || n.op == Op::value_by_row) costs = dear(n.c);
  dear_.push_back(costs);
  program_.nodes.push_back(n);
  known_.emplace(key, index);
  return index;
}

}  // namespace bylaw::engine
