#include "engine/reference/evaluator.hpp"

#include <algorithm>

#include "engine/decide/calendar.hpp"

namespace bylaw::engine::reference {
namespace {

using dsl::ExpressionKind;
using dsl::none;

Truth negated(Truth t) { return t == Truth::yes ? Truth::no : t == Truth::no ? Truth::yes : Truth::unknown; }
Truth truth_of(bool b) { return b ? Truth::yes : Truth::no; }

}  // namespace

Evaluator::Evaluator(dsl::Rulebook const& rulebook, Snapshot const& snapshot, Question const& question)
    : rulebook_(rulebook),
      snapshot_(snapshot),
      question_(question),
      symbols_(question.symbols ? *question.symbols : *snapshot.symbols),
      facts_(question.facts) {
  assume();
}

void Evaluator::assume() {
  if (question_.action == none) return;
  auto with_assumptions = facts_;
  for (auto const fact : rulebook_.actions[question_.action].facts) {
    if (!facts_[fact].is_unknown()) continue;
    auto const& assumptions = rulebook_.facts[fact].assumptions;
    for (Index i = 0; i < assumptions.size(); ++i) {
      if (assumptions[i].when != none && clause(assumptions[i].when, 0) != Truth::yes) continue;
      Frame frame;
      with_assumptions[fact] = evaluate(assumptions[i].value, frame).value;
      assumed.push_back({fact, with_assumptions[fact], i});
      break;
    }
  }
  facts_ = with_assumptions;
}

Truth Evaluator::clause(Index expression, Index slots) {
  Frame frame(slots);
  return condition(expression, frame);
}

Truth Evaluator::condition(Index expression, Frame& frame) {
  auto const& e = rulebook_.expression(expression);
  auto const reads_before = reads.size();
  auto const evidence_before = evidence.size();
  auto const truth = judge(e, frame);
  if (truth != Truth::unknown) reads.resize(reads_before);
  bool const shows_nothing =
      e.kind == ExpressionKind::negation || e.kind == ExpressionKind::no || e.kind == ExpressionKind::every;
  if (truth != Truth::yes || shows_nothing) evidence.resize(evidence_before);
  return truth;
}

Truth Evaluator::judge(dsl::Expression const& e, Frame& frame) {
  switch (e.kind) {
    case ExpressionKind::negation:
      return negated(condition(e.operands[0], frame));
    case ExpressionKind::all: {
      auto result = Truth::yes;
      for (auto const operand : e.operands)
        if (result != Truth::no) result = std::min(result, condition(operand, frame));
      return result;
    }
    case ExpressionKind::any: {
      auto result = Truth::no;
      for (auto const operand : e.operands)
        if (result != Truth::yes) result = std::max(result, condition(operand, frame));
      return result;
    }
    case ExpressionKind::is:
    case ExpressionKind::is_not:
    case ExpressionKind::less:
    case ExpressionKind::at_most:
    case ExpressionKind::more:
    case ExpressionKind::at_least: {
      if (rulebook_.expression(e.operands[0]).kind == ExpressionKind::count) return compare_count(e, frame, false);
      if (rulebook_.expression(e.operands[1]).kind == ExpressionKind::count) return compare_count(e, frame, true);
      auto const left = evaluate(e.operands[0], frame);
      return compare(e.kind, left, evaluate(e.operands[1], frame));
    }
    case ExpressionKind::in:
      return member(e, frame);
    case ExpressionKind::in_list:
      return in_list(e, frame);
    case ExpressionKind::recorded:
      return recorded(e.operands[0], frame);
    case ExpressionKind::known:
      return known(e.operands[0]);
    case ExpressionKind::some:
      return some(e, frame);
    case ExpressionKind::no:
      return negated(some(e, frame));
    case ExpressionKind::every:
      return every(e, frame);
    default: {
      auto const index = static_cast<Index>(&e - rulebook_.expressions.data());
      auto const thing = evaluate(index, frame);
      return thing.unknown() ? Truth::unknown : truth_of(thing.value.number != 0);
    }
  }
}

Thing Evaluator::evaluate(Index expression, Frame& frame) {
  auto const& e = rulebook_.expression(expression);
  switch (e.kind) {
    case ExpressionKind::literal:
      return literal(e.constant);
    case ExpressionKind::fact:
      return leaf({Unknown::Source::fact, e.index, 0, 0}, facts_[e.index]);
    case ExpressionKind::parameter:
      return leaf({Unknown::Source::parameter, e.index, 0, 0}, question_.parameters[e.index]);
    case ExpressionKind::date:
      return {.value = Value::date(question_.date)};
    case ExpressionKind::done:
      return {.value = Value::boolean(question_.already_done)};
    case ExpressionKind::variable:
      return frame[e.index];
    case ExpressionKind::field:
      return field(e, frame);
    case ExpressionKind::setting:
      return leaf({Unknown::Source::setting, e.index, 0, 0}, snapshot_.settings[e.index]);
    case ExpressionKind::call:
      return call(e, frame);
    case ExpressionKind::year:
      return year(evaluate(e.operands[0], frame));
    case ExpressionKind::days:
      return length(evaluate(e.operands[0], frame), false);
    case ExpressionKind::months:
      return length(evaluate(e.operands[0], frame), true);
    case ExpressionKind::year_start:
    case ExpressionKind::year_end: {
      auto const year = evaluate(e.operands[0], frame);
      auto const op = e.kind == ExpressionKind::year_start ? Op::year_start : Op::year_end;
      return mixed(year, year, {.value = year.unknown() ? year.value : border_of_year(year.value.number, op)});
    }
    case ExpressionKind::on_day: {
      auto const day = evaluate(e.operands[0], frame), year = evaluate(e.operands[1], frame);
      if (day.unknown() || year.unknown())
        return mixed(day, year, {.value = day.unknown() ? day.value : year.value});
      auto const text = symbols_.text(static_cast<Symbol>(day.value.number));
      return mixed(day, year, {.value = day_in_year(text, year.value.number)});
    }
    case ExpressionKind::greater_of:
    case ExpressionKind::lesser_of: {
      auto const left = evaluate(e.operands[0], frame);
      return chosen(e.kind == ExpressionKind::greater_of, left, evaluate(e.operands[1], frame));
    }
    case ExpressionKind::listing:
      return {};
    case ExpressionKind::plus:
    case ExpressionKind::minus: {
      auto const left = evaluate(e.operands[0], frame);
      return calculate(e.kind == ExpressionKind::minus, left, evaluate(e.operands[1], frame));
    }
    case ExpressionKind::otherwise:
      return otherwise(e, frame);
    case ExpressionKind::count: {
      auto const [least, most] = count(e, frame);
      return {.value = least == most ? Value::integer(least) : Value::unknown()};
    }
    case ExpressionKind::sum:
      return sum(e, frame);
    case ExpressionKind::latest:
    case ExpressionKind::earliest:
      return extreme(e, frame);
    default: {
      auto const truth = condition(expression, frame);
      return {.value = truth == Truth::unknown ? Value::unknown() : Value::boolean(truth == Truth::yes)};
    }
  }
}

Thing Evaluator::leaf(Unknown where, Value value) {
  if (!value.is_unknown()) return {.value = value};
  auto const origin = where.packed();
  Thing result{.value = Value::unknown(where), .wide = {}, .origin = origin};
  if (as_it_is_ > 0) return result;
  if (auto const found = tried.find(origin); found != tried.end())
    result.value = found->second;
  else
    reads.push_back(origin);
  return result;
}

Thing Evaluator::text(std::string const& text) {
  if (auto const symbol = symbols_.find(text)) return {.value = Value::text(*symbol)};
  auto const [at, added] = nowhere_.try_emplace(text, static_cast<Symbol>(0xF000'0000 + nowhere_.size()));
  return {.value = Value::text(at->second)};
}

Thing Evaluator::literal(dsl::Constant const& constant) {
  if (auto const* b = std::get_if<bool>(&constant)) return {.value = Value::boolean(*b)};
  if (auto const* n = std::get_if<std::int64_t>(&constant)) return {.value = Value::integer(*n)};
  if (auto const* d = std::get_if<dsl::Decimal>(&constant)) return {.value = Value::decimal(*d)};
  if (auto const* s = std::get_if<std::string>(&constant)) return text(*s);
  if (auto const* d = std::get_if<dsl::Date>(&constant)) return {.value = Value::date(*d)};
  if (auto const* d = std::get_if<dsl::Duration>(&constant)) return {.value = Value::duration(*d)};
  if (auto const* m = std::get_if<dsl::Money>(&constant)) return {.value = Value::money(*m)};
  if (auto const* i = std::get_if<Index>(&constant)) return {.value = Value::enumeration(*i)};
  return {};
}

Thing Evaluator::field(dsl::Expression const& e, Frame& frame) {
  auto const owner = evaluate(e.operands[0], frame);
  note_row(owner);
  return field_of(owner, e.index);
}

Thing Evaluator::field_of(Thing const& owner, Index index) {
  if (owner.unknown()) {
    auto result = owner;
    result.path = Thing::Path::by_row;
    return result;
  }
  auto const record = owner.value.aux;
  auto const row = static_cast<Row>(owner.value.number);
  auto const& table = snapshot_.table(record);
  if (row >= table.keys.size()) return {.value = Value::unknown()};
  auto value = table.value(row, index);
  bool const event = rulebook_.records[record].fields[index].event;
  if (event && !value.is_unknown() && value.number > question_.date.days) value = Value::never_date();
  return leaf({Unknown::Source::field, record, index, row}, value);
}

// Followed no further by the search for what is missing.
Thing Evaluator::mixed(Thing const& left, Thing const& right, Thing result) {
  result.origin = left.origin != 0 ? left.origin : right.origin;
  if (result.origin == 0) return result;
  bool const by_row = left.path == Thing::Path::by_row || right.path == Thing::Path::by_row;
  result.path = by_row ? Thing::Path::by_row : Thing::Path::tangled;
  if (by_row || !observations) return result;
  for (auto const origin : {left.origin, right.origin})
    if (origin != 0) observations->tangled(Unknown::unpack(origin));
  return result;
}

Thing Evaluator::chosen(bool greater, Thing const& left, Thing const& right) {
  if (left.unknown() || right.unknown())
    return mixed(left, right, {.value = left.unknown() ? left.value : right.value});
  bool const first = (left.value.number >= right.value.number) == greater;
  return mixed(left, right, {.value = first ? left.value : right.value});
}

Thing Evaluator::call(dsl::Expression const& e, Frame& frame) {
  auto const& definition = rulebook_.definitions[e.index];
  Frame inner(std::max<std::size_t>(definition.slots, definition.parameters.size()));
  for (std::size_t i = 0; i < e.operands.size(); ++i) inner[i] = evaluate(e.operands[i], frame);
  return evaluate(definition.body, inner);
}

Thing Evaluator::as_it_is(Index expression, Frame& frame) {
  ++as_it_is_;
  auto const result = evaluate(expression, frame);
  --as_it_is_;
  return result;
}

// Two-valued, except that nothing is known of a field while it is not known whose it is.
Truth Evaluator::recorded(Index expression, Frame& frame) {
  auto const& e = rulebook_.expression(expression);
  if (e.kind != ExpressionKind::field) {
    auto const thing = as_it_is(expression, frame);
    return truth_of(!thing.unknown() && !thing.value.is_never());
  }
  auto const owner = evaluate(e.operands[0], frame);
  note_row(owner);
  if (owner.unknown()) return owner.origin == 0 ? Truth::no : Truth::unknown;
  if (static_cast<Row>(owner.value.number) >= snapshot_.table(owner.value.aux).keys.size()) return Truth::unknown;
  ++as_it_is_;
  auto const value = field_of(owner, e.index).value;
  --as_it_is_;
  return truth_of(!value.is_unknown() && !value.is_never());
}

Thing Evaluator::otherwise(dsl::Expression const& e, Frame& frame) {
  auto const& subject = rulebook_.expression(e.operands[0]);
  if (subject.kind == ExpressionKind::field) {
    auto const owner = evaluate(subject.operands[0], frame);
    if (owner.unknown() && owner.origin != 0) return field(subject, frame);
    if (recorded(e.operands[0], frame) == Truth::no) return evaluate(e.operands[1], frame);
    return field(subject, frame);
  }
  auto const now = as_it_is(e.operands[0], frame).value;
  return evaluate(now.is_unknown() || now.is_never() ? e.operands[1] : e.operands[0], frame);
}

// Asked of the question as it was put: assuming or trying a value makes nothing known.
Truth Evaluator::known(Index expression) const {
  auto const& e = rulebook_.expression(expression);
  auto const& given = e.kind == ExpressionKind::fact ? question_.facts : question_.parameters;
  return truth_of(!given[e.index].is_unknown());
}

}  // namespace bylaw::engine::reference
