// Types one expression of the syntax tree and writes it into the rulebook. A faulty part is reported once and gives
// `none`, which everything around it passes on in silence.
#pragma once
#include <optional>
#include <utility>

#include "dsl/check/context.hpp"
#include "dsl/check/scope.hpp"
#include "dsl/check/types.hpp"

namespace bylaw::dsl::checking {

class ExpressionChecker {
 public:
  ExpressionChecker(Context& context, Scope& scope, std::uint32_t source)
      : context_(context), scope_(scope), source_(source) {}

  // True or false; `what` is what messages call it: "what follows 'when'".
  Index condition(syntax::Expression const& expression, std::string_view what);
  Index any_value(syntax::Expression const& expression) { return check(expression, {}); }
  // A value of the type; `what` is what messages call it.
  Index value_of(syntax::Expression const& expression, Type type, std::string_view what);
  // A value for each record, for a detail.
  Index listing(syntax::Shown const& shown);

 private:
  // The type that the surroundings call for, if they do: it says which enumeration a bare word is of.
  using Wanted = std::optional<Type>;
  using Sides = std::pair<Index, Index>;
  struct Binding {
    Index slot = none, record = none, list = none;
    bool faulty = false;
  };

  Index check(syntax::Expression const& expression, Wanted wanted);

  // literals.cpp
  Index check(syntax::BooleanLiteral const& node, Wanted);
  Index check(syntax::IntegerLiteral const& node, Wanted wanted);
  Index check(syntax::DecimalLiteral const& node, Wanted);
  Index check(syntax::MoneyLiteral const& node, Wanted);
  Index check(syntax::DateLiteral const& node, Wanted);
  Index check(syntax::DurationLiteral const& node, Wanted);
  Index check(syntax::Text const& node, Wanted wanted);
  Index check(syntax::ListLiteral const& node, Wanted);

  // paths.cpp
  Index check(syntax::Path const& path, Wanted wanted);
  Index check(syntax::SettingRead const& node, Wanted);
  Index enumeration_value(syntax::Name const& name, Wanted wanted);
  Index word(syntax::Name const& name, Wanted wanted);
  Index fact(syntax::Name const& name, Index fact);
  Index field(Index owner, syntax::Name const& name, Span span);
  // The type the word would have with nothing wanted; nothing when it means nothing. Reports nothing.
  std::optional<Type> type_of_word(syntax::Name const& name);
  bool readable(Index fact) const;
  void report_unreadable(Index fact, Location where, std::string const& reader);
  void report_unknown_word(syntax::Name const& name, Wanted wanted);

  // operators.cpp
  Index check(syntax::Not const& node, Wanted);
  Index check(syntax::Junction const& node, Wanted);
  Index check(syntax::Comparison const& node, Wanted);
  Index check(syntax::Arithmetic const& node, Wanted);
  Index check(syntax::Otherwise const& node, Wanted wanted);
  Sides sides(syntax::Expression const& left, syntax::Expression const& right);
  bool comparable(syntax::CompareOperator op, Index left, Index right);
  void report_incomparable(Index left, Index right, std::string_view verb);

  // membership.cpp
  Index check(syntax::Membership const& node, Wanted);
  Index check(syntax::PresenceTest const& node, Wanted);
  Index in_list(syntax::Membership const& node, syntax::Expression const& list);
  Index in_list(Index value, Index list, Span span);
  Index in_items(syntax::Membership const& node);
  bool can_be_recorded(Index subject, Location where);
  bool can_be_known(Index subject, Location where);

  // calls.cpp
  Index check(syntax::Call const& node, Wanted);
  Index built_in(syntax::Call const& node, ExpressionKind kind, std::vector<TypeKind> const& wanted, TypeKind result);
  bool arguments(syntax::Call const& node, Index definition, std::vector<Index>& operands);
  bool argument(syntax::Call const& node, Index definition, std::size_t at, std::vector<Index>& operands);
  bool argument_count(syntax::Call const& node, std::size_t wanted, std::optional<Location> declared);
  bool facts_readable(Index definition, Location where);

  // quantifiers.cpp
  Index check(syntax::Quantified const& node, Wanted);
  Index check(syntax::Aggregated const& node, Wanted);
  Binding bind(syntax::Binder const& binder);
  std::optional<Type> bound_type(syntax::Binder const& binder, Binding& binding);
  void unbind(bool has_conditions);
  // False when it is there and faulty.
  bool optional_condition(std::optional<syntax::Child> const& condition, std::string_view what, Index& result);
  Index aggregate_value(syntax::Aggregated const& node, ExpressionKind kind);
  bool can_be_aggregated(ExpressionKind kind, Index value);

  Index add(ExpressionKind kind, Type type, Span span, std::vector<Index> operands = {}, Index index = none);
  Index negated_if(bool negated, Index operand, Span span);
  Type type_of(Index expression) const { return context_.book.expressions[expression].type; }
  Location where_of(Index expression) const { return context_.book.expressions[expression].where; }
  Location at(syntax::Node const& node) const { return {source_, node.span}; }
  Location at(syntax::Expression const& expression) const { return {source_, syntax::span_of(expression)}; }

  Context& context_;
  Scope& scope_;
  std::uint32_t source_;
  int depth_ = 0;
};

// The functions that every rulebook has: year(), later()...
std::vector<std::string_view> built_in_names();
bool is_built_in(std::string_view name);

}  // namespace bylaw::dsl::checking
