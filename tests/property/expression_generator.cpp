#include "tests/property/pick.hpp"
#include "tests/property/syntax_generator.hpp"

namespace bylaw::dsl::arbitrary {
namespace {

using namespace syntax;

Path path() {
  Path path;
  path.parts.push_back(name());
  for (int more = number(0, 2); more > 0; --more) path.parts.push_back(any_word());
  return path;
}

Money money() {
  auto const code = parse_currency(one_of<char const*>({"USD", "EUR", "JPY", "KWD"}));
  return {one_of<std::int64_t>({0, 1, 50, 99, 100, 1'234, 100'000, 10'000'000, 123'456'789, 9'223'372'036'854'775'807}),
          *code};
}

Expression leaf() {
  switch (number(0, 8)) {
    case 0:
      return {BooleanLiteral{{}, coin()}};
    case 1:
      return {IntegerLiteral{{}, one_of<std::int64_t>({0, 1, 2, 42, 2025, 9'223'372'036'854'775'807})}};
    case 2:
      return {
          DecimalLiteral{{}, {one_of<std::int64_t>({0, 1, 1'090'000'000, 2'000'000'000, 9'223'372'036'854'775'807})}}};
    case 3:
      return {MoneyLiteral{{}, money()}};
    case 4:
      return {date()};
    case 5:
      return {DurationLiteral{{}, coin() ? Duration{number(1, 1'000'000), 0} : Duration{0, number(0, 1'000'000)}}};
    case 6:
      return {text()};
    case 7:
      return {SettingRead{{}, dotted()}};
    default:
      return {path()};
  }
}

// What stands behind `in` without parentheses never begins with one.
Expression bare_list(int depth) {
  if (depth > 0 && coin()) return {Otherwise{{}, Expression{path()}, expression(depth - 1)}};
  if (depth > 0 && coin()) return {Call{{}, name(), several(0, 2, [&] { return Child(expression(depth - 1)); })}};
  return {path()};
}

Expression membership(int depth) {
  Membership node;
  node.negated = coin();
  node.value = expression(depth - 1);
  if (coin()) {
    node.list = bare_list(depth - 1);
    return {node};
  }
  node.items = several(1, 3, [&] {
    return Child(number(0, 3) == 0
                     ? Expression{Path{{}, {{{}, one_of<char const*>({"norm", "when", "end", "not", "or"})}}}}
                     : expression(depth - 1));
  });
  return {node};
}

Binder record_binder() {
  Binder binder;
  binder.record = name();
  binder.variable = name();
  return binder;
}
Binder binder(int depth) {
  if (coin()) return record_binder();
  Binder binder;
  binder.variable = name();
  binder.list = expression(depth - 1);
  return binder;
}

Expression quantified(int depth) {
  Quantified node;
  node.quantifier = one_of({Quantifier::some, Quantifier::no, Quantifier::every});
  node.binder = binder(depth);
  node.with = maybe([&] { return Child(expression(depth - 1)); });
  if (node.quantifier == Quantifier::every) node.has = expression(depth - 1);
  return {node};
}

Expression aggregated(int depth) {
  Aggregated node;
  node.aggregate = one_of({Aggregate::count, Aggregate::sum, Aggregate::latest, Aggregate::earliest});
  if (node.aggregate != Aggregate::count) node.value = expression(depth - 1);
  node.binder = record_binder();
  node.with = maybe([&] { return Child(expression(depth - 1)); });
  return {node};
}

}  // namespace

Expression expression(int depth) {
  if (depth <= 0 || number(0, 4) == 0) return leaf();
  auto const child = [depth] { return Child(expression(depth - 1)); };
  switch (number(0, 10)) {
    case 0:
      return {Not{{}, child()}};
    case 1:
    case 2:
      return {Junction{{}, one_of({Connective::all, Connective::any}), several(2, 4, child)}};
    case 3: {
      using enum CompareOperator;
      return {Comparison{{}, one_of({is, is_not, less, at_most, more, at_least}), child(), child()}};
    }
    case 4:
      return membership(depth);
    case 5:
      return {PresenceTest{{}, one_of({Presence::recorded, Presence::known}), coin(), child()}};
    case 6:
      return {Arithmetic{{}, one_of({ArithmeticOperator::plus, ArithmeticOperator::minus}), child(), child()}};
    case 7:
      return {Otherwise{{}, child(), child()}};
    case 8:
      return quantified(depth);
    case 9:
      return aggregated(depth);
    default:
      return {Call{{}, name(), several(0, 3, child)}};
  }
}

}  // namespace bylaw::dsl::arbitrary
