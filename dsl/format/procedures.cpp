// Procedures, routes and steps as lines.
#include "dsl/format/expression.hpp"
#include "dsl/format/items.hpp"

namespace bylaw::dsl {
namespace {

using layout::concat;
using layout::Doc;
using layout::docs;
using layout::fill;
using layout::group;
using layout::line;
using layout::nest;
using layout::text;

std::string need_text(syntax::Need need) {
  return need == syntax::Need::required ? "required" : need == syntax::Need::preferred ? "preferred" : "customary";
}

struct AddStepClause {
  Lines& lines;

  void operator()(syntax::BadClause const&) const {}
  void operator()(syntax::NormClause const& clause) const { add(clause, names_doc("norm", clause.ids)); }
  void operator()(syntax::SeeClause const& clause) const { add(clause, names_doc("see", clause.ids)); }
  void operator()(syntax::WhenClause const& clause) const { condition(clause, "when ", *clause.condition); }
  void operator()(syntax::UnlessClause const& clause) const { condition(clause, "unless ", *clause.condition); }
  void operator()(syntax::PendingClause const& clause) const { condition(clause, "pending when ", *clause.condition); }
  void operator()(syntax::ReadingClause const& clause) const {
    add(clause, text("reading " + clause.name.text + " " + quoted(clause.text.value)));
  }
  void operator()(syntax::Referral const& clause) const {
    add(clause, text("refer to " + joined(clause.counterparts, " or ")));
  }
  void operator()(syntax::ReferClause const& clause) const {
    condition(clause, "refer to " + joined(clause.counterparts, " or ") + " when ", *clause.condition);
  }
  void operator()(syntax::RoutesClause const& clause) const {
    add(clause, text("routes by " + clause.field.text + " chosen in " + clause.step.text));
  }
  void operator()(syntax::ForRoutesClause const& clause) const { add(clause, names_doc("for", clause.routes)); }
  void operator()(syntax::StepDuty const& duty) const {
    auto words = need_text(duty.need) + " of " + joined(duty.bearers, " or ") + " to " + duty.act.text;
    if (!duty.counterparts.empty()) words += " " + joined(duty.counterparts, " or ");
    add(duty, text(std::move(words)));
  }
  void operator()(syntax::AfterClause const& clause) const {
    add(clause, names_doc(clause.usually ? "usually after" : "after", clause.steps));
  }
  void operator()(syntax::StepDoneClause const& clause) const {
    auto parts = docs(text("done when "), expression_doc(*clause.condition));
    if (clause.day) {
      auto day = docs(line(span_of(**clause.day).begin), text("on "), expression_doc(**clause.day));
      parts.push_back(nest(2 * indent_step, std::move(day)));
    }
    add(clause, group(std::move(parts)));
  }
  void operator()(syntax::BlockedClause const& clause) const {
    reasoned(clause, "blocked when ", &*clause.condition, clause.because);
  }
  void operator()(syntax::UndeterminedClause const& clause) const {
    reasoned(clause, "undetermined when ", &*clause.condition, clause.because);
  }
  void operator()(syntax::RecusedClause const& clause) const {
    reasoned(clause, "recused when ", &*clause.condition, clause.because);
  }
  void operator()(syntax::AvailabilityClause const& clause) const {
    std::string const word = clause.open ? "open" : "closed";
    reasoned(clause, clause.condition ? word + " when " : word, clause.condition ? &**clause.condition : nullptr,
             clause.because);
  }
  void operator()(syntax::RefusedClause const& clause) const {
    auto parts = docs(text("refused when "), expression_doc(*clause.condition));
    if (!clause.then.empty()) {
      auto again = docs(line(clause.then[0].span.begin), names_doc("then", clause.then));
      parts.push_back(nest(2 * indent_step, std::move(again)));
    }
    add(clause, group(std::move(parts)));
  }
  void operator()(syntax::OptionalClause const& clause) const { add(clause, text("optional")); }
  void operator()(syntax::IrrevocableClause const& clause) const { add(clause, text("irrevocable")); }
  void operator()(syntax::WriteClause const& clause) const {
    if (!clause.record)
      return assigned(clause, concat(docs(text("changes "), expression_doc(**clause.target))), clause.values);
    assigned(clause, text((clause.each ? "records each " : "records ") + clause.record->text), clause.values);
  }
  void operator()(syntax::CheckedClause const& clause) const {
    assigned(clause, text("checked by " + clause.action.text), clause.values);
  }
  void operator()(syntax::DecidedClause const& clause) const { add(clause, text("decided by " + clause.party.text)); }

 private:
  void add(syntax::Node const& clause, Doc const& doc) const { lines.add(indent_step, clause.span.begin, doc); }
  void condition(syntax::Node const& clause, std::string words, syntax::Expression const& expression) const {
    add(clause, concat(docs(text(std::move(words)), expression_doc(expression))));
  }
  void reasoned(syntax::Node const& clause, std::string words, syntax::Expression const* expression,
                syntax::Text const& because) const {
    auto reason = docs(line(because.span.begin), text("because " + quoted(because.value)));
    auto parts = docs(text(std::move(words)));
    if (expression) parts.push_back(expression_doc(*expression));
    parts.push_back(nest(2 * indent_step, std::move(reason)));
    add(clause, group(std::move(parts)));
  }
  // `... with a x, b y`, broken between the values.
  void assigned(syntax::Node const& clause, Doc head, syntax::Assignments const& values) const {
    if (values.empty()) return add(clause, head);
    std::vector<Doc> parts;
    for (auto const& value : values) {
      if (!parts.empty()) parts.push_back(line(value.span.begin));
      auto one = docs(text(value.name.text + " "), expression_doc(*value.value));
      if (&value == &values.front()) one = docs(std::move(head), text(" with "), concat(std::move(one)));
      if (&value != &values.back()) one.push_back(text(","));
      parts.push_back(concat(std::move(one)));
    }
    add(clause, nest(2 * indent_step, docs(fill(std::move(parts)))));
  }
};

void add_block(Lines& lines, syntax::Node const& node, std::string head, syntax::StepClauses const& clauses) {
  lines.add(0, node.span.begin, text(std::move(head)));
  for (auto const& clause : clauses) std::visit(AddStepClause{lines}, clause);
  add_end(lines, node.span);
}

}  // namespace

void add_procedure(Lines& lines, syntax::Procedure const& procedure) {
  add_block(lines, procedure,
            "procedure " + procedure.name.text + " of " + procedure.fact.text + " " + quoted(procedure.title.value),
            procedure.clauses);
}
void add_route(Lines& lines, syntax::Route const& route) {
  add_block(lines, route, "route " + route.name.text + " " + quoted(route.title.value), route.clauses);
}
void add_step(Lines& lines, syntax::Step const& step) {
  add_block(lines, step, "step " + step.name.text + " " + quoted(step.title.value), step.clauses);
}

}  // namespace bylaw::dsl
