// Standing rules are taken in the order of their names, so that nothing depends on where they stand.
#include "dsl/check/standing.hpp"

#include <algorithm>
#include <tuple>

#include "dsl/check/catalogue.hpp"
#include "dsl/check/expression.hpp"
#include "dsl/check/norm_list.hpp"
#include "dsl/check/standing_clauses.hpp"

namespace bylaw::dsl::checking {
namespace {

bool is_strict(Force force) { return force == Force::must || force == Force::must_not; }

bool is_possible(Force force, StandingStatus status) {
  if (status == StandingStatus::unmet) return !is_strict(force);
  if (status == StandingStatus::due || status == StandingStatus::overdue) return is_strict(force);
  return true;
}

std::size_t places_in(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find("{}"); at != std::string_view::npos; at = text.find("{}", at + 2)) ++count;
  return count;
}

class StandingChecker {
 public:
  StandingChecker(Context& context, Placed<syntax::Standing> node)
      : context_(context), node_(node), clauses_(sort_standing_clauses(context.faults, node)) {
    scope_.facts = Scope::Facts::none;
  }

  Standing check() {
    rule_.name = node_->name.text;
    rule_.title = node_->title.value;
    rule_.where = node_.at(node_->name);
    rule_.source = node_->span;
    check_norms();
    check_binders();
    check_concerns();
    rule_.when = condition(clauses_.when, "what follows 'when'");
    check_cases();
    check_details();
    check_rest();
    rule_.slots = scope_.slots;
    warn_of_unused();
    return std::move(rule_);
  }

 private:
  ExpressionChecker expressions() { return {context_, scope_, node_.source}; }

  void check_norms() {
    if (clauses_.norm) rule_.also = require_norms(context_, node_.source, clauses_.norm->ids);
    if (!rule_.also.empty() && context_.norms.find(clauses_.norm->ids.front().text) == rule_.also.front()) {
      rule_.norm = rule_.also.front();
      rule_.also.erase(rule_.also.begin());
      rule_.force = context_.book.norms[rule_.norm].force;
      check_force();
    }
    for (auto const* see : clauses_.see)
      for (auto const norm : require_norms(context_, node_.source, see->ids)) rule_.see.push_back(norm);
  }

  void check_force() {
    if (rule_.force != Force::definition) return;
    context_.faults.error("force_differs", node_.at(clauses_.norm->ids.front()),
                          "a definition asks for nothing that could be met or not",
                          context_.book.norms[rule_.norm].where, "the norm is here");
  }

  template <class Clause>
  Index condition(Clause const* clause, std::string_view what) {
    return clause ? expressions().condition(*clause->condition, what) : none;
  }
  Index optional_condition(std::optional<syntax::Child> const& written) {
    return written ? expressions().condition(**written, "what follows 'with'") : none;
  }
  Index optional_date(std::optional<syntax::Child> const& written, std::string_view what) {
    return written ? expressions().value_of(**written, simple(TypeKind::date), what) : none;
  }

  Index declare(syntax::Name const& name, Type type) {
    scope_.variables.push_back({name.text, type, scope_.slots, node_.at(name), false});
    return scope_.slots++;
  }

  // The record and the slot of its variable.
  std::pair<Index, Index> bind(syntax::Binder const& binder) {
    auto const record = context_.records.require(context_.faults, binder.record->text, node_.at(*binder.record));
    return {record, declare(binder.variable, record == none ? faulty_type : Type{TypeKind::reference, record, false})};
  }

  void check_binders() {
    if (auto const* subject = clauses_.subject) std::tie(rule_.of_record, rule_.of_slot) = bind(subject->binder);
    rule_.unlisted_when_met = clauses_.unlisted != nullptr;
    if (auto const* records = clauses_.records) {
      std::tie(rule_.record, rule_.slot) = bind(records->binder);
      rule_.with = optional_condition(records->with);
    }
    if (auto const* numbers = clauses_.numbers) {
      auto const integer = simple(TypeKind::integer);
      rule_.from_number = expressions().value_of(*numbers->from, integer, "what follows 'from'");
      rule_.to_number = expressions().value_of(*numbers->to, integer, "what follows 'to'");
      rule_.number_slot = declare(numbers->variable, integer);
      rule_.number_with = optional_condition(numbers->with);
    }
  }

  void check_concerns() {
    if (!clauses_.concern) return;
    for (auto const& concern : clauses_.concern->concerns) {
      auto const column = context_.columns.require(context_.faults, concern.column.text, node_.at(concern.column));
      if (column == none) continue;
      auto const value =
          expressions().value_of(*concern.value, context_.book.columns[column].type, quoted(concern.column.text));
      bool const twice = std::ranges::count(rule_.concerns, column, &std::pair<Index, Index>::first) > 0;
      if (twice)
        context_.faults.error("duplicate_value", node_.at(concern.column),
                              quoted(concern.column.text) + " is given twice");
      else if (value != none)
        rule_.concerns.emplace_back(column, value);
    }
  }

