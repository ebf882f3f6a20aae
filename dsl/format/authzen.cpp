// What questions of AuthZEN mean, as lines: the properties one step further in than what they belong to.
#include "dsl/format/expression.hpp"
#include "dsl/format/items.hpp"

namespace bylaw::dsl {
namespace {

std::string word_of(syntax::SentClause::Kind kind) {
  switch (kind) {
    case syntax::SentClause::Kind::subject:
      return "subject";
    case syntax::SentClause::Kind::resource:
      return "resource";
    case syntax::SentClause::Kind::action:
      return "action";
    case syntax::SentClause::Kind::every_action:
      return "every action";
    case syntax::SentClause::Kind::context:
      return "context";
  }
  return {};
}

std::string word_of(syntax::RequestAnswer::Status status) {
  switch (status) {
    case syntax::RequestAnswer::Status::approved:
      return "approved";
    case syntax::RequestAnswer::Status::denied:
      return "denied";
    case syntax::RequestAnswer::Status::pending:
      return "pending";
  }
  return {};
}

layout::Doc assigned(std::string head, syntax::Assignments const& values) {
  if (values.empty()) return layout::text(std::move(head));
  auto parts = layout::docs(layout::text(head + " with"));
  for (auto const& value : values) {
    parts.push_back(layout::line(value.span.begin));
    auto one = layout::docs(layout::text(value.name.text + " "), expression_doc(*value.value));
    if (&value != &values.back()) one.push_back(layout::text(","));
    parts.push_back(layout::concat(std::move(one)));
  }
  return layout::nest(2 * indent_step, layout::docs(layout::fill(std::move(parts))));
}

void add_clause(Lines& lines, syntax::SentClause const& clause) {
  auto line = word_of(clause.kind);
  if (clause.name) line += " " + quoted(clause.name->value);
  if (clause.target) line += " is " + clause.target->text;
  lines.add(indent_step, clause.span.begin, layout::text(std::move(line)));
  for (auto const& property : clause.properties)
    lines.add(2 * indent_step, property.span.begin,
              layout::text("property " + quoted(property.name.value) + " is " + property.target.text));
}

void add_request(Lines& lines, syntax::AccessRequest const& request) {
  lines.add(indent_step, request.span.begin, layout::text("request " + request.rule.text));
  lines.add(2 * indent_step, request.record.span.begin, assigned("records " + request.record.text, request.values));
  lines.add(2 * indent_step, request.queue.front().span.begin, names_doc("queue", request.queue));
  for (auto const& answer : request.answers)
    lines.add(2 * indent_step, answer.span.begin,
              assigned("answer " + answer.name.text + " is " + word_of(answer.status), answer.values));
}

}  // namespace

void add_authzen(Lines& lines, syntax::Authzen const& authzen) {
  lines.add(0, authzen.span.begin, layout::text("authzen"));
  for (auto const& clause : authzen.clauses) add_clause(lines, clause);
  for (auto const& request : authzen.requests) add_request(lines, request);
  add_end(lines, authzen.span);
}

}  // namespace bylaw::dsl
