#include "dsl/format/expression.hpp"
#include "dsl/format/items.hpp"

namespace bylaw::dsl {
namespace {

using layout::concat;
using layout::docs;
using layout::text;

struct AddRoleClause {
  Lines& lines;

  void operator()(syntax::BadClause const&) const {}
  void operator()(syntax::HolderClause const& clause) const {
    add(clause, text("for " + clause.binder.record->text + " " + clause.binder.variable.text));
  }
  void operator()(syntax::MayClause const& clause) const {
    add(clause, names_doc("may", clause.scopes, clause.own ? " of own" : ""));
  }
  void operator()(syntax::OwnClause const& clause) const {
    add(clause, concat(docs(names_doc("own", clause.records), text(" " + clause.variable.text + " when "),
                            expression_doc(*clause.condition))));
  }
  void operator()(syntax::SeesClause const& clause) const { reached(clause, "sees", clause.reached); }
  void operator()(syntax::WritesClause const& clause) const { reached(clause, "writes", clause.reached); }

 private:
  void add(syntax::Node const& clause, layout::Doc const& doc) const {
    lines.add(indent_step, clause.span.begin, doc);
  }
  void reached(syntax::Node const& clause, std::string word, syntax::RecordsReached const& records) const {
    if (records.every) return add(clause, text(word + " every record"));
    add(clause, names_doc(records.own ? word + " own" : word, records.records));
  }
};

}  // namespace

void add_role(Lines& lines, syntax::Role const& role) {
  lines.add(0, role.span.begin, text("role " + role.name.text + " " + quoted(role.title.value)));
  for (auto const& clause : role.clauses) std::visit(AddRoleClause{lines}, clause);
  add_end(lines, role.span);
}

}  // namespace bylaw::dsl
