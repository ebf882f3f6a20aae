// Clauses that rules of every sort have, as lines.
#pragma once
#include <utility>

#include "dsl/format/expression.hpp"
#include "dsl/format/items.hpp"

namespace bylaw::dsl {

struct AddSharedClause {
  Lines& lines;

  void operator()(syntax::BadClause const&) const {}
  void operator()(syntax::NormClause const& clause) const { add(clause, names_doc("norm", clause.ids)); }
  void operator()(syntax::SeeClause const& clause) const { add(clause, names_doc("see", clause.ids)); }
  void operator()(syntax::WhenClause const& clause) const { condition(clause, "when ", *clause.condition); }
  void operator()(syntax::ReadingClause const& clause) const {
    add(clause, layout::text("reading " + clause.name.text + " " + quoted(clause.text.value)));
  }
  void operator()(syntax::ForceInClause const& clause) const {
    add(clause, layout::text("in force " + to_string(clause.from.value) + " to " + to_string(clause.until.value)));
  }

 protected:
  void add(syntax::Node const& clause, layout::Doc const& doc) const {
    lines.add(indent_step, clause.span.begin, doc);
  }
  void condition(syntax::Node const& clause, std::string words, syntax::Expression const& expression) const {
    add(clause, layout::concat(layout::docs(layout::text(std::move(words)), expression_doc(expression))));
  }
};

}  // namespace bylaw::dsl
