// `in`, `is recorded`, `is known`.
#include "dsl/check/expression.hpp"

namespace bylaw::dsl::checking {

Index ExpressionChecker::check(syntax::Membership const& node, Wanted) {
  auto const made = node.list ? in_list(node, **node.list) : in_items(node);
  return negated_if(node.negated, made, node.span);
}

Index ExpressionChecker::in_list(syntax::Membership const& node, syntax::Expression const& list_expression) {
  auto const list = check(list_expression, {});
  auto const value = check(*node.value, list == none ? Wanted{} : Wanted(element_of(type_of(list))));
  if (value == none || list == none) return none;
  if (type_of(list).list) return in_list(value, list, node.span);
  context_.faults.error(
      "type_mismatch", where_of(list),
      "after 'in' stands a list, or values in parentheses; this is " + describe(context_.book, type_of(list)));
  return none;
}

Index ExpressionChecker::in_list(Index value, Index list, Span span) {
  if (can_be_equal(type_of(value), element_of(type_of(list))))
    return add(ExpressionKind::in_list, simple(TypeKind::boolean), span, {value, list});
  report_incomparable(value, list, "cannot be looked for in");
  return none;
}

Index ExpressionChecker::in_items(syntax::Membership const& node) {
  auto const value = check(*node.value, {});
  if (value == none) return none;
  std::vector<Index> operands = {value};
  for (auto const& item : node.items) {
    auto const made = check(*item, type_of(value));
    if (made == none) continue;
    // `x in (k.parties)`: the parentheses are only parentheses.
    if (node.items.size() == 1 && type_of(made).list) return in_list(value, made, node.span);
    if (comparable(syntax::CompareOperator::is, value, made)) operands.push_back(made);
  }
  if (operands.size() != node.items.size() + 1) return none;
  return add(ExpressionKind::in, simple(TypeKind::boolean), node.span, std::move(operands));
}

Index ExpressionChecker::check(syntax::PresenceTest const& node, Wanted) {
  auto const subject = check(*node.subject, {});
  if (subject == none) return none;
  bool const recorded = node.presence == syntax::Presence::recorded;
  if (!(recorded ? can_be_recorded(subject, at(node)) : can_be_known(subject, at(node)))) return none;
  auto const kind = recorded ? ExpressionKind::recorded : ExpressionKind::known;
  return negated_if(node.negated, add(kind, simple(TypeKind::boolean), node.span, {subject}), node.span);
}

bool ExpressionChecker::can_be_recorded(Index subject, Location where) {
  auto const kind = context_.book.expressions[subject].kind;
  if (kind == ExpressionKind::fact || kind == ExpressionKind::parameter) {
    context_.faults.error("recorded_or_known", where,
                          "a fact of the question is not recorded, but known or not: write 'is known'");
    return false;
  }
  if (kind == ExpressionKind::field || kind == ExpressionKind::setting || is(type_of(subject), TypeKind::reference))
    return true;
  context_.faults.error("recorded_or_known", where,
                        "'is recorded' asks about a field, a setting or a record, and this is " +
                            describe(context_.book, type_of(subject)));
  return false;
}

bool ExpressionChecker::can_be_known(Index subject, Location where) {
  auto const kind = context_.book.expressions[subject].kind;
  if (kind == ExpressionKind::fact || kind == ExpressionKind::parameter) return true;
  bool const field = kind == ExpressionKind::field || kind == ExpressionKind::setting;
  context_.faults.error("recorded_or_known", where,
                        std::string("'is known' asks whether a fact of the question was given") +
                            (field ? "; of what is stored, write 'is recorded'" : ""));
  return false;
}

}  // namespace bylaw::dsl::checking
