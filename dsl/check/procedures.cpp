// One procedure after the other, in the order of their names; then its routes, then its steps.
#include "dsl/check/procedures.hpp"

#include <algorithm>

#include "dsl/check/catalogue.hpp"
#include "dsl/check/graph.hpp"
#include "dsl/check/procedure_parts.hpp"

namespace bylaw::dsl::checking {
namespace {

std::string procedure_name(std::string const& dotted) { return dotted.substr(0, dotted.find('.')); }

template <class Node>
using Nodes = std::vector<Placed<Node>>;

// Those of this procedure, the first of each name.
template <class Node>
Nodes<Node> parts_of(Context& context, NameTable& table, std::string const& procedure, Nodes<Node> const& all) {
  Nodes<Node> kept;
  for (auto const& node : all) {
    if (procedure_name(node->name.text) != procedure) continue;
    auto const name = part_name(node->name.text);
    if (table.declare(context.faults, name, node.at(node->name), static_cast<Index>(kept.size()))) kept.push_back(node);
  }
  return kept;
}

class ProcedureChecker {
 public:
  ProcedureChecker(Context& context, Placed<syntax::Procedure> node)
      : context_(context),
        node_(node),
        parts_{context, procedure_},
        clauses_(sort_step_clauses(context.faults, node)) {}

  Procedure check(Nodes<syntax::Route> const& routes, Nodes<syntax::Step> const& steps) {
    procedure_.name = node_->name.text;
    procedure_.title = node_->title.value;
    procedure_.where = node_.at(node_->name);
    check_fact();
    auto const own_routes = parts_of(context_, parts_.routes, procedure_.name, routes);
    auto const own_steps = parts_of(context_, parts_.steps, procedure_.name, steps);
    check_head();
    for (auto const& route : own_routes) procedure_.routes.push_back(check_route(route));
    for (auto const& step : own_steps) procedure_.steps.push_back(check_step(parts_, step));
    check_choosing();
    order_steps();
    return std::move(procedure_);
  }

 private:
  void check_fact() {
    procedure_.fact = context_.facts.require(context_.faults, node_->fact.text, node_.at(node_->fact));
    if (procedure_.fact == none) return;
    auto const type = context_.book.facts[procedure_.fact].type;
    if (type.kind == TypeKind::reference && !type.list && type.of != none)
      procedure_.record = type.of;
    else if (!is_faulty(type))
      context_.faults.error("not_a_case", node_.at(node_->fact),
                            "a procedure is about a fact that refers to a record, and " + quoted(node_->fact.text) +
                                " is " + describe(context_.book, type));
  }

  void check_head() {
    auto const source = node_.source;
    if (clauses_.when) procedure_.when = parts_.condition(source, *clauses_.when->condition, "what follows 'when'");
    if (clauses_.refer) {
      procedure_.refer = parts_.condition(source, *clauses_.refer->condition, "what follows 'when'");
      procedure_.refer_to = check_parties(context_, source, clauses_.refer->counterparts);
    }
    if (clauses_.routes) check_route_field(clauses_.routes->field);
    procedure_.writes = check_writes(parts_, source, clauses_);
    procedure_.check = check_checked(parts_, source, clauses_, procedure_.writes);
    procedure_.readings = check_readings(context_, source, clauses_.readings);
  }

  void check_route_field(syntax::Name const& name) {
    if (procedure_.record == none) return;
    auto const& record = context_.book.records[procedure_.record];
    auto const field = find_field(record, name.text);
    if (field == none) {
      std::vector<std::string_view> candidates;
      for (auto const& other : record.fields) candidates.push_back(other.name);
      return context_.faults.unknown("unknown_field", node_.at(name),
                                     "the record " + quoted(record.name) + " has no field " + quoted(name.text),
                                     name.text, candidates);
    }
    if (is(record.fields[field].type, TypeKind::enumeration))
      procedure_.route_field = field;
    else
      context_.faults.error("not_a_choice", node_.at(name),
                            "routes are chosen by a field with the values of an enumeration");
  }

  Route check_route(Placed<syntax::Route> node) {
    auto const clauses = sort_step_clauses(context_.faults, node);
    Route route;
    route.name = part_name(node->name.text);
    route.title = node->title.value;
    route.where = node.at(node->name);
    route.value = route_value(route.name);
    if (clauses.when) route.when = parts_.condition(node.source, *clauses.when->condition, "what follows 'when'");
    for (auto const* one : clauses.availability) {
      auto const when = one->condition ? parts_.condition(node.source, **one->condition, "what follows 'when'") : none;
      route.availability.push_back({one->open, when, one->because.value});
    }
    if (clauses.referral) route.refer_to = check_parties(context_, node.source, clauses.referral->counterparts);
    if (clauses.norm)
      route.norm =
          context_.norms.require(context_.faults, clauses.norm->ids.front().text, node.at(clauses.norm->ids.front()));
    route.readings = check_readings(context_, node.source, clauses.readings);
    if (route.value == none && !clauses.when && !clauses.damaged &&
        (procedure_.route_field != none || !clauses_.routes))
      context_.faults.error(
          "unreachable_route", route.where,
          quoted(route.name) + " is no value of the field that routes are chosen by, and has no 'when'");
    return route;
  }

