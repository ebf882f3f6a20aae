#include "tests/property/pick.hpp"
#include "tests/property/syntax_generator.hpp"

namespace bylaw::dsl::arbitrary {
namespace {

using namespace syntax;

Child condition() { return expression(3); }
Name value_name() {
  auto word = any_word();
  return word.text == "end" ? Name{{}, "ends"} : word;
}

TypeName type(int depth = 2) {
  TypeName type;
  type.kind = one_of({TypeName::Kind::named, TypeName::Kind::ref, TypeName::Kind::one_of, TypeName::Kind::list_of});
  if (depth == 0 && type.kind == TypeName::Kind::list_of) type.kind = TypeName::Kind::named;
  if (type.kind == TypeName::Kind::named || type.kind == TypeName::Kind::ref) type.name = name();
  if (type.kind == TypeName::Kind::one_of) type.values = several(1, 12, any_word);
  if (type.kind == TypeName::Kind::list_of) type.element = arbitrary::type(depth - 1);
  return type;
}

Field field() {
  using enum FieldMark;
  return {{},
          any_word(),
          type(),
          several(0, 2,
                  [] {
                    return one_of({optional, event, open, opening, confidential});
                  }),
          maybe(text)};
}
EnumerationValue enumeration_value() { return {{}, value_name(), maybe(text)}; }

Record record() {
  Record record{{}, name(), maybe(text), coin(), {}, {}, several(0, 4, field)};
  record.key = several(0, 3, any_word);
  if (coin()) {
    auto& rates = record.rates.emplace();
    rates.value = name();
    rates.base.text = "USD";
    rates.currency = name();
    rates.date = name();
  }
  return record;
}
Fact fact() {
  auto const assumption = [] { return Assumption{{}, condition(), maybe(condition), text()}; };
  return {{}, name(), type(), text(), text(), maybe(text), several(0, 2, assumption)};
}
Document document() {
  Document document{{}, name(), text(), {}, {}, {}, {}, several(0, 2, [] { return std::pair(any_word(), text()); })};
  if (coin()) {
    document.adopted_on = date();
    document.adopted_by = maybe(name);
  }
  if (coin()) {
    document.from = date();
    document.until = date();
  }
  return document;
}
Norm norm() {
  using enum Force;
  Norm norm;
  norm.id = norm_id();
  norm.force = one_of({must, must_not, should, should_not, may, power, definition, information});
  norm.word = text();
  norm.says = text();
  norm.bearers = names(0, 3);
  norm.counterparts = names(0, 3);
  norm.restates = several(0, 4, norm_id);
  norm.tier = maybe(name);
  if (coin()) {
    norm.uncoded = one_of({Uncoded::information, Uncoded::judgement, Uncoded::reference, Uncoded::later});
    norm.uncoded_why = text();
  }
  norm.note = maybe(text);
  return norm;
}
Definition definition() {
  return {{}, name(), several(0, 3, [] { return Parameter{{}, name(), type()}; }), maybe(text), condition()};
}

Duty duty() {
  using enum Force;
  return {{}, names(), one_of({must, must_not, should, should_not, may}), name(), names(0, 2), coin()};
}
Clause clause() {
  switch (number(0, 13)) {
    case 0:
      return NormClause{{}, several(1, 4, norm_id)};
    case 1:
      return SeeClause{{}, several(1, 4, norm_id)};
    case 2:
      return coin() ? OnClause{{}, true, {}} : OnClause{{}, false, names()};
    case 3:
      return WhenClause{{}, condition()};
    case 4:
      return duty();
    case 5:
      return Referral{{}, names()};
    case 6:
      return DoneClause{{}, condition()};
    case 7:
      return WaitingClause{{}, condition()};
    case 8:
      return ReferClause{{}, names(), condition()};
    case 9:
      return UndeterminedClause{{}, condition(), text()};
    case 10:
      return UnlessClause{{}, condition()};
    case 11:
      return RemedyClause{{}, norm_id(), text()};
    case 12:
      return coin() ? Clause(OverridesClause{{}, several(1, 3, dotted)})
                    : Clause(ReadingClause{{}, any_word(), text()});
    default:
      return ForceInClause{{}, date(), date()};
  }
}
Rule rule() {
  auto clauses = several(0, 5, clause);
  // `refer to x` and then `when ...` reads as one clause.
  for (std::size_t i = 1; i < clauses.size(); ++i)
    if (std::holds_alternative<Referral>(clauses[i - 1]) && std::holds_alternative<WhenClause>(clauses[i]))
      clauses[i] = duty();
  return {{}, dotted(), text(), std::move(clauses)};
}

Assignment assignment() { return {{}, any_word(), condition()}; }
// Steps, routes and counterparts that are called like clauses have to stand on the line of their own clause.
Name step_name() {
  auto made = name();
  return made.text == "optional" ? Name{{}, "b2"} : made;
}
StepClause write_clause() {
  auto values = several(0, 3, assignment);
  if (coin()) return WriteClause{{}, coin(), name(), {}, std::move(values)};
  return WriteClause{{}, false, {}, Child(Expression{Path{{}, {name()}}}), std::move(values)};
}
StepClause step_clause() {
  using enum Need;
  switch (number(0, 21)) {
    case 0:
      return NormClause{{}, several(1, 4, norm_id)};
    case 1:
      return SeeClause{{}, several(1, 4, norm_id)};
    case 2:
      return WhenClause{{}, condition()};
    case 3:
      return UnlessClause{{}, condition()};
    case 4:
      return UndeterminedClause{{}, condition(), text()};
    case 5:
      return ReadingClause{{}, any_word(), text()};
    case 6:
      return Referral{{}, names()};
    case 7:
      return ReferClause{{}, names(), condition()};
    case 8:
      return RoutesClause{{}, any_word(), any_word()};
    case 9:
      return ForRoutesClause{{}, several(1, 3, step_name)};
    case 10:
      return OptionalClause{};
    case 11:
      return StepDuty{{}, one_of({required, preferred, customary}), names(), any_word(), several(0, 2, step_name)};
    case 12:
      return AfterClause{{}, coin(), several(1, 3, step_name)};
    case 13:
      return StepDoneClause{{}, condition(), maybe(condition)};
    case 14:
      return PendingClause{{}, condition()};
    case 15:
      return BlockedClause{{}, condition(), text()};
    case 16:
      return RefusedClause{{}, condition(), several(0, 2, step_name)};
    case 17:
      return RecusedClause{{}, condition(), text()};
    case 18:
      return coin() ? StepClause(IrrevocableClause{}) : StepClause(DecidedClause{{}, name()});
    case 19:
      return AvailabilityClause{{}, coin(), maybe(condition), text()};
    case 20:
      return write_clause();
    default:
      return CheckedClause{{}, any_word(), several(0, 3, assignment)};
  }
}
StepClauses step_clauses() {
  auto clauses = several(0, 5, step_clause);
  for (std::size_t i = 1; i < clauses.size(); ++i)
    if (std::holds_alternative<Referral>(clauses[i - 1]) && std::holds_alternative<WhenClause>(clauses[i]))
      clauses[i] = OptionalClause{};
  return clauses;
}
RecordsReached records_reached() {
  if (coin()) return {{}, true, false, {}};
  return {{}, false, coin(), names(1, 3)};
}
RoleClause role_clause() {
  switch (number(0, 4)) {
    case 0:
      return HolderClause{{}, {{}, name(), name(), {}}};
    case 1:
      return MayClause{{}, names(1, 4), coin()};
    case 2:
      return OwnClause{{}, names(1, 3), name(), condition()};
    case 3:
      return SeesClause{{}, records_reached()};
    default:
      return WritesClause{{}, records_reached()};
  }
}

Item procedure_part() {
  switch (number(0, 2)) {
    case 0:
      return Procedure{{}, name(), name(), text(), step_clauses()};
    case 1:
      return Route{{}, dotted(), text(), step_clauses()};
    default:
      return Step{{}, dotted(), text(), step_clauses()};
  }
}

Expression simple_value() {
  auto value = expression(0);
  if (std::holds_alternative<SettingRead>(value.value)) return {text()};
  if (auto* path = std::get_if<Path>(&value.value)) {
    auto word = any_word();
    path->parts = {word.text == "true" ? Name{{}, "truth"} : word};
  }
  return value;
}
FieldValue field_value() {
  auto const value = [] { return Child(simple_value()); };
  if (number(0, 3) == 0) return {{}, any_word(), Expression{ListLiteral{{}, several(0, 4, value)}}};
  return {{}, any_word(), simple_value()};
}
GivenRecord given_record() { return {{}, name(), text(), several(0, 4, field_value)}; }

Expectation expectation() {
  using enum Expectation::Kind;
  auto const kind = one_of({outcome, status, absent, missing, not_missing});
  Expectation expectation{{}, kind, name(), {}};
  if (kind == status || kind == absent) expectation.subject = norm_id();
  if (kind == status) expectation.status = any_word();
  if ((kind == missing || kind == not_missing) && coin()) expectation.subject.text = text().value;
  return expectation;
}
Scenario scenario() {
  return {{},
          text(),
          names(0, 2),
          several(0, 2, given_record),
          any_word(),
          date(),
          coin(),
          several(0, 5, field_value),
          several(1, 4, expectation)};
}

}  // namespace

Item item() {
  switch (number(0, 20)) {
    case 0:
      return Header{{}, name(), text()};
    case 1:
      return Headline{{}, name(), text()};
    case 2:
      return Parameters{{}, several(0, 3, field)};
    case 3:
      return Enumeration{{}, name(), maybe(text), several(1, 4, enumeration_value)};
    case 4:
      return record();
    case 5:
      return fact();
    case 6:
      return Action{{}, name(), text(), maybe(text), several(0, 12, name)};
    case 7:
      return document();
    case 8:
      return norm();
    case 9:
      return Setting{{}, dotted(), type(), maybe(condition), text(), maybe(text)};
    case 10:
      return definition();
    case 11:
      return rule();
    case 12:
      return Columns{{}, several(0, 3, field)};
    case 13:
      return Entry{{}, given_record()};
    case 14:
    case 15:
      return standing();
    case 16:
      return Background{{}, name(), several(0, 3, given_record)};
    case 17:
    case 18:
      return procedure_part();
    case 19:
      return Role{{}, name(), text(), several(0, 5, role_clause)};
    default:
      return scenario();
  }
}

}  // namespace bylaw::dsl::arbitrary
