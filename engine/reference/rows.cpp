// Quantifiers and aggregates, for the reference evaluator: over every row, none left out.
#include <algorithm>

#include "engine/reference/evaluator.hpp"

namespace bylaw::engine::reference {

using dsl::none;

bool Evaluator::each(dsl::Expression const& e, Frame& frame, std::function<void(Row)> const& visit) {
  if (e.list != none) {
    auto const list = evaluate(e.list, frame);
    if (list.unknown()) return false;
    for (std::uint32_t i = 0; i < list.value.aux; ++i) {
      frame[e.slot] = list;
      frame[e.slot].value = list.value.items[i];
      visit(0);
    }
    return true;
  }
  auto const opening = rulebook_.records[e.record].opening;
  for (auto const row : snapshot_.table(e.record).rows) {
    if (opening != none) {
      auto const from = snapshot_.table(e.record).value(row, opening);
      if (!from.is_unknown() && from.number > question_.date.days) continue;
    }
    frame[e.slot] = {.value = Value::reference(e.record, row)};
    visit(row);
  }
  return true;
}

Truth Evaluator::matches(dsl::Expression const& e, Frame& frame, Row row, bool shows) {
  auto const before = evidence.size();
  auto const truth = e.operands.empty() || e.operands[0] == none ? Truth::yes : condition(e.operands[0], frame);
  if (truth != Truth::yes) evidence.resize(before);
  if (truth == Truth::yes && shows && e.list == none) evidence.push_back({e.record, row});
  return truth;
}

Truth Evaluator::some(dsl::Expression const& e, Frame& frame) {
  auto result = Truth::no;
  bool const looked = each(e, frame, [&](Row row) { result = std::max(result, matches(e, frame, row, true)); });
  return looked ? result : Truth::unknown;
}

// A row stands in the way when it matches and lacks what every one must have.
Truth Evaluator::every(dsl::Expression const& e, Frame& frame) {
  auto result = Truth::yes;
  bool const looked = each(e, frame, [&](Row row) {
    if (result == Truth::no) return;
    auto const condition_truth = matches(e, frame, row, false);
    if (condition_truth == Truth::no) return;
    auto const has = e.operands.size() < 2 || e.operands[1] == none ? Truth::yes : condition(e.operands[1], frame);
    if (has == Truth::yes) return;
    result = std::min(result, condition_truth == Truth::yes ? has : Truth::unknown);
  });
  return looked ? result : Truth::unknown;
}

std::pair<std::int64_t, std::int64_t> Evaluator::count(dsl::Expression const& e, Frame& frame) {
  std::int64_t least = 0, most = 0;
  each(e, frame, [&](Row row) {
    auto const truth = matches(e, frame, row, true);
    if (truth == Truth::yes) ++least;
    if (truth != Truth::no) ++most;
  });
  return {least, most};
}

Thing Evaluator::sum(dsl::Expression const& e, Frame& frame) {
  bool certain = true;
  std::vector<Thing> addends;
  each(e, frame, [&](Row row) {
    auto const truth = matches(e, frame, row, true);
    if (truth == Truth::unknown) certain = false;
    if (truth == Truth::yes) addends.push_back(evaluate(e.operands[1], frame));
  });
  if (!certain) return {};
  if (addends.empty()) {
    if (e.type.kind == dsl::TypeKind::money) return {.value = Value::money({})};
    if (e.type.kind == dsl::TypeKind::decimal) return {.value = Value::decimal({})};
    if (e.type.kind == dsl::TypeKind::duration) return {.value = Value::duration({})};
    return {.value = Value::integer(0)};
  }
  auto total = addends.front();
  for (std::size_t i = 1; i < addends.size(); ++i) total = calculate(false, total, addends[i]);
  return total;
}

Thing Evaluator::extreme(dsl::Expression const& e, Frame& frame) {
  struct Candidate {
    Row row = 0;
    bool certain = false;
    Thing order;
  };
  std::vector<Candidate> candidates;
  each(e, frame, [&](Row row) {
    auto const truth = matches(e, frame, row, false);
    if (truth != Truth::no) candidates.push_back({row, truth == Truth::yes, evaluate(e.operands[1], frame)});
  });
  auto const stands_before = [&](Candidate const& a, Candidate const& b) {
    auto const order = e.kind == dsl::ExpressionKind::latest ? b.order.value.number <=> a.order.value.number
                                                             : a.order.value.number <=> b.order.value.number;
    if (order != 0) return order < 0;
    return snapshot_.key(e.record, a.row) > snapshot_.key(e.record, b.row);
  };
  for (auto const& one : candidates)
    for (auto const& other : candidates)
      if (&one != &other) note(one.order, other.order);
  bool const ordered = std::ranges::none_of(candidates, [](Candidate const& one) { return one.order.unknown(); });
  if (candidates.empty() || (!ordered && candidates.size() > 1)) return {};
  auto const& best = *std::ranges::min_element(candidates, stands_before);
  if (!best.certain) return {};
  evidence.push_back({e.record, best.row});
  return {.value = Value::reference(e.record, best.row)};
}

}  // namespace bylaw::engine::reference
