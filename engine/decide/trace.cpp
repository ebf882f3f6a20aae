#include "engine/decide/trace.hpp"

#include <algorithm>

namespace bylaw::engine {
namespace {

bool is_wide(Value value) { return value.kind == Kind::money && value.aux == wide_money; }

}  // namespace

std::optional<Value> Trace::assigned(std::uint64_t what) const {
  for (auto const& [unknown, value] : assigned_)
    if (unknown == what) return value;
  return std::nullopt;
}

Traced Trace::leaf(Value value, Unknown::Source source, Index index, Index field, Row row) {
  if (!value.is_unknown()) return {value};
  Unknown const where{source, index, field, row};
  auto const origin = where.packed();
  if (as_it_is_ > 0) return {value, origin};
  if (auto const tried = assigned(origin)) return {*tried, origin};
  reads_.push_back(origin);
  return {Value::unknown(where), origin};
}

Traced Trace::rate(Value value, dsl::Currency currency) {
  if (!value.is_unknown()) return {value};
  auto const where = Unknown::unpack(static_cast<std::uint64_t>(value.number));
  if (where.source == Unknown::Source::none) return {value};
  if (where.source == Unknown::Source::field) return leaf(value, where.source, where.index, where.field, where.row);
  return leaf(value, Unknown::Source::rate, 0, 0, currency.packed);
}

Chain const& Trace::chain(Traced const& cell) const {
  static Chain const none;
  return cell.chain < first_chain ? none : chains_[cell.chain - first_chain];
}

Traced Trace::stepped(Traced const& from, Step step, Value result) {
  if (from.origin == 0) return {result};
  if (from.chain == quiet || from.chain == tangled) return {result, from.origin, from.chain};
  auto longer = chain(from);
  longer.push_back(step);
  chains_.push_back(std::move(longer));
  return {result, from.origin, static_cast<std::uint32_t>(chains_.size() - 1 + first_chain)};
}

// What comes from two unknowns is followed no further, unless one of them tells which row to read: by then it is known.
Traced Trace::mixed(Traced const& left, Traced const& right, Value result) const {
  auto const origin = left.origin ? left.origin : right.origin;
  if (origin == 0) return {result};
  if (left.chain == quiet || right.chain == quiet) return {result, origin, quiet};
  for (auto const& cell : {left, right})
    if (observations_ && cell.origin != 0) observations_->tangled(Unknown::unpack(cell.origin));
  return {result, origin, tangled};
}

Traced Trace::derived(Traced const& left, Op op, Traced const& right, Value result) {
  if (op == Op::year) return stepped(left, {Step::Kind::year, {}, {}}, result);
  if (op == Op::days) return stepped(left, {Step::Kind::days, {}, {}}, result);
  if (op == Op::months) return stepped(left, {Step::Kind::months, {}, {}}, result);
  if (right.origin != 0 || is_wide(right.value)) return mixed(left, right, result);
  if (right.value.is_unknown()) return {result};
  return stepped(left, {op == Op::minus ? Step::Kind::subtract : Step::Kind::add, right.value, {}}, result);
}

Traced Trace::derived_right(Traced const& left, Op op, Traced const& right, Value result) {
  if (left.origin != 0 || is_wide(left.value)) return mixed(left, right, result);
  return stepped(right, {op == Op::minus ? Step::Kind::subtract_from : Step::Kind::add, left.value, {}}, result);
}

Traced Trace::exchanged(Traced const& rate, Value amount, dsl::Currency base, Value result) {
  return stepped(rate, {Step::Kind::exchange, amount, base}, rate.value.is_unknown() ? rate.value : result);
}

void Trace::compare_with(Traced const& cell, Value constant) {
  auto const what = Unknown::unpack(cell.origin);
  if (cell.chain == tangled) return observations_->tangled(what);
  auto const& rates = world_.program().rulebook->rates;
  if (is_wide(constant))
    observations_->compared(what, chain(cell),
                            WideAmount{world_.wide(constant), rates ? rates->base : dsl::Currency{}});
  else
    observations_->compared(what, chain(cell), constant);
}

void Trace::compared(Traced const& left, Traced const& right) {
  if (!observations_ || as_it_is_ > 0 || left.chain == quiet || right.chain == quiet) return;
  if (left.origin == 0 && right.origin == 0) return;
  if (left.origin != 0 && right.origin != 0) {
    auto const a = Unknown::unpack(left.origin), b = Unknown::unpack(right.origin);
    if (left.chain == 0 && right.chain == 0) return observations_->compared(a, b);
    observations_->tangled(a);
    observations_->tangled(b);
  } else if (left.origin != 0) {
    if (!right.value.is_unknown()) compare_with(left, right.value);
  } else if (!left.value.is_unknown()) {
    compare_with(right, left.value);
  }
}

void Trace::ordered(bool first, Traced const& order) {
  if (!observations_) return;
  if (first) orders_.clear(), from_unknowns_ = 0;
  // What is known needs to be compared with the others only; those that come from an unknown stand first.
  auto const others = order.origin == 0 ? from_unknowns_ : orders_.size();
  for (std::size_t i = 0; i < others; ++i) compared(order, orders_[i]);
  orders_.push_back(order);
  if (order.origin != 0) std::swap(orders_[from_unknowns_++], orders_.back());
}

void Trace::dereferenced(Traced const& cell) {
  if (observations_ && cell.origin != 0 && cell.chain == 0) observations_->dereferenced(Unknown::unpack(cell.origin));
}

// An index is looked up instead of comparing with every row: all its keys count as compared with.
void Trace::keyed(Traced const& key, Table::FieldIndex const& index, Index record) {
  if (!observations_ || key.origin == 0 || key.chain == quiet || !keyed_.emplace(key.origin, &index).second) return;
  auto const what = Unknown::unpack(key.origin);
  for (auto const& [value, rows] : index.by_value)
    observations_->compared(what, key.value.kind == Kind::reference ? Value::reference(record, static_cast<Row>(value))
                                                                    : Value::text(static_cast<Symbol>(value)));
}

void Trace::witness(Index record, Row row) {
  if (keeps_evidence_) evidence_.push_back({record, row});
}

void Trace::row_ends(std::size_t before, Truth truth, Index record, Row row) {
  if (!keeps_evidence_) return;
  if (truth == Truth::yes && record != dsl::none) witness(record, row);
  if (truth != Truth::yes) evidence_.resize(before);
}

}  // namespace bylaw::engine
