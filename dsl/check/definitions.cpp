// Signatures first; then the bodies, each after those of the definitions it uses, because their types are needed.
#include "dsl/check/definitions.hpp"

#include <algorithm>

#include "dsl/check/calls_in.hpp"
#include "dsl/check/expression.hpp"
#include "dsl/check/graph.hpp"
#include "dsl/check/types.hpp"

namespace bylaw::dsl::checking {
namespace {

constexpr int deepest = 64;  // definitions that use definitions: as much as anything may be nested
using Nodes = std::vector<Placed<syntax::Definition>>;

Type parameter_type(Context& context, Placed<syntax::Definition> node, syntax::Parameter const& parameter) {
  auto const type = resolve_type(context, node.source, parameter.type, node->name.text + "." + parameter.name.text);
  if (!type.list) return type;
  context.faults.error("bad_type", node.at(parameter),
                       "a definition cannot be given a list; use the list itself after 'in'");
  return faulty_type;
}

Definition signature(Context& context, Placed<syntax::Definition> node) {
  Definition made;
  made.name = node->name.text;
  made.phrase = text_or(node->phrase);
  made.where = node.at(node->name);
  made.type = faulty_type;
  NameTable seen("parameter");
  for (auto const& parameter : node->parameters) {
    seen.declare(context.faults, parameter.name.text, node.at(parameter.name), 0);
    made.parameter_names.push_back(parameter.name.text);
    made.parameters.push_back(parameter_type(context, node, parameter));
  }
  if (is_built_in(made.name))
    context.faults.error("reserved_name", made.where,
                         "'" + made.name + "' is built in: give the definition another name");
  return made;
}

Scope frame_of(Placed<syntax::Definition> node, Definition const& definition) {
  Scope scope;
  for (std::size_t i = 0; i < definition.parameters.size(); ++i) {
    auto const& name = node->parameters[i].name;
    scope.variables.push_back({name.text, definition.parameters[i], scope.slots++, node.at(name), false});
  }
  return scope;
}

void warn_of_unused(Context& context, Scope const& scope) {
  for (auto const& variable : scope.variables)
    if (!variable.used)
      context.faults.warning("unused_variable", variable.where,
                             "the parameter " + quoted(variable.name) + " is never used");
}

void check_body(Context& context, Placed<syntax::Definition> node, Index index) {
  auto scope = frame_of(node, context.book.definitions[index]);
  auto const body = ExpressionChecker(context, scope, node.source).any_value(*node->body);
  auto& definition = context.book.definitions[index];
  definition.body = body;
  definition.slots = scope.slots;
  context.facts_read[index] = std::move(scope.facts_read);
  context.reads_question[index] = scope.reads_question;
  if (body == none) return;
  warn_of_unused(context, scope);
  definition.type = context.book.expressions[body].type;
  if (!definition.type.list) return;
  definition.type = faulty_type;
  context.faults.error("bad_type", context.book.expressions[body].where,
                       "a definition cannot be a list; use the list itself after 'in'");
}

Edges uses_among(Context const& context, Nodes const& nodes) {
  Edges edges(nodes.size());
  for (Index i = 0; i < nodes.size(); ++i)
    for (auto const* name : calls_in(*nodes[i]->body))
      if (auto const target = context.definitions.find(name->text); target != none) edges[i].push_back(target);
  return edges;
}

void report_circle(Context& context, std::vector<Index> circle) {
  std::ranges::rotate(circle, std::ranges::min_element(circle));
  std::vector<std::string> names;
  for (auto const index : circle) names.push_back(context.book.definitions[index].name);
  context.faults.error("circular_definition", context.book.definitions[circle.front()].where,
                       "definitions cannot use themselves: " + circle_text(names));
}

// How long the longest chain of uses below each definition is.
void check_depth(Context& context, Edges const& edges, std::vector<Index> const& order) {
  std::vector<int> depth(edges.size(), 1);
  for (auto const index : order) {
    for (auto const target : edges[index]) depth[index] = std::max(depth[index], depth[target] + 1);
    if (depth[index] == deepest + 1)
      context.faults.error("too_deep", context.book.definitions[index].where,
                           "definitions may build on each other at most 64 deep");
  }
}

}  // namespace

void check_definitions(Context& context, Items const& items) {
  auto const nodes = declare(context.faults, context.definitions, items.all<syntax::Definition>());
  for (auto const& node : nodes) context.book.definitions.push_back(signature(context, node));
  context.facts_read.resize(nodes.size());
  context.reads_question.resize(nodes.size());
  auto const edges = uses_among(context, nodes);
  auto const found = walk(edges);
  for (auto const& circle : found.circles) report_circle(context, circle);
  if (found.circles.empty()) check_depth(context, edges, found.order);
  for (auto const index : found.order) check_body(context, nodes[index], index);
}

}  // namespace bylaw::dsl::checking
