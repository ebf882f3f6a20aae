// Literals inside expressions.
#include "dsl/check/constants.hpp"
#include "dsl/check/expression.hpp"

namespace bylaw::dsl::checking {
namespace {

Index add_literal(Context& context, Location where, Type type, Constant constant) {
  Expression made;
  made.kind = ExpressionKind::literal;
  made.type = type;
  made.constant = std::move(constant);
  made.where = where;
  return context.add(std::move(made));
}

}  // namespace

Index ExpressionChecker::check(syntax::BooleanLiteral const& node, Wanted) {
  return add_literal(context_, at(node), simple(TypeKind::boolean), node.value);
}
Index ExpressionChecker::check(syntax::DecimalLiteral const& node, Wanted) {
  return add_literal(context_, at(node), simple(TypeKind::decimal), node.value);
}
Index ExpressionChecker::check(syntax::MoneyLiteral const& node, Wanted) {
  return add_literal(context_, at(node), simple(TypeKind::money), node.value);
}
Index ExpressionChecker::check(syntax::DateLiteral const& node, Wanted) {
  return add_literal(context_, at(node), simple(TypeKind::date), node.value);
}
Index ExpressionChecker::check(syntax::DurationLiteral const& node, Wanted) {
  return add_literal(context_, at(node), simple(TypeKind::duration), node.value);
}

// A whole number where a decimal is wanted is one.
Index ExpressionChecker::check(syntax::IntegerLiteral const& node, Wanted wanted) {
  if (!wanted || !is(*wanted, TypeKind::decimal))
    return add_literal(context_, at(node), simple(TypeKind::integer), node.value);
  if (auto const decimal = to_decimal(node.value))
    return add_literal(context_, at(node), simple(TypeKind::decimal), *decimal);
  context_.faults.error("too_large", at(node), "this number is too large to be a decimal");
  return none;
}

// Currencies and days of the year have no literals of their own: they are texts where one is wanted.
Index ExpressionChecker::check(syntax::Text const& node, Wanted wanted) {
  bool const special = wanted && (is(*wanted, TypeKind::currency) || is(*wanted, TypeKind::month_day));
  if (!special) return add_literal(context_, at(node), simple(TypeKind::text), node.value);
  if (text_fits(node.value, wanted->kind)) return add_literal(context_, at(node), *wanted, node.value);
  auto const what = wanted->kind == TypeKind::currency ? "code of a currency" : "day of the year";
  context_.faults.error("type_mismatch", at(node), "\"" + node.value + "\" is no " + what);
  return none;
}

Index ExpressionChecker::check(syntax::ListLiteral const& node, Wanted) {
  context_.faults.error("misplaced_list", at(node), "a list in parentheses stands only after 'in' and in scenarios");
  return none;
}

}  // namespace bylaw::dsl::checking
