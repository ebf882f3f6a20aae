// not, and, or, comparisons, sums, otherwise.
#include "dsl/check/expression.hpp"

namespace bylaw::dsl::checking {
namespace {

using syntax::CompareOperator;

syntax::Name const* single_word(syntax::Expression const& expression) {
  auto const* path = std::get_if<syntax::Path>(&expression.value);
  return path && path->parts.size() == 1 ? &path->parts.front() : nullptr;
}

ExpressionKind kind_of(CompareOperator op) {
  switch (op) {
    case CompareOperator::is:
      return ExpressionKind::is;
    case CompareOperator::is_not:
      return ExpressionKind::is_not;
    case CompareOperator::less:
      return ExpressionKind::less;
    case CompareOperator::at_most:
      return ExpressionKind::at_most;
    case CompareOperator::more:
      return ExpressionKind::more;
    case CompareOperator::at_least:
      return ExpressionKind::at_least;
  }
  return ExpressionKind::is;
}

bool is_ordering(CompareOperator op) { return op != CompareOperator::is && op != CompareOperator::is_not; }

// Whether a length of time that stands in the text counts months; nothing when that is not known before it is read.
std::optional<bool> counts_months(Rulebook const& book, Index expression) {
  auto const* made = &book.expressions[expression];
  if (made->kind == ExpressionKind::setting) {
    auto const fallback = book.settings[made->index].fallback;
    if (fallback == none) return {};
    made = &book.expressions[fallback];
  }
  if (made->kind == ExpressionKind::months || made->kind == ExpressionKind::days)
    return made->kind == ExpressionKind::months;
  auto const* duration = std::get_if<Duration>(&made->constant);
  if (!duration || (duration->months == 0 && duration->days == 0)) return {};
  return duration->months != 0;
}

// What the sum of the two is, or nothing when they do not add up.
std::optional<Type> sum_type(Type left, Type right) {
  if (is(left, TypeKind::date) && is(right, TypeKind::duration)) return left;
  bool const countable = is(left, TypeKind::integer) || is(left, TypeKind::money);
  if (countable && left == right) return left;
  return {};
}

std::string sum_advice(Type left, Type right) {
  if (is(left, TypeKind::date) && is(right, TypeKind::date))
    return "; write 'a + 18 months <= b' to compare the time between two dates";
  if (is(left, TypeKind::date) && is(right, TypeKind::integer))
    return "; a length of time is written with its unit: 30 days";
  if (is(left, TypeKind::money) && is(right, TypeKind::integer))
    return "; an amount is written with its currency: USD 100,000";
  return {};
}

}  // namespace

Index ExpressionChecker::check(syntax::Not const& node, Wanted) {
  return negated_if(true, condition(*node.operand, "what follows 'not'"), node.span);
}

Index ExpressionChecker::check(syntax::Junction const& node, Wanted) {
  bool const all = node.connective == syntax::Connective::all;
  std::vector<Index> terms;
  for (auto const& term : node.terms)
    if (auto const made = condition(*term, all ? "each part of 'and'" : "each part of 'or'"); made != none)
      terms.push_back(made);
  if (terms.size() != node.terms.size() || terms.empty()) return none;
  return add(all ? ExpressionKind::all : ExpressionKind::any, simple(TypeKind::boolean), node.span, std::move(terms));
}

// Each side may say which enumeration a bare word on the other side belongs to. What is no bare word is read first;
// of two bare words, the one that has a meaning of its own.
ExpressionChecker::Sides ExpressionChecker::sides(syntax::Expression const& left, syntax::Expression const& right) {
  auto const* left_word = single_word(left);
  auto const* right_word = single_word(right);
  bool right_first = left_word && !right_word;
  if (left_word && right_word) {
    auto const left_type = type_of_word(*left_word), right_type = type_of_word(*right_word);
    bool const left_tells = left_type && is(*left_type, TypeKind::enumeration);
    right_first = !left_type || (!left_tells && right_type && is(*right_type, TypeKind::enumeration));
    if (!left_type && !right_type) right_first = false;
  }
  auto const& first = right_first ? right : left;
  auto const& second = right_first ? left : right;
  auto const one = check(first, {});
  // With the first side faulty, the bare word on the other cannot be judged.
  if (one == none && single_word(second) && !type_of_word(*single_word(second))) return {none, none};
  auto const other = check(second, one == none ? Wanted{} : Wanted(type_of(one)));
  return right_first ? Sides{other, one} : Sides{one, other};
}

Index ExpressionChecker::check(syntax::Comparison const& node, Wanted) {
  auto const [left, right] = sides(*node.left, *node.right);
  if (left == none || right == none || !comparable(node.op, left, right)) return none;
  return add(kind_of(node.op), simple(TypeKind::boolean), node.span, {left, right});
}

bool ExpressionChecker::comparable(CompareOperator op, Index left, Index right) {
  auto const a = type_of(left), b = type_of(right);
  if (!(is_ordering(op) ? can_be_ordered(a, b) : can_be_equal(a, b))) {
    report_incomparable(left, right, is_ordering(op) ? "cannot be ordered against" : "cannot be compared with");
    return false;
  }
  if (!is(a, TypeKind::duration)) return true;
  auto const left_months = counts_months(context_.book, left), right_months = counts_months(context_.book, right);
  if (!left_months || !right_months || *left_months == *right_months) return true;
  context_.faults.error("months_against_days", where_of(right),
                        "months and days cannot be compared: a month has no fixed number of days", where_of(left),
                        *left_months ? "this is in months" : "this is in days");
  return false;
}

void ExpressionChecker::report_incomparable(Index left, Index right, std::string_view verb) {
  auto const a = type_of(left), b = type_of(right);
  context_.faults.error(
      "type_mismatch", where_of(right),
      describe(context_.book, a) + " " + std::string(verb) + " " + describe(context_.book, b) + comparison_advice(a, b),
      where_of(left), "this is " + describe(context_.book, a));
}

Index ExpressionChecker::check(syntax::Arithmetic const& node, Wanted) {
  auto const left = check(*node.left, {}), right = check(*node.right, {});
  if (left == none || right == none) return none;
  bool const plus = node.op == syntax::ArithmeticOperator::plus;
  auto const a = type_of(left), b = type_of(right);
  if (auto const type = sum_type(a, b))
    return add(plus ? ExpressionKind::plus : ExpressionKind::minus, *type, node.span, {left, right});
  context_.faults.error("type_mismatch", where_of(right),
                        describe(context_.book, b) + " cannot be " + (plus ? "added to " : "taken from ") +
                            describe(context_.book, a) + sum_advice(a, b),
                        where_of(left), "this is " + describe(context_.book, a));
  return none;
}

Index ExpressionChecker::check(syntax::Otherwise const& node, Wanted wanted) {
  auto const value = check(*node.value, wanted);
  auto const fallback = check(*node.fallback, value == none ? wanted : Wanted(type_of(value)));
  if (value == none || fallback == none) return none;
  if (fits(type_of(fallback), type_of(value)) && !type_of(value).list)
    return add(ExpressionKind::otherwise, type_of(value), node.span, {value, fallback});
  context_.faults.error("type_mismatch", where_of(fallback),
                        "what follows 'otherwise' must be of the same type as what stands before it, and this is " +
                            describe(context_.book, type_of(fallback)),
                        where_of(value), "this is " + describe(context_.book, type_of(value)));
  return none;
}

}  // namespace bylaw::dsl::checking
