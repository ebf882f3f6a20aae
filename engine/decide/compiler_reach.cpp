// Finds out where the rows of a quantifier can only come from, when its condition asks for a search for each of them:
// "some interest i with i.subject is donor and (i.person is actor or some membership m with m.person is i.person and
// m.group is group)" can hold for interests of the actor and of the group's members alone. Going there from what is
// given costs the same however many interests there are in all.
#include <algorithm>

#include "engine/decide/compiler.hpp"

namespace bylaw::engine {

using dsl::none;

Index Compiler::reach(Node const& quantifier, Index slot) {
  if (quantifier.b == none || slot >= 63) return none;
  auto const& fields = rulebook_.records[quantifier.record].fields;
  for (Index field = 0; field < fields.size(); ++field) {
    if (fields[field].type.kind != dsl::TypeKind::reference || fields[field].type.list) continue;
    auto const found = sources(quantifier.b, slot, field);
    // A single value is what an index plan is for.
    if (!found || std::ranges::all_of(*found, [](ReachSource const& source) { return source.record == none; })) continue;
    auto const first = static_cast<Index>(program_.sources.size());
    program_.sources.insert(program_.sources.end(), found->begin(), found->end());
    program_.reaches.push_back({field, first, static_cast<Index>(found->size())});
    return static_cast<Index>(program_.reaches.size() - 1);
  }
  return none;
}

// Nothing where the field may lead anywhere while the condition holds. All rows that it may hold for are covered, some
// of those that it does not hold for as well.
std::optional<std::vector<ReachSource>> Compiler::sources(Index condition, Index slot, Index field) const {
  auto const& n = program_.nodes[condition];
  auto const single = [](std::optional<ReachSource> source) {
    return source ? std::optional(std::vector{*source}) : std::nullopt;
  };
  switch (n.op) {
    case Op::truth_by_row:
      return sources(n.c, slot, field);
    case Op::compare:
      return single(source_of_comparison(n, slot, field));
    case Op::some:
      return single(source_of_search(n, slot, field));
    case Op::any:
      return sources_of_any(n, slot, field);
    case Op::all:
      for (Index i = 0; i < n.b; ++i)
        if (auto found = sources(program_.operands[n.a + i], slot, field)) return found;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<std::vector<ReachSource>> Compiler::sources_of_any(Node const& any, Index slot, Index field) const {
  std::vector<ReachSource> all;
  for (Index i = 0; i < any.b; ++i) {
    auto const found = sources(program_.operands[any.a + i], slot, field);
    if (!found) return std::nullopt;
    all.insert(all.end(), found->begin(), found->end());
  }
  return all;
}

std::optional<ReachSource> Compiler::source_of_comparison(Node const& n, Index slot, Index field) const {
  if (n.comparison != Comparison::is) return std::nullopt;
  for (auto const& [mine, key] : {std::pair(n.a, n.b), std::pair(n.b, n.a)})
    if (is_field_of(mine, slot) && program_.nodes[mine].a == field && free_[key] < slot_bit(slot)) return ReachSource{.key = key};
  return std::nullopt;
}

// Rows that another plan finds hold the values, so long as that plan's key is known before the row at hand is.
std::optional<ReachSource> Compiler::source_of_search(Node const& n, Index slot, Index field) const {
  if (n.record == none || n.b == none) return std::nullopt;
  auto const values = field_compared_with(n.b, n.slot, slot, field);
  if (!values) return std::nullopt;
  for (Index plan = n.first_plan; plan < n.first_plan + n.plans; ++plan)
    if (free_[program_.plans[plan].key] < slot_bit(slot)) return ReachSource{none, n.record, *values, plan};
  return std::nullopt;
}

// The field of the inner binder that the condition asks to be the field of the outer one.
std::optional<Index> Compiler::field_compared_with(Index condition, Index inner, Index slot, Index field) const {
  auto const& n = program_.nodes[condition];
  if (n.op == Op::truth_by_row) return field_compared_with(n.c, inner, slot, field);
  if (n.op == Op::all) {
    for (Index i = 0; i < n.b; ++i)
      if (auto const found = field_compared_with(program_.operands[n.a + i], inner, slot, field)) return found;
    return std::nullopt;
  }
  if (n.op != Op::compare || n.comparison != Comparison::is) return std::nullopt;
  for (auto const& [own, other] : {std::pair(n.a, n.b), std::pair(n.b, n.a)})
    if (is_field_of(own, inner) && is_field_of(other, slot) && program_.nodes[other].a == field)
      return program_.nodes[own].a;
  return std::nullopt;
}

}  // namespace bylaw::engine
