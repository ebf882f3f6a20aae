// What a bare word means, in the order of the language reference, and the fields read off it.
#include <algorithm>

#include "dsl/check/expression.hpp"

namespace bylaw::dsl::checking {
namespace {

constexpr std::string_view date_word = "date", done_word = "already_done";

bool has(std::vector<Index> const& sorted_or_not, Index wanted) {
  return std::ranges::find(sorted_or_not, wanted) != sorted_or_not.end();
}

std::vector<std::string_view> value_names(Enumeration const& enumeration) {
  std::vector<std::string_view> names;
  for (auto const& value : enumeration.values) names.push_back(value.name);
  return names;
}

// The first enumeration that has such a value, for advice.
Enumeration const* some_enumeration_with(Rulebook const& book, std::string_view value) {
  for (auto const& enumeration : book.enumerations)
    if (find_value(enumeration, value) != none) return &enumeration;
  return nullptr;
}

bool names_values(std::optional<Type> wanted) {
  return wanted && is(*wanted, TypeKind::enumeration) && !is_faulty(*wanted);
}

}  // namespace

Index ExpressionChecker::check(syntax::Path const& path, Wanted wanted) {
  if (path.parts.empty()) return none;
  auto const& first = path.parts.front();
  if (path.parts.size() == 1)
    if (auto const value = enumeration_value(first, wanted); value != none) return value;
  auto made = word(first, path.parts.size() == 1 ? wanted : Wanted{});
  for (std::size_t i = 1; i < path.parts.size() && made != none; ++i)
    made = field(made, path.parts[i], {first.span.begin, path.parts[i].span.end});
  return made;
}

Index ExpressionChecker::enumeration_value(syntax::Name const& name, Wanted wanted) {
  if (!names_values(wanted)) return none;
  auto const value = find_value(context_.book.enumerations[wanted->of], name.text);
  if (value == none) return none;
  auto const made = add(ExpressionKind::literal, *wanted, name.span);
  context_.book.expressions[made].constant = value;
  return made;
}

std::optional<Type> ExpressionChecker::type_of_word(syntax::Name const& name) {
  if (auto const* variable = scope_.find(name.text)) return variable->type;
  if (auto const fact = context_.facts.find(name.text); fact != none && readable(fact))
    return context_.book.facts[fact].type;
  if (auto const parameter = context_.parameters.find(name.text); parameter != none)
    return context_.book.parameters[parameter].type;
  if (name.text == date_word) return simple(TypeKind::date);
  if (name.text == done_word) return simple(TypeKind::boolean);
  return {};
}

Index ExpressionChecker::word(syntax::Name const& name, Wanted wanted) {
  if (auto* variable = scope_.find(name.text)) {
    variable->used = true;
    return is_faulty(variable->type) ? none
                                     : add(ExpressionKind::variable, variable->type, name.span, {}, variable->slot);
  }
  auto const fact_index = context_.facts.find(name.text), parameter = context_.parameters.find(name.text);
  if (fact_index != none && (readable(fact_index) || parameter == none)) return fact(name, fact_index);
  bool const of_question = parameter != none || name.text == done_word;
  if (of_question) scope_.reads_question = true;
  if (of_question && scope_.facts == Scope::Facts::none) {
    context_.faults.error("no_question", at(name),
                          quoted(name.text) + " belongs to a question, and a standing rule has none");
    return none;
  }
  if (parameter != none) {
    auto const type = context_.book.parameters[parameter].type;
    return is_faulty(type) ? none : add(ExpressionKind::parameter, type, name.span, {}, parameter);
  }
  if (name.text == date_word) return add(ExpressionKind::date, simple(TypeKind::date), name.span);
  if (name.text == done_word) return add(ExpressionKind::done, simple(TypeKind::boolean), name.span);
  report_unknown_word(name, wanted);
  return none;
}

Index ExpressionChecker::fact(syntax::Name const& name, Index fact) {
  scope_.facts_read.insert(fact);
  if (!readable(fact)) {
    report_unreadable(fact, at(name), "this rule");
    return none;
  }
  auto const type = context_.book.facts[fact].type;
  return is_faulty(type) ? none : add(ExpressionKind::fact, type, name.span, {}, fact);
}

bool ExpressionChecker::readable(Index fact) const {
  if (scope_.facts == Scope::Facts::any) return true;
  if (scope_.facts == Scope::Facts::of_every_action || scope_.facts == Scope::Facts::none) return false;
  return std::ranges::all_of(scope_.actions,
                             [&](Index action) { return has(context_.book.actions[action].facts, fact); });
}

void ExpressionChecker::report_unreadable(Index fact, Location where, std::string const& reader) {
  auto const& name = context_.book.facts[fact].name;
  if (scope_.facts == Scope::Facts::none) {
    context_.faults.error("no_question", where,
                          reader + " reads the fact " + quoted(name) + ", and a standing rule has no question");
    return;
  }
  if (scope_.facts == Scope::Facts::of_every_action) {
    context_.faults.error(
        "fact_not_of_action", where,
        reader + " reads the fact " + quoted(name) + ", but bears on every action, and not all have it");
    return;
  }
  for (auto const index : scope_.actions) {
    auto const& action = context_.book.actions[index];
    if (has(action.facts, fact)) continue;
    context_.faults.error(
        "fact_not_of_action", where,
        reader + " reads the fact " + quoted(name) + ", which the action " + quoted(action.name) + " does not have",
        action.where, "the action is declared here");
    return;
  }
}

void ExpressionChecker::report_unknown_word(syntax::Name const& name, Wanted wanted) {
  if (context_.faults.full()) return;
  std::vector<std::string_view> candidates = {date_word, done_word};
  for (auto const& variable : scope_.variables) candidates.push_back(variable.name);
  for (auto const& fact : context_.facts.names()) candidates.push_back(fact);
  for (auto const& parameter : context_.parameters.names()) candidates.push_back(parameter);
  if (names_values(wanted)) {
    auto const& enumeration = context_.book.enumerations[wanted->of];
    for (auto const& value : value_names(enumeration)) candidates.push_back(value);
    context_.faults.unknown("unknown_value", at(name),
                            quoted(name.text) + " is not a value of " + quoted(enumeration.name) + ", which is " +
                                type_text(context_.book, *wanted),
                            name.text, candidates);
    return;
  }
  if (auto const* enumeration = some_enumeration_with(context_.book, name.text)) {
    context_.faults.error("unknown_name", at(name),
                          quoted(name.text) + " is a value of " + quoted(enumeration->name) +
                              ", and nothing it is compared with here is one");
    return;
  }
  context_.faults.unknown("unknown_name", at(name), quoted(name.text) + " means nothing here", name.text, candidates);
}

Index ExpressionChecker::field(Index owner, syntax::Name const& name, Span span) {
  auto const type = type_of(owner);
  if (!is(type, TypeKind::reference)) {
    context_.faults.error("no_fields", at(name), quoted(name.text) + " cannot be read here: only records have fields",
                          where_of(owner), "this is " + describe(context_.book, type));
    return none;
  }
  auto const& record = context_.book.records[type.of];
  auto const index = find_field(record, name.text);
  if (index != none) {
    auto const made = record.fields[index].type;
    return is_faulty(made) ? none : add(ExpressionKind::field, made, span, {owner}, index);
  }
  std::vector<std::string_view> candidates;
  for (auto const& candidate : record.fields) candidates.push_back(candidate.name);
  context_.faults.unknown("unknown_field", at(name),
                          "the record " + quoted(record.name) + " has no field " + quoted(name.text), name.text,
                          candidates);
  return none;
}

Index ExpressionChecker::check(syntax::SettingRead const& node, Wanted) {
  auto const index = context_.settings.require(context_.faults, node.name.text, at(node.name));
  if (index == none || is_faulty(context_.book.settings[index].type)) return none;
  return add(ExpressionKind::setting, context_.book.settings[index].type, node.span, {}, index);
}

}  // namespace bylaw::dsl::checking
