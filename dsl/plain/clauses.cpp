// Conditions as clauses. A negation goes down to the parts it is made of, where it can be said in words.
#include <algorithm>
#include <utility>

#include "dsl/plain/english.hpp"
#include "dsl/plain/phrases.hpp"

namespace bylaw::dsl::plain {
namespace {

using enum ExpressionKind;

std::string said(std::string const& clause, bool negated) { return negated ? negated_clause(clause) : clause; }

// The verb between the two sides: dates come before and after each other, amounts are more and less.
std::string verb(ExpressionKind kind, bool dates) {
  switch (kind) {
    case less:
      return dates ? "is before" : "is less than";
    case at_most:
      return dates ? "is on or before" : "is at most";
    case more:
      return dates ? "is after" : "is more than";
    default:
      return dates ? "is on or after" : "is at least";
  }
}

ExpressionKind opposite(ExpressionKind kind) {
  switch (kind) {
    case less:
      return at_least;
    case at_most:
      return more;
    case more:
      return at_most;
    default:
      return less;
  }
}

// The template with each {parameter} replaced by its value. What is said of a day is said of the day asked about where
// no other is named.
std::string filled(std::string const& phrase, Definition const& definition, std::vector<std::string> const& values) {
  std::string text;
  for (std::size_t at = 0; at < phrase.size(); ++at) {
    auto const end = phrase[at] == '{' ? phrase.find('}', at) : std::string::npos;
    auto const name = end == std::string::npos ? std::string() : phrase.substr(at + 1, end - at - 1);
    auto const parameter = std::ranges::find(definition.parameter_names, name);
    if (end == std::string::npos || parameter == definition.parameter_names.end()) {
      text += phrase[at];
      continue;
    }
    auto const& value = values[static_cast<std::size_t>(parameter - definition.parameter_names.begin())];
    if (value == day_asked_about && text.ends_with(" on "))
      text.resize(text.size() - 4);
    else
      text += value;
    at = end;
  }
  return text;
}

// Whether what follows the clause would seem to belong to it.
bool runs_on(std::string const& clause) { return clause.starts_with(not_the_case); }

bool is_junction(ExpressionKind kind) { return kind == all || kind == any; }
bool is_quantified(ExpressionKind kind) { return kind == some || kind == no || kind == every; }

}  // namespace

std::string Phrases::clause(Index index, bool negated) {
  auto const& expression = at(index);
  switch (expression.kind) {
    case negation:
      return clause(expression.operands.front(), !negated);
    case all:
    case any:
      return junction(expression, negated);
    case is:
    case is_not:
      return equality(expression, negated);
    case less:
    case at_most:
    case more:
    case at_least:
      return comparison(expression, negated);
    case in:
    case in_list:
      return membership(expression, negated);
    case recorded:
    case known:
      return presence(expression, negated);
    case some:
    case no:
    case every:
      return quantified(expression, negated);
    default:
      return truth(index, negated);
  }
}

bool Phrases::is_long(Index index) const {
  auto const& expression = at(index);
  if (expression.kind == negation) return is_long(expression.operands.front());
  return is_junction(expression.kind) || is_quantified(expression.kind);
}

std::vector<std::string> Phrases::parts(Index index, bool& holds_all) {
  auto const& expression = at(index);
  if (!is_junction(expression.kind)) return {};
  holds_all = expression.kind == all;
  std::vector<std::string> texts;
  for (auto const part : expression.operands) texts.push_back(clause(part, false));
  bool const simple = std::ranges::none_of(texts, runs_on) &&
                      std::ranges::none_of(expression.operands, [&](Index part) { return is_long(part); });
  return simple ? std::vector<std::string>{} : texts;
}

std::string Phrases::junction(Expression const& expression, bool negated) {
  std::vector<std::string> texts;
  for (auto const part : expression.operands) texts.push_back(term(part, negated, part == expression.operands.back()));
  return join(texts, (expression.kind == all) != negated ? "and" : "or");
}

// A part of a junction, marked off where it would run into the next one.
std::string Phrases::term(Index index, bool negated, bool last) {
  auto const& expression = at(index);
  if (expression.kind == negation) return term(expression.operands.front(), !negated, last);
  auto const text = clause(index, negated);
  if (is_junction(expression.kind)) {
    bool const conjunction = (expression.kind == all) != negated;
    auto const opening = conjunction ? (expression.operands.size() == 2 ? "both " : "all of ") : "either ";
    return last ? opening + text : "(" + text + ")";
  }
  return !last && (is_quantified(expression.kind) || runs_on(text)) ? "(" + text + ")" : text;
}

std::string Phrases::comparison(Expression const& expression, bool negated) {
  auto const kind = negated ? opposite(expression.kind) : expression.kind;
  bool const dates = at(expression.operands[0]).type.kind == TypeKind::date;
  return noun(expression.operands[0]) + " " + verb(kind, dates) + " " + noun(expression.operands[1]);
}

std::string Phrases::equality(Expression const& expression, bool negated) {
  bool const differs = (expression.kind == is_not) != negated;
  auto const& right = at(expression.operands[1]);
  if (auto const* value = std::get_if<bool>(&right.constant)) return clause(expression.operands[0], *value == differs);
  return noun(expression.operands[0]) + (differs ? " is not " : " is ") + noun(expression.operands[1]);
}

std::string Phrases::membership(Expression const& expression, bool negated) {
  auto const subject = noun(expression.operands[0]);
  if (expression.kind == in_list)
    return subject + (negated ? " is not among " : " is among ") + noun(expression.operands[1]);
  std::vector<std::string> items;
  for (std::size_t i = 1; i < expression.operands.size(); ++i) items.push_back(noun(expression.operands[i]));
  bool const neither = negated && items.size() == 2;
  if (neither) return subject + " is neither " + join(items, "nor");
  return subject + (negated ? " is none of " : " is ") + join(items, "or");
}

std::string Phrases::presence(Expression const& expression, bool negated) {
  auto const subject = expression.operands.front();
  auto const& asked = at(subject);
  std::string const participle = expression.kind == known ? "known" : asked.kind == setting ? "set" : "recorded";
  auto const verb = (negated ? "is not " : "is ") + participle;
  if (asked.type == Type{TypeKind::boolean, none, false}) return "it " + verb + " whether " + clause(subject, false);
  return noun(subject) + " " + verb;
}

std::string Phrases::truth(Index index, bool negated) {
  auto const& expression = at(index);
  switch (expression.kind) {
    case literal:
      return (std::get<bool>(expression.constant) != negated) ? "this always holds" : "this never holds";
    case fact:
      return said(book_.facts[expression.index].label, negated);
    case setting:
      return said(book_.settings[expression.index].label, negated);
    case done:
      return negated ? "the act has not been done yet" : "the act has been done already";
    case call:
      return called(expression, negated);
    case ExpressionKind::field:
      return boolean_field(expression, negated);
    case otherwise:
      return fallen_back(expression, negated);
    case parameter:
      return "the " + with_blanks(book_.parameters[expression.index].name) + (negated ? " does not hold" : " holds");
    default:
      return variable(expression) + (negated ? " does not hold" : " holds");
  }
}

std::string Phrases::fallen_back(Expression const& expression, bool negated) {
  auto const [value, fallback] = std::pair(expression.operands[0], expression.operands[1]);
  if (auto const* holds = std::get_if<bool>(&at(fallback).constant))
    return clause(value, negated) + (*holds == negated ? " (and that is recorded)" : " (or that is not recorded)");
  return said(clause(value, false) + " (or, where that is not recorded, " + clause(fallback, false) + ")", negated);
}

std::string Phrases::boolean_field(Expression const& expression, bool negated) {
  auto const& owner = at(expression.operands.front());
  auto const& field = book_.records[owner.type.of].fields[expression.index];
  auto const subject = noun(expression.operands.front());
  auto const opposite_phrase = negated_verb_phrase(field.label);
  if (opposite_phrase.empty()) return subject + (negated ? " is not marked \"" : " is marked \"") + field.label + "\"";
  return subject + " " + (negated ? opposite_phrase : field.label);
}

// The phrase of the definition with its values in place of {parameters}; without a phrase, its name.
std::string Phrases::called(Expression const& expression, bool negated) {
  auto const& definition = book_.definitions[expression.index];
  std::vector<std::string> values;
  for (auto const operand : expression.operands) values.push_back(noun(operand));
  if (!definition.phrase.empty()) return filled(said(definition.phrase, negated), definition, values);
  return "\"" + definition.name + "\"" + (negated ? " does not hold" : " holds") +
         (values.empty() ? "" : " for " + join(values, "and"));
}

std::string Phrases::quantified(Expression const& expression, bool negated) {
  auto const before = variables_;
  auto text = expression.list == none ? over_records(expression, negated) : over_list(expression, negated);
  variables_ = before;
  return text;
}

std::string Phrases::over_records(Expression const& expression, bool negated) {
  auto const label = introduce(expression);
  auto const condition = narrowed(label, expression.operands.front());
  if (expression.kind == every) {
    auto const has = clause(expression.operands[1], false);
    return (negated ? "not for every " : "for every ") + label + condition + ", " + has;
  }
  bool const there_is = (expression.kind == some) != negated;
  bool const another = label.starts_with("other ");
  if (there_is) return "there is " + (another ? "an" + label : with_article(label)) + condition;
  return "there is no " + label + condition;
}

std::string Phrases::over_list(Expression const& expression, bool negated) {
  auto const list = noun(expression.list);
  variables_[expression.slot] = "it";
  auto const with = expression.operands.front();
  if (expression.kind == every)
    return (negated ? "not for each of " : "for each of ") + list + such_that(with) + ", " +
           clause(expression.operands[1], false);
  bool const there_is = (expression.kind == some) != negated;
  if (with == none) return list + (there_is ? " has a value" : " has no value");
  return (there_is ? "for at least one of " : "for none of ") + list + ", " + clause(with, false);
}

// Relative clauses, where all that is said begins with the record itself: "that is in writing and whose day is ...".
std::string Phrases::narrowed(std::string const& label, Index condition) {
  if (condition == none) return {};
  auto const& expression = at(condition);
  auto const parts = expression.kind == all ? expression.operands : std::vector<Index>{condition};
  std::vector<std::string> clauses;
  std::string previous;
  for (auto const part : parts) {
    auto [pronoun, text] = relative("the " + label, part, part == parts.back());
    if (pronoun.empty()) return such_that(condition);
    clauses.push_back(pronoun == "that" && pronoun == previous ? text : pronoun + " " + text);
    previous = pronoun;
  }
  return " " + join(clauses, "and");
}

// "that" with what follows the subject, or "whose" with what follows its possessive; empty where neither begins it.
std::pair<std::string, std::string> Phrases::relative(std::string const& subject, Index index, bool last) {
  auto const text = term(index, false, last);
  if (text.starts_with(possessive(subject) + " ")) return {"whose", text.substr(possessive(subject).size() + 1)};
  if (!text.starts_with(subject + " ")) return {};
  auto predicate = text.substr(subject.size() + 1);
  bool const verb = !negated_verb_phrase(predicate).empty() || predicate.starts_with("cannot ");
  // The phrase of a definition that begins with the subject goes on with its verb.
  if (verb || at(index).kind == call || at(index).kind == negation) return {"that", std::move(predicate)};
  return {};
}

std::string Phrases::such_that(Index condition) {
  return condition == none ? "" : " for which " + clause(condition, false);
}

}  // namespace bylaw::dsl::plain
