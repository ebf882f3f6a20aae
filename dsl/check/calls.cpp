// Uses of definitions, and the built-in functions.
#include <algorithm>
#include <array>

#include "dsl/check/expression.hpp"

namespace bylaw::dsl::checking {
namespace {

// Those of one argument.
struct BuiltIn {
  std::string_view name;
  ExpressionKind kind;
  TypeKind argument, result;
};
constexpr auto built_ins = std::to_array<BuiltIn>({
    {"year", ExpressionKind::year, TypeKind::date, TypeKind::integer},
    {"days", ExpressionKind::days, TypeKind::integer, TypeKind::duration},
    {"months", ExpressionKind::months, TypeKind::integer, TypeKind::duration},
    {"year_start", ExpressionKind::year_start, TypeKind::integer, TypeKind::date},
    {"year_end", ExpressionKind::year_end, TypeKind::integer, TypeKind::date},
});
// Those that choose one of two values of the same kind.
struct Choice {
  std::string_view name;
  ExpressionKind kind;
  TypeKind of;
};
constexpr auto choices = std::to_array<Choice>({
    {"later", ExpressionKind::greater_of, TypeKind::date},
    {"earlier", ExpressionKind::lesser_of, TypeKind::date},
    {"larger", ExpressionKind::greater_of, TypeKind::integer},
    {"smaller", ExpressionKind::lesser_of, TypeKind::integer},
});
constexpr std::string_view day_of_year = "on_day";

template <class Function, std::size_t N>
Function const* find_function(std::array<Function, N> const& functions, std::string_view name) {
  auto const found = std::ranges::find(functions, name, &Function::name);
  return found == functions.end() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string_view> built_in_names() {
  std::vector<std::string_view> names = {day_of_year};
  for (auto const& function : built_ins) names.push_back(function.name);
  for (auto const& function : choices) names.push_back(function.name);
  return names;
}

bool is_built_in(std::string_view name) { return std::ranges::count(built_in_names(), name) > 0; }

Index ExpressionChecker::check(syntax::Call const& node, Wanted) {
  auto const& name = node.callee.text;
  if (auto const* function = find_function(built_ins, name))
    return built_in(node, function->kind, {function->argument}, function->result);
  if (auto const* choice = find_function(choices, name))
    return built_in(node, choice->kind, {choice->of, choice->of}, choice->of);
  if (name == day_of_year)
    return built_in(node, ExpressionKind::on_day, {TypeKind::month_day, TypeKind::integer}, TypeKind::date);
  auto const definition = context_.definitions.find(name);
  if (definition == none) {
    auto candidates = context_.definitions.names();
    std::ranges::copy(built_in_names(), std::back_inserter(candidates));
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

Index ExpressionChecker::built_in(syntax::Call const& node, ExpressionKind kind, std::vector<TypeKind> const& wanted,
                                  TypeKind result) {
  if (!argument_count(node, wanted.size(), {})) return none;
  std::vector<Index> operands;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto const given = check(*node.arguments[i], simple(wanted[i]));
    if (given != none && is(type_of(given), wanted[i])) operands.push_back(given);
    if (given == none || is(type_of(given), wanted[i])) continue;
    context_.faults.error("type_mismatch", where_of(given),
                          node.callee.text + "() is asked of " + describe(context_.book, simple(wanted[i])) +
                              ", and this is " + describe(context_.book, type_of(given)));
  }
  return operands.size() == wanted.size() ? add(kind, simple(result), node.span, std::move(operands)) : none;
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
  if (context_.reads_question[definition]) {
    scope_.reads_question = true;
    if (scope_.facts == Scope::Facts::none) {
      context_.faults.error("no_question", where,
                            quoted(context_.book.definitions[definition].name) +
                                " reads the question, and a standing rule has none");
      return false;
    }
  }
  for (auto const fact : context_.facts_read[definition]) {
    scope_.facts_read.insert(fact);
    if (readable(fact)) continue;
    report_unreadable(fact, where, quoted(context_.book.definitions[definition].name));
    return false;
  }
  return true;
}

}  // namespace bylaw::dsl::checking
