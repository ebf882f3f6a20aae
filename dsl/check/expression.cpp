// The way in, the bound on nesting, and what every kind of expression needs.
#include "dsl/check/expression.hpp"

namespace bylaw::dsl::checking {
namespace {

constexpr int deepest = 256;  // the parser refuses nesting long before; this bounds long sums

}  // namespace

Index ExpressionChecker::condition(syntax::Expression const& expression, std::string_view what) {
  auto const made = check(expression, simple(TypeKind::boolean));
  if (made == none || is(type_of(made), TypeKind::boolean)) return made;
  context_.faults.error(
      "not_a_condition", where_of(made),
      std::string(what) + " must be true or false, and this is " + describe(context_.book, type_of(made)));
  return none;
}

Index ExpressionChecker::value_of(syntax::Expression const& expression, Type type, std::string_view what) {
  auto const made = check(expression, type);
  if (made == none || is_faulty(type) || fits(type_of(made), type)) return made;
  context_.faults.error("type_mismatch", where_of(made),
                        std::string(what) + " must be " + describe(context_.book, type) + ", and this is " +
                            describe(context_.book, type_of(made)));
  return none;
}

Index ExpressionChecker::check(syntax::Expression const& expression, Wanted wanted) {
  if (context_.faults.full()) return none;
  if (depth_ >= deepest) {
    context_.faults.error("too_deep", at(expression), "this is nested too deep, or is too long a sum");
    return none;
  }
  ++depth_;
  auto const made = std::visit([&](auto const& node) { return check(node, wanted); }, expression.value);
  --depth_;
  return made;
}

Index ExpressionChecker::add(ExpressionKind kind, Type type, Span span, std::vector<Index> operands, Index index) {
  Expression made;
  made.kind = kind;
  made.type = type;
  made.index = index;
  made.operands = std::move(operands);
  made.where = {source_, span};
  return context_.add(std::move(made));
}

Index ExpressionChecker::negated_if(bool negated, Index operand, Span span) {
  if (!negated || operand == none) return operand;
  return add(ExpressionKind::negation, simple(TypeKind::boolean), span, {operand});
}

}  // namespace bylaw::dsl::checking
