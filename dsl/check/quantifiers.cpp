// some, no, every, count, sum, latest, earliest: each brings a variable with a place of its own in the frame.
#include "dsl/check/expression.hpp"

namespace bylaw::dsl::checking {
namespace {

ExpressionKind kind_of(syntax::Quantifier quantifier) {
  switch (quantifier) {
    case syntax::Quantifier::some:
      return ExpressionKind::some;
    case syntax::Quantifier::no:
      return ExpressionKind::no;
    case syntax::Quantifier::every:
      return ExpressionKind::every;
  }
  return ExpressionKind::some;
}

ExpressionKind kind_of(syntax::Aggregate aggregate) {
  switch (aggregate) {
    case syntax::Aggregate::count:
      return ExpressionKind::count;
    case syntax::Aggregate::sum:
      return ExpressionKind::sum;
    case syntax::Aggregate::latest:
      return ExpressionKind::latest;
    case syntax::Aggregate::earliest:
      return ExpressionKind::earliest;
  }
  return ExpressionKind::count;
}

}  // namespace

// The list of a binder is read before its variable is in sight.
std::optional<Type> ExpressionChecker::bound_type(syntax::Binder const& binder, Binding& binding) {
  if (binder.record) {
    binding.record = context_.records.require(context_.faults, binder.record->text, at(*binder.record));
    if (binding.record == none) return {};
    return Type{TypeKind::reference, binding.record, false};
  }
  if (!binder.list) return {};
  binding.list = check(**binder.list, {});
  if (binding.list == none) return {};
  auto const type = type_of(binding.list);
  if (type.list) return element_of(type);
  context_.faults.error("type_mismatch", where_of(binding.list),
                        "after 'in' stands a list, and this is " + describe(context_.book, type));
  return {};
}

ExpressionChecker::Binding ExpressionChecker::bind(syntax::Binder const& binder) {
  Binding binding;
  auto const type = bound_type(binder, binding);
  if (auto const* outer = scope_.find(binder.variable.text)) {
    context_.faults.error("shadowed_variable", at(binder.variable),
                          "the variable " + quoted(outer->name) + " is already in use here", outer->where,
                          "it is introduced here");
    binding.faulty = true;
  }
  binding.faulty = binding.faulty || !type;
  binding.slot = scope_.slots++;
  scope_.variables.push_back(
      {binder.variable.text, type.value_or(faulty_type), binding.slot, at(binder.variable), binding.faulty});
  return binding;
}

void ExpressionChecker::unbind(bool has_conditions) {
  auto const& variable = scope_.variables.back();
  if (has_conditions && !variable.used)
    context_.faults.warning("unused_variable", variable.where,
                            "the variable " + quoted(variable.name) + " is never used");
  scope_.variables.pop_back();
}

bool ExpressionChecker::optional_condition(std::optional<syntax::Child> const& condition_child, std::string_view what,
                                           Index& result) {
  if (!condition_child) return true;
  result = condition(**condition_child, what);
  return result != none;
}

Index ExpressionChecker::check(syntax::Quantified const& node, Wanted) {
  auto const binding = bind(node.binder);
  Index with = none, has = none;
  bool fine = optional_condition(node.with, "what follows 'with'", with);
  fine = optional_condition(node.has, "what follows 'has'", has) && fine;
  unbind(node.with || node.has);
  if (!fine || binding.faulty) return none;
  std::vector<Index> operands = {with};
  if (node.quantifier == syntax::Quantifier::every) operands.push_back(has);
  auto const made = add(kind_of(node.quantifier), simple(TypeKind::boolean), node.span, std::move(operands));
  auto& expression = context_.book.expressions[made];
  expression.slot = binding.slot, expression.record = binding.record, expression.list = binding.list;
  return made;
}

Index ExpressionChecker::check(syntax::Aggregated const& node, Wanted) {
  auto const kind = kind_of(node.aggregate);
  auto const binding = bind(node.binder);
  Index with = none;
  bool const fine = optional_condition(node.with, "what follows 'with'", with);
  auto const value = node.value ? aggregate_value(node, kind) : none;
  unbind(node.with || node.value);
  if (!fine || binding.faulty || binding.record == none || (node.value && value == none)) return none;
  Type type = simple(TypeKind::integer);
  if (kind == ExpressionKind::sum) type = type_of(value);
  if (kind == ExpressionKind::latest || kind == ExpressionKind::earliest)
    type = {TypeKind::reference, binding.record, false};
  std::vector<Index> operands = {with};
  if (node.value) operands.push_back(value);
  auto const made = add(kind, type, node.span, std::move(operands));
  auto& expression = context_.book.expressions[made];
  expression.slot = binding.slot, expression.record = binding.record;
  return made;
}

Index ExpressionChecker::listing(syntax::Shown const& shown) {
  auto const binding = bind(*shown.binder);
  Index with = none;
  bool const fine = optional_condition(shown.with, "what follows 'with'", with);
  auto const value = check(*shown.value, {});
  unbind(true);
  if (!fine || binding.faulty || value == none) return none;
  auto const made = add(ExpressionKind::listing, type_of(value), shown.span, {with, value});
  auto& expression = context_.book.expressions[made];
  expression.slot = binding.slot, expression.record = binding.record;
  return made;
}

Index ExpressionChecker::aggregate_value(syntax::Aggregated const& node, ExpressionKind kind) {
  auto const value = check(**node.value, {});
  return value != none && can_be_aggregated(kind, value) ? value : none;
}

bool ExpressionChecker::can_be_aggregated(ExpressionKind kind, Index value) {
  auto const type = type_of(value);
  bool const sum = kind == ExpressionKind::sum;
  if (sum && (is_numeric(type) || is(type, TypeKind::money))) return true;
  if (!sum && (is(type, TypeKind::date) || is(type, TypeKind::integer))) return true;
  context_.faults.error(
      "type_mismatch", where_of(value),
      std::string(sum ? "a sum is made of money or numbers" : "what follows 'by' must be a date or a whole number") +
          ", and this is " + describe(context_.book, type));
  return false;
}

}  // namespace bylaw::dsl::checking
