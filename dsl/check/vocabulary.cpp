// Everything of the vocabulary but records, which have a file of their own.
#include "dsl/check/vocabulary.hpp"

#include <algorithm>

#include "dsl/check/constants.hpp"
#include "dsl/check/expression.hpp"
#include "dsl/check/types.hpp"

namespace bylaw::dsl::checking {
namespace {

Enumeration make_enumeration(Context& context, Placed<syntax::Enumeration> node) {
  Enumeration made{node->name.text, text_or(node->label, with_blanks(node->name.text)), {}};
  NameTable seen("value");
  for (auto const& value : node->values) {
    if (!seen.declare(context.faults, value.name.text, node.at(value.name), 0)) continue;
    made.values.push_back({value.name.text, text_or(value.label, with_blanks(value.name.text))});
  }
  return made;
}

void check_parameter(Context& context, Placed<syntax::Parameters> node, syntax::Field const& field) {
  auto const index = static_cast<Index>(context.book.parameters.size());
  if (!context.parameters.declare(context.faults, field.name.text, node.at(field.name), index)) return;
  using enum syntax::FieldMark;
  for (auto const mark : field.marks) {
    if (mark == optional || mark == confidential) continue;
    context.faults.error("bad_mark", node.at(field),
                         "'event', 'open' and 'opening' are for fields of records, not for what a question carries");
    break;
  }
  auto const type = resolve_type(context, node.source, field.type, field.name.text);
  context.book.parameters.push_back({field.name.text, type, text_or(field.label)});
}

Setting make_setting(Context& context, Placed<syntax::Setting> node) {
  Setting made;
  made.name = node->name.text;
  made.label = node->label.value;
  made.source = text_or(node->source);
  made.type = resolve_type(context, node.source, node->type, node->name.text);
  if (node->fallback) made.fallback = literal_of(context, node.source, **node->fallback, made.type);
  return made;
}

Action make_action(Context& context, Placed<syntax::Action> node) {
  Action made;
  made.name = node->name.text;
  made.title = node->title.value;
  made.asked_by = text_or(node->asked_by);
  made.where = node.at(node->name);
  NameTable seen("fact");
  for (auto const& name : node->facts) {
    auto const fact = context.facts.require(context.faults, name.text, node.at(name));
    if (fact != none && seen.declare(context.faults, name.text, node.at(name), fact)) made.facts.push_back(fact);
  }
  return made;
}

Assumption make_assumption(Context& context, Placed<syntax::Fact> node, syntax::Assumption const& assumption,
                           Type type) {
  Assumption made;
  made.because = assumption.because.value;
  made.value = literal_of(context, node.source, *assumption.value, type);
  if (!assumption.when) return made;
  Scope scope;
  made.when =
      ExpressionChecker(context, scope, node.source).condition(**assumption.when, "the condition of an assumption");
  return made;
}

}  // namespace

void check_enumerations(Context& context, Items const& items) {
  for (auto const& node : declare(context.faults, context.enumerations, items.all<syntax::Enumeration>()))
    context.book.enumerations.push_back(make_enumeration(context, node));
}

void check_parameters(Context& context, Items const& items) {
  for (auto const& node : items.all<syntax::Parameters>())
    for (auto const& field : node->fields) check_parameter(context, node, field);
}

void check_facts(Context& context, Items const& items) {
  for (auto const& node : declare(context.faults, context.facts, items.all<syntax::Fact>())) {
    auto const type = resolve_type(context, node.source, node->type, node->name.text);
    context.book.facts.push_back(
        {node->name.text, type, node->label.value, node->ask.value, text_or(node->help), {}, node.at(node->name)});
  }
}

void check_settings(Context& context, Items const& items) {
  for (auto const& node : declare(context.faults, context.settings, items.all<syntax::Setting>()))
    context.book.settings.push_back(make_setting(context, node));
}

void check_actions(Context& context, Items const& items) {
  for (auto const& node : declare(context.faults, context.actions, items.all<syntax::Action>()))
    context.book.actions.push_back(make_action(context, node));
}

void check_assumptions(Context& context, Items const& items) {
  for (auto const& node : items.all<syntax::Fact>()) {
    auto const index = context.facts.find(node->name.text);
    auto& fact = context.book.facts[index];
    if (fact.where.source != node.source || fact.where.span.begin != node->name.span.begin)
      continue;  // a second declaration
    for (auto const& assumption : node->assumptions) {
      auto made = make_assumption(context, node, assumption, fact.type);
      context.book.facts[index].assumptions.push_back(std::move(made));
    }
  }
}

}  // namespace bylaw::dsl::checking