  template <class Clause>
  StatusCase status_case(Clause const& clause) {
    if (rule_.norm != none && !is_possible(rule_.force, clause.status)) {
      auto const& norm = context_.book.norms[rule_.norm];
      context_.faults.error(
          "bad_status", node_.at(clause),
          "what " + std::string(with_blanks(to_string(rule_.force))) + " be cannot be " +
              quoted(with_blanks(syntax::to_string(clause.status))) +
              (is_strict(rule_.force) ? ": a must is due or overdue" : ": only a must has a deadline"),
          norm.where, "the force of the norm is here");
    }
    return {clause.status, none, optional_date(clause.since, "what follows 'since'")};
  }

  void check_cases() {
    for (auto const* clause : clauses_.cases) {
      auto made = status_case(*clause);
      made.when = condition(clause, "what follows 'when'");
      rule_.cases.push_back(made);
    }
    if (clauses_.deadline)
      rule_.deadline =
          expressions().value_of(*clauses_.deadline->deadline, simple(TypeKind::date), "what follows 'by'");
    if (clauses_.otherwise) rule_.otherwise = status_case(*clauses_.otherwise);
    if (is_strict(rule_.force) && rule_.norm != none && !clauses_.damaged && !clauses_.deadline && !clauses_.otherwise)
      context_.faults.error("missing_clause", node_.at(node_->name),
                            "this is a must: say with 'by' until when, or with 'else' what it is where it is not met");
    rule_.late = condition(clauses_.late, "what follows 'late when'");
  }

  ShownValue shown(syntax::Shown const& node) {
    if (node.kind != syntax::Shown::Kind::value) return {node.kind, expressions().listing(node)};
    return {node.kind, expressions().any_value(*node.value)};
  }

  void check_details() {
    for (auto const* clause : clauses_.details) {
      Detail made;
      made.text = clause->text.value;
      for (auto const& value : clause->values) made.values.push_back(shown(value));
      if (clause->condition) made.when = expressions().condition(**clause->condition, "what follows 'when'");
      if (places_in(made.text) != made.values.size())
        context_.faults.error(
            "bad_detail", node_.at(clause->text),
            "there is a {} in the text for each value behind it: " + std::to_string(places_in(made.text)) +
                " here, and " + std::to_string(made.values.size()) + (made.values.size() == 1 ? " value" : " values"));
      rule_.details.push_back(std::move(made));
    }
  }

  void check_rest() {
    if (clauses_.bearer) rule_.bearers = check_parties(context_, node_.source, clauses_.bearer->bearers);
    NameTable seen("reading");
    for (auto const* reading : clauses_.readings) {
      seen.declare(context_.faults, reading->name.text, node_.at(reading->name), 0);
      rule_.readings.emplace_back(reading->name.text, reading->text.value);
    }
    if (!clauses_.in_force) return;
    rule_.from = clauses_.in_force->from.value;
    rule_.until = clauses_.in_force->until.value;
    check_period(context_, node_.source, clauses_.in_force->from, clauses_.in_force->until);
  }

  void warn_of_unused() {
    for (auto const& variable : scope_.variables)
      if (!variable.used)
        context_.faults.warning("unused_variable", variable.where,
                                "the variable " + quoted(variable.name) + " is never used");
  }

  Context& context_;
  Placed<syntax::Standing> node_;
  StandingClauses clauses_;
  Scope scope_;
  Standing rule_;
};

void check_column(Context& context, Placed<syntax::Columns> node, syntax::Field const& field) {
  auto const type = resolve_type(context, node.source, field.type, field.name.text);
  auto const index = static_cast<Index>(context.book.columns.size());
  if (!context.columns.declare(context.faults, field.name.text, node.at(field.name), index)) return;
  if (!is(type, TypeKind::reference))
    context.faults.error("bad_type", node.at(field), "a column of a finding refers to a record: ref person");
  context.book.columns.push_back({field.name.text, text_or(field.label, with_blanks(field.name.text)),
                                  is(type, TypeKind::reference) ? type : faulty_type});
}

}  // namespace

void check_columns(Context& context, Items const& items) {
  for (auto const& node : items.all<syntax::Columns>())
    for (auto const& field : node->fields) {
      if (context.book.columns.size() < most_columns) {
        check_column(context, node, field);
        continue;
      }
      context.faults.error("too_many_columns", node.at(field),
                           "a finding has at most " + std::to_string(most_columns) + " columns");
    }
}

void check_standing(Context& context, Items const& items) {
  auto nodes = items.all<syntax::Standing>();
  std::ranges::stable_sort(nodes, {}, [](auto const& node) -> std::string const& { return node->name.text; });
  for (auto const& node : declare(context.faults, context.standing, nodes)) {
    if (context.rules.find(node->name.text) != none)
      context.faults.error("duplicate_name", node.at(node->name), quoted(node->name.text) + " is the name of a rule",
                           context.rules.where(node->name.text), "it is declared here");
    auto made = StandingChecker(context, node).check();
    auto const index = static_cast<Index>(context.book.standing.size());
    if (made.norm != none) context.book.norms[made.norm].standing.push_back(index);
    for (auto const norm : made.also) context.book.norms[norm].standing.push_back(index);
    context.book.standing.push_back(std::move(made));
  }
}

}  // namespace bylaw::dsl::checking
