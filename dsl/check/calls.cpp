// Uses of definitions, and the built-in year(), days() and months().
#include "dsl/check/expression.hpp"

namespace bylaw::dsl::checking {

Index ExpressionChecker::check(syntax::Call const& node, Wanted) {
  auto const& name = node.callee.text;
  if (name == "year") return built_in(node, ExpressionKind::year, TypeKind::date, TypeKind::integer);
  if (name == "days") return built_in(node, ExpressionKind::days, TypeKind::integer, TypeKind::duration);
  if (name == "months") return built_in(node, ExpressionKind::months, TypeKind::integer, TypeKind::duration);
  auto const definition = context_.definitions.find(name);
  if (definition == none) {
    auto candidates = context_.definitions.names();
    candidates.insert(candidates.end(), {"year", "days", "months"});
    context_.faults.unknown("unknown_definition", at(node.callee), "there is no definition " + quoted(name), name,
                            candidates);
    return none;
  }
  std::vector<Index> operands;
  bool const fine = arguments(node, definition, operands);
  if (!facts_readable(definition, at(node)) || !fine) return none;
  auto const type = context_.book.definitions[definition].type;
  return is_faulty(type) ? none : add(ExpressionKind::call, type, node.span, std::move(operands), definition);
}

Index ExpressionChecker::built_in(syntax::Call const& node, ExpressionKind kind, TypeKind wanted, TypeKind result) {
  if (!argument_count(node, 1, {})) return none;
  auto const argument = check(*node.arguments.front(), simple(wanted));
  if (argument == none) return none;
  if (is(type_of(argument), wanted)) return add(kind, simple(result), node.span, {argument});
  context_.faults.error("type_mismatch", where_of(argument),
                        node.callee.text + "() is asked of " + describe(context_.book, simple(wanted)) +
                            ", and this is " + describe(context_.book, type_of(argument)));
  return none;
}

bool ExpressionChecker::argument_count(syntax::Call const& node, std::size_t wanted, std::optional<Location> declared) {
  if (node.arguments.size() == wanted) return true;
  auto message = quoted(node.callee.text) + " takes " + std::to_string(wanted) + (wanted == 1 ? " value" : " values") +
                 " in parentheses, and this gives " + std::to_string(node.arguments.size());
  if (declared)
    context_.faults.error("argument_count", at(node), std::move(message), *declared, "it is defined here");
  else
    context_.faults.error("argument_count", at(node), std::move(message));
  return false;
}

bool ExpressionChecker::arguments(syntax::Call const& node, Index definition, std::vector<Index>& operands) {
  auto const& called = context_.book.definitions[definition];
  if (!argument_count(node, called.parameters.size(), called.where)) return false;
  bool fine = true;
  for (std::size_t i = 0; i < node.arguments.size(); ++i) fine = argument(node, definition, i, operands) && fine;
  return fine;
}

bool ExpressionChecker::argument(syntax::Call const& node, Index definition, std::size_t at,
                                 std::vector<Index>& operands) {
  auto const wanted = context_.book.definitions[definition].parameters[at];
  auto const given = check(*node.arguments[at], wanted);
  if (given == none || is_faulty(wanted)) return false;
  operands.push_back(given);
  if (fits(type_of(given), wanted)) return true;
  auto const& called = context_.book.definitions[definition];
  context_.faults.error("type_mismatch", where_of(given),
                        quoted(called.parameter_names[at]) + " of " + quoted(called.name) + " is " +
                            describe(context_.book, wanted) + ", and this is " +
                            describe(context_.book, type_of(given)),
                        called.where, "it is defined here");
  return false;
}

bool ExpressionChecker::facts_readable(Index definition, Location where) {
  for (auto const fact : context_.facts_read[definition]) {
    scope_.facts_read.insert(fact);
    if (readable(fact)) continue;
    report_unreadable(fact, where, quoted(context_.book.definitions[definition].name));
    return false;
  }
  return true;
}

}  // namespace bylaw::dsl::checking
