#include "tests/property/pick.hpp"
#include "tests/property/syntax_generator.hpp"

namespace bylaw::dsl::arbitrary {
namespace {

using namespace syntax;

Child condition() { return expression(3); }
Child value() { return expression(2); }

// Ends with no name: at the beginning of a line, `record to` would be read as the head of a declaration.
Child lower_end() {
  if (coin()) return Expression{Call{{}, name(), {value()}}};
  if (coin()) return Expression{Junction{{}, Connective::any, {value(), value()}}};
  return Expression{Arithmetic{{}, ArithmeticOperator::minus, value(), Expression{IntegerLiteral{{}, 1}}}};
}

StandingStatus status() {
  using enum StandingStatus;
  return one_of({met, unmet, due, overdue, unknown, refer, not_applicable});
}
Binder record_binder() {
  Binder binder;
  binder.record = name();
  binder.variable = name();
  return binder;
}
Shown shown() {
  auto const kind = one_of({Shown::Kind::value, Shown::Kind::each, Shown::Kind::tally});
  if (kind == Shown::Kind::value) return {{}, kind, value(), {}, {}};
  return {{}, kind, value(), record_binder(), maybe(condition)};
}
DetailClause detail() { return {{}, text(), several(0, 3, shown), maybe(condition)}; }
ConcernClause concerns() {
  return {{}, several(1, 3, [] { return Concern{{}, name(), value()}; })};
}

StandingClause shared_clause() {
  switch (number(0, 5)) {
    case 0:
      return NormClause{{}, several(1, 4, norm_id)};
    case 1:
      return SeeClause{{}, several(1, 4, norm_id)};
    case 2:
      return BearerClause{{}, names()};
    case 3:
      return WhenClause{{}, condition()};
    case 4:
      return ReadingClause{{}, any_word(), text()};
    default:
      return ForceInClause{{}, date(), date()};
  }
}
StandingClause standing_clause() {
  switch (number(0, 13)) {
    case 0:
      return ForClause{{}, record_binder(), maybe(condition)};
    case 1:
      return OfClause{{}, record_binder()};
    case 2:
      return UnlistedClause{};
    case 3:
      return EachClause{{}, name(), lower_end(), value(), maybe(condition)};
    case 4:
      return concerns();
    case 5:
    case 6:
      return StatusClause{{}, status(), condition(), maybe(value)};
    case 7:
      return DeadlineClause{{}, value()};
    case 8:
      return ElseClause{{}, status(), maybe(value)};
    case 9:
      return LateClause{{}, condition()};
    case 10:
      return detail();
    default:
      return shared_clause();
  }
}

bool is_open(StandingClause const& clause) {
  auto const* written = std::get_if<DetailClause>(&clause);
  return written && !written->condition;
}

}  // namespace

Item standing() {
  auto clauses = several(0, 6, standing_clause);
  // `detail ...` and then `when ...` reads as one clause.
  for (std::size_t i = 1; i < clauses.size(); ++i)
    if (is_open(clauses[i - 1]) && std::holds_alternative<WhenClause>(clauses[i])) clauses[i] = UnlistedClause{};
  return Standing{{}, dotted(), text(), std::move(clauses)};
}

}  // namespace bylaw::dsl::arbitrary