  Index route_value(std::string const& name) const {
    if (procedure_.route_field == none) return none;
    auto const type = context_.book.records[procedure_.record].fields[procedure_.route_field].type;
    return type.of == none ? none : find_value(context_.book.enumerations[type.of], name);
  }

  // Whatever is chosen, something has to say what follows.
  void check_all_values() {
    if (procedure_.route_field == none) return;
    auto const type = context_.book.records[procedure_.record].fields[procedure_.route_field].type;
    if (type.of == none) return;
    auto const& values = context_.book.enumerations[type.of].values;
    for (Index value = 0; value < values.size(); ++value)
      if (std::ranges::find(procedure_.routes, value, &Route::value) == procedure_.routes.end())
        context_.faults.error(
            "missing_route", node_.at(clauses_.routes->field),
            "there is no route " + quoted(procedure_.name + "." + values[value].name) + " for this value of the field");
  }

  void check_choosing() {
    if (!clauses_.routes) return;
    if (context_.rules_complete) check_all_values();
    auto const& name = clauses_.routes->step;
    procedure_.choosing = parts_.steps.require(context_.faults, name.text, node_.at(name));
    if (procedure_.choosing != none && !procedure_.steps[procedure_.choosing].routes.empty())
      context_.faults.error("bad_choice", node_.at(name), "the step in which a route is chosen belongs to all routes");
  }

  // Each behind those it comes after; otherwise as written.
  void order_steps() {
    Edges edges;
    for (auto const& step : procedure_.steps) {
      auto& before = edges.emplace_back(step.after);
      before.insert(before.end(), step.usually_after.begin(), step.usually_after.end());
    }
    auto const found = walk(edges);
    for (auto const& circle : found.circles) {
      std::vector<std::string> names;
      for (auto const index : circle) names.push_back(procedure_.steps[index].name);
      context_.faults.error("circular_steps", procedure_.steps[circle.front()].where,
                            "steps cannot wait for each other in a circle: " + circle_text(names));
    }
    if (found.circles.empty()) renumber(found.order);
  }

  void renumber(std::vector<Index> const& order) {
    std::vector<Index> place(order.size());
    for (Index i = 0; i < order.size(); ++i) place[order[i]] = i;
    std::vector<Step> steps;
    for (auto const index : order) {
      auto& step = steps.emplace_back(std::move(procedure_.steps[index]));
      for (auto* list : {&step.after, &step.usually_after, &step.then})
        for (auto& other : *list) other = place[other];
    }
    procedure_.steps = std::move(steps);
    if (procedure_.choosing != none) procedure_.choosing = place[procedure_.choosing];
  }

  Context& context_;
  Placed<syntax::Procedure> node_;
  Procedure procedure_;
  ProcedureParts parts_;
  StepClauses clauses_;
};

// A route or step has to be called PROCEDURE.NAME.
template <class Node>
void check_owner(Context& context, std::vector<Placed<Node>> const& nodes) {
  for (auto const& node : nodes) {
    auto const& name = node->name;
    if (part_name(name.text).empty() || context.procedures.find(procedure_name(name.text)) == none)
      context.rules_complete = false;  // what it encodes is not known
    if (part_name(name.text).empty())
      context.faults.error("bad_name", node.at(name), "the name has two parts, as in procedure." + name.text);
    else
      context.procedures.require(context.faults, procedure_name(name.text), node.at(name));
  }
}

void check_same_record(Context& context, Procedure const& procedure) {
  auto const& first = context.book.procedures.front();
  if (procedure.record == none || first.record == none || procedure.record == first.record) return;
  context.faults.error("other_case", procedure.where, "all procedures are about the same kind of record", first.where,
                       "the first procedure is about another one");
}

void index_steps(Rulebook& book) {
  for (Index i = 0; i < book.procedures.size(); ++i) {
    auto const& steps = book.procedures[i].steps;
    for (Index j = 0; j < steps.size(); ++j) {
      if (steps[j].norm != none) book.norms[steps[j].norm].steps.emplace_back(i, j);
      for (auto const norm : steps[j].also) book.norms[norm].steps.emplace_back(i, j);
    }
  }
}

}  // namespace

std::string part_name(std::string const& dotted) {
  auto const dot = dotted.find('.');
  return dot == std::string::npos ? std::string() : dotted.substr(dot + 1);
}

void check_procedures(Context& context, Items const& items) {
  auto nodes = items.all<syntax::Procedure>();
  std::ranges::stable_sort(nodes, {}, [](auto const& node) -> std::string const& { return node->name.text; });
  nodes = declare(context.faults, context.procedures, nodes);
  check_owner(context, items.all<syntax::Route>());
  check_owner(context, items.all<syntax::Step>());
  for (auto const& node : nodes) {
    auto procedure = ProcedureChecker(context, node).check(items.all<syntax::Route>(), items.all<syntax::Step>());
    context.book.procedures.push_back(std::move(procedure));
    check_same_record(context, context.book.procedures.back());
  }
  index_steps(context.book);
}

}  // namespace bylaw::dsl::checking
