// Values as noun phrases.
#include <algorithm>

#include "dsl/plain/english.hpp"
#include "dsl/plain/phrases.hpp"

namespace bylaw::dsl::plain {
namespace {

using enum ExpressionKind;

struct ConstantWords {
  Rulebook const& book;
  Type type;

  std::string operator()(std::monostate) const { return "nothing"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(std::string const& value) const { return "\"" + value + "\""; }
  std::string operator()(Index value) const { return book.enumerations[type.of].values[value].label; }
  template <class Value>
  std::string operator()(Value const& value) const {
    return to_string(value);
  }
};

}  // namespace

std::string constant_text(Rulebook const& book, Expression const& literal) {
  return std::visit(ConstantWords{book, literal.type}, literal.constant);
}

std::string Phrases::noun(Index index) {
  auto const& expression = at(index);
  if (expression.kind == literal) return constant_text(book_, expression);
  if (expression.type == Type{TypeKind::boolean, none, false} && expression.kind != ExpressionKind::variable)
    return "whether " + clause(index, false);
  switch (expression.kind) {
    case fact:
      return book_.facts[expression.index].label;
    case parameter:
      return "the " + with_blanks(book_.parameters[expression.index].name);
    case date:
      return std::string(day_asked_about);
    case ExpressionKind::variable:
      return variable(expression);
    case ExpressionKind::field:
      return field(expression);
    case setting:
      return book_.settings[expression.index].label;
    case call:
      return called(expression, false);
    case year:
      return "the year of " + noun(expression.operands.front());
    case days:
    case months:
      return length_of_time(expression);
    case year_start:
      return "the first day of " + noun(expression.operands.front());
    case year_end:
      return "the last day of " + noun(expression.operands.front());
    case on_day:
      return noun(expression.operands[0]) + " in " + noun(expression.operands[1]);
    case greater_of:
    case lesser_of:
      return choice(expression);
    case plus:
    case minus:
      return sum(expression);
    case otherwise:
      return noun(expression.operands[0]) + " (or, where that is not recorded, " + noun(expression.operands[1]) + ")";
    default:
      return aggregate(expression);
  }
}

std::string Phrases::variable(Expression const& expression) const {
  auto const named = variables_.find(expression.index);
  if (named != variables_.end()) return named->second;
  return expression.type.kind == TypeKind::reference ? "the " + record_noun(expression.type.of) : "it";
}

std::string Phrases::field(Expression const& expression) {
  auto const& owner = at(expression.operands.front());
  return possessive(noun(expression.operands.front())) + " " +
         book_.records[owner.type.of].fields[expression.index].label;
}

// "30 days" of a number that is written there, else "the quiet time in days", or "the days of grace" as it is.
std::string Phrases::length_of_time(Expression const& expression) {
  auto const number = noun(expression.operands.front());
  std::string const unit = expression.kind == days ? "days" : "months";
  if (at(expression.operands.front()).kind == literal) return number + " " + unit;
  return number.find(unit) == std::string::npos ? number + " in " + unit : number;
}

// "the later of", "the larger of"
std::string Phrases::choice(Expression const& expression) {
  bool const greater = expression.kind == greater_of;
  std::string const which =
      expression.type.kind == TypeKind::date ? (greater ? "later" : "earlier") : (greater ? "larger" : "smaller");
  return "the " + which + " of " + noun(expression.operands[0]) + " and " + noun(expression.operands[1]);
}

bool Phrases::is_year(Index index) const {
  auto const& expression = at(index);
  if (expression.kind == year) return true;
  return expression.kind == ExpressionKind::variable && variable(expression) == "the year";
}

std::string Phrases::sum(Expression const& expression) {
  auto const left = noun(expression.operands[0]), right = noun(expression.operands[1]);
  bool const adds = expression.kind == plus;
  if (is_year(expression.operands[0]) && right == "1") {
    if (left == "the year") return adds ? "the following year" : "the year before";
    return (adds ? "the year after " : "the year before ") + left;
  }
  bool const written = at(expression.operands[1]).kind == literal;
  if (expression.type.kind == TypeKind::date && written) return right + (adds ? " after " : " before ") + left;
  return left + (adds ? " plus " : " minus ") + right;
}

std::string Phrases::aggregate(Expression const& expression) {
  auto const before = variables_;
  auto const label = introduce(expression);
  std::string text;
  if (expression.kind == count) text = "the number of " + plural(label) + such_that(expression.operands[0]);
  if (expression.kind == ExpressionKind::sum)
    text =
        "the sum of " + noun(expression.operands[1]) + " over every " + label + narrowed(label, expression.operands[0]);
  if (expression.kind == listing)
    text = noun(expression.operands[1]) + " for every " + label + narrowed(label, expression.operands[0]);
  bool const chosen = expression.kind == latest || expression.kind == earliest;
  bool const only = chosen && at(expression.operands[1]).kind == literal;  // in no order: there is one
  if (only) text = "the " + label + narrowed(label, expression.operands[0]);
  if (chosen && !only)
    text = std::string(expression.kind == latest ? "the latest " : "the earliest ") + label + " (by " +
           noun(expression.operands[1]) + ")" + narrowed(label, expression.operands[0]);
  variables_ = before;
  return text;
}

// The label, where it is short enough to be said again and again; else the name.
std::string Phrases::record_noun(Index record) const {
  auto const label = bare_noun(book_.records[record].label);
  return std::ranges::count(label, ' ') < 2 ? label : with_blanks(book_.records[record].name);
}

std::string Phrases::introduce(Index slot, Index record) {
  auto label = record_noun(record);
  auto const taken = [&](std::string const& words) {
    return std::ranges::any_of(variables_, [&](auto const& named) { return named.second == "the " + words; });
  };
  if (taken(label)) label = taken("other " + label) ? "further " + label : "other " + label;
  variables_[slot] = "the " + label;
  return label;
}

}  // namespace bylaw::dsl::plain
