#include "engine/decide/cells.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "engine/decide/preimage.hpp"

namespace bylaw::engine {
namespace {

using dsl::TypeKind;

constexpr std::size_t few_elements = 4;  // of lists, to try every choice of them

Value moved(Value value, std::int64_t by) {
  value.number += by;
  return value;
}

// The nearest value that the unknown can have.
Value possible(dsl::Type type, Unknown what, Value value) {
  std::int64_t low = std::numeric_limits<std::int64_t>::min(), high = std::numeric_limits<std::int64_t>::max();
  if (type.kind == TypeKind::money) low = 0;
  if (type.kind == TypeKind::decimal && what.source == Unknown::Source::rate) low = 1;
  if (type.kind == TypeKind::date) std::tie(low, high) = std::pair(first_day, last_day);
  value.number = std::clamp(value.number, low, high);
  return value;
}

bool fits(dsl::Type type, Value value) {
  switch (value.kind) {
    case Kind::integer:
      return type.kind == TypeKind::integer;
    case Kind::decimal:
      return type.kind == TypeKind::decimal;
    case Kind::date:
      return type.kind == TypeKind::date && !value.is_never();
    case Kind::money:
      return type.kind == TypeKind::money;
    case Kind::duration:
      return type.kind == TypeKind::duration;
    case Kind::reference:
      return type.kind == TypeKind::reference;
    case Kind::text:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool same_cells(std::vector<Value> const& a, std::vector<Value> const& b) { return std::ranges::equal(a, b, is_same); }

Observations::Observations(dsl::Rulebook const& rulebook, Snapshot const& snapshot, Question const& question)
    : rulebook_(rulebook),
      snapshot_(snapshot),
      fresh_(question.symbols ? question.symbols->size() : snapshot.symbols->size()),
      seed_(Value::date(question.date)) {}

Observations::Seen& Observations::seen(Unknown what) {
  auto const [at, added] = seen_.try_emplace(what.packed());
  if (added) at->second.group = what.packed();
  return at->second;
}

std::uint64_t Observations::root(std::uint64_t what) {
  while (seen_.at(what).group != what) what = seen_.at(what).group;
  return what;
}

void Observations::compared(Unknown what, Value constant) {
  auto const value = in_domain(type_of(what), constant);
  if (value.is_unknown()) return;
  if (seen(what).constants.add(value)) ++changes_;
}

void Observations::compared(Unknown what, Chain const& chain, Value constant) {
  if (chain.empty()) return compared(what, constant);
  auto const cuts = preimages(type_of(what), chain, constant);
  if (!cuts) return tangled(what);
  for (auto const cut : *cuts) compared(what, cut);
}

void Observations::compared(Unknown what, Chain const& chain, WideAmount constant) {
  if (chain.empty()) {
    for (auto const cut : around(constant)) compared(what, cut);
    return;
  }
  auto const cuts = preimages(type_of(what), chain, constant);
  if (!cuts) return tangled(what);
  for (auto const cut : *cuts) compared(what, cut);
}

void Observations::compared(Unknown a, Unknown b) {
  if (a == b) return;
  seen(a);
  seen(b);
  auto const x = root(a.packed()), y = root(b.packed());
  if (x == y) return;
  seen_.at(std::max(x, y)).group = std::min(x, y);
  ++changes_;
}

void Observations::dereferenced(Unknown what) {
  if (!std::exchange(seen(what).dereferenced, true)) ++changes_;
}

void Observations::tangled(Unknown what) {
  if (!std::exchange(seen(what).tangled, true)) ++changes_;
}

// Unknowns that were compared with one another have their constants in common. Those of what cannot be completed are not
// gathered: they may be many, and nothing is made of them.
Observations::Group Observations::group(Unknown what) {
  seen(what);
  auto const mine = root(what.packed());
  Group result;
  std::vector<Seen const*> members;
  for (auto const& [other, its] : seen_) {
    if (root(other) != mine) continue;
    members.push_back(&its);
    result.dereferenced |= its.dereferenced;
    result.tangled |= its.tangled;
  }
  result.size = members.size();
  if (result.tangled || (result.dereferenced && type_of(what).kind == TypeKind::reference)) return result;
  if (members.size() == 1) {
    result.constants = members.front()->constants.all();
    return result;
  }
  DistinctValues constants;
  for (auto const* member : members)
    for (auto const& constant : member->constants.all()) constants.add(constant);
  result.constants = std::move(constants).take();
  return result;
}

dsl::Type Observations::type_of(Unknown what) const {
  switch (what.source) {
    case Unknown::Source::fact:
      return rulebook_.facts[what.index].type;
    case Unknown::Source::parameter:
      return rulebook_.parameters[what.index].type;
    case Unknown::Source::field:
      return rulebook_.records[what.index].fields[what.field].type;
    case Unknown::Source::setting:
      return rulebook_.settings[what.index].type;
    default:
      return {TypeKind::decimal, dsl::none, false};
  }
}

// The constant as a value of the type; unknown where it cuts nothing.
Value Observations::in_domain(dsl::Type type, Value constant) const {
  if (type.kind == TypeKind::integer && constant.kind == Kind::decimal)
    return Value::integer(constant.number / dsl::decimal_scale - (constant.number % dsl::decimal_scale < 0 ? 1 : 0));
  if (type.kind == TypeKind::decimal && constant.kind == Kind::integer) {
    auto value = Value::decimal({});
    if (__builtin_mul_overflow(constant.number, dsl::decimal_scale, &value.number)) return Value::unknown();
    return value;
  }
  return fits(type, constant) ? constant : Value::unknown();
}

std::vector<Value> Observations::cells(Unknown what) {
  auto const type = type_of(what);
  auto const together = group(what);
  if (together.tangled) return {};
  DistinctValues distinct;
  for (auto const value : scalars(type, together)) distinct.add(possible(type, what, value));
  auto values = std::move(distinct).take();
  return type.list && !(values.empty() && type.kind == TypeKind::reference) ? lists(values, together.constants)
                                                                            : values;
}

std::vector<Value> Observations::scalars(dsl::Type type, Group const& together) const {
  switch (type.kind) {
    case TypeKind::boolean:
      return {Value::boolean(false), Value::boolean(true)};
    case TypeKind::enumeration: {
      std::vector<Value> values;
      for (Index i = 0; i < rulebook_.enumerations[type.of].values.size(); ++i) values.push_back(Value::enumeration(i));
      return values;
    }
    case TypeKind::reference:
      return rows(type, together);
    case TypeKind::text:
    case TypeKind::id:
    case TypeKind::month_day:
    case TypeKind::currency:
      return texts(together);
    default:
      return numbers(type, together);
  }
}

// Each constant, and as many values on either side of it as there are unknowns to tell apart there.
std::vector<Value> Observations::numbers(dsl::Type type, Group const& together) const {
  auto constants = together.constants;
  if (constants.empty()) {
    if (type.kind == TypeKind::date) constants.push_back(seed_);
    if (type.kind == TypeKind::integer) constants.push_back(Value::integer(0));
    if (type.kind == TypeKind::decimal) constants.push_back(Value::decimal({dsl::decimal_scale}));
    if (type.kind == TypeKind::duration) constants.push_back(Value::duration({}));
    if (type.kind == TypeKind::money)
      constants.push_back(Value::money({1, rulebook_.rates ? rulebook_.rates->base : *dsl::parse_currency("XXX")}));
    if (together.size == 1) return constants;
  }
  DistinctValues values;
  auto const reach = static_cast<std::int64_t>(together.size);
  for (auto const& constant : constants)
    for (auto by = -reach; by <= reach; ++by) {
      std::int64_t sum = 0;
      if (!__builtin_add_overflow(constant.number, by, &sum)) values.add(moved(constant, by));
    }
  return std::move(values).take();
}

std::vector<Value> Observations::texts(Group const& together) const {
  auto values = together.constants;
  for (Symbol i = 0; i < together.size; ++i) values.push_back(Value::text(fresh_ + i));
  return values;
}

// The rows compared with, and others beside them: recorded ones as far as they go, then ones nobody has recorded yet.
// None where a field was read: what a record that is still to be made would say, nobody knows.
std::vector<Value> Observations::rows(dsl::Type type, Group const& together) const {
  if (together.dereferenced) return {};
  auto const& table = snapshot_.table(type.of);
  DistinctValues values(together.constants);
  auto others = together.size;
  for (auto const row : table.rows) {
    if (others == 0) break;
    if (values.add(Value::reference(type.of, row))) --others;
  }
  for (auto row = static_cast<Row>(table.keys.size()); others > 0; ++row, --others)
    values.add(Value::reference(type.of, row));
  return std::move(values).take();
}

// Lists that hold some of the elements and not the others: all such lists where the elements are few, else the empty
// one, those of one element, and those of all that are compared with.
std::vector<Value> Observations::lists(std::vector<Value> const& elements, std::vector<Value> const& constants) {
  std::vector<Value> values;
  if (elements.size() <= few_elements) {
    for (std::size_t choice = 0; choice < std::size_t{1} << elements.size(); ++choice) {
      std::vector<Value> items;
      for (std::size_t i = 0; i < elements.size(); ++i)
        if (choice >> i & 1) items.push_back(elements[i]);
      values.push_back(list(std::move(items)));
    }
    return values;
  }
  values.push_back(list({}));
  for (auto const& element : elements) values.push_back(list({element}));
  values.push_back(list(constants));
  values.push_back(list(elements));
  return values;
}

Value Observations::list(std::vector<Value> items) {
  auto const& kept = lists_.emplace_back(std::move(items));
  return Value::list(kept.data(), static_cast<std::uint32_t>(kept.size()));
}

}  // namespace bylaw::engine
