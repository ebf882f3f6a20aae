#include "dsl/format/shared_clauses.hpp"

namespace bylaw::dsl {
namespace {

using layout::concat;
using layout::Doc;
using layout::docs;
using layout::group;
using layout::line;
using layout::nest;
using layout::text;

struct AddClause : AddSharedClause {
  using AddSharedClause::operator();
  void operator()(syntax::OnClause const& clause) const {
    add(clause, clause.every_action ? text("on every action") : names_doc("on", clause.actions));
  }
  void operator()(syntax::DoneClause const& clause) const { condition(clause, "done when ", *clause.condition); }
  void operator()(syntax::WaitingClause const& clause) const { condition(clause, "waiting when ", *clause.condition); }
  void operator()(syntax::UnlessClause const& clause) const { condition(clause, "unless ", *clause.condition); }
  void operator()(syntax::Referral const& clause) const {
    add(clause, text("refer to " + joined(clause.counterparts, " or ")));
  }
  void operator()(syntax::ReferClause const& clause) const {
    condition(clause, "refer to " + joined(clause.counterparts, " or ") + " when ", *clause.condition);
  }
  void operator()(syntax::UndeterminedClause const& clause) const {
    auto because = docs(line(clause.because.span.begin), text("because " + quoted(clause.because.value)));
    add(clause, group(docs(text("undetermined when "), expression_doc(*clause.condition),
                           nest(2 * indent_step, std::move(because)))));
  }
  void operator()(syntax::RemedyClause const& clause) const {
    add(clause, text("remedy " + clause.norm.text + " " + quoted(clause.act.value)));
  }
  void operator()(syntax::OverridesClause const& clause) const { add(clause, names_doc("overrides", clause.rules)); }
  void operator()(syntax::Duty const& duty) const {
    auto words = joined(duty.bearers, " or ") + " " + force_text(duty.force) + " " + duty.act.text;
    if (!duty.counterparts.empty()) words += " " + joined(duty.counterparts, " or ");
    if (duty.before_action) words += " before action";
    add(duty, text(std::move(words)));
  }
};

}  // namespace

void add_rule(Lines& lines, syntax::Rule const& rule) {
  lines.add(0, rule.span.begin, text("rule " + rule.name.text + " " + quoted(rule.title.value)));
  for (auto const& clause : rule.clauses) std::visit(AddClause{{lines}}, clause);
  add_end(lines, rule.span);
}

}  // namespace bylaw::dsl
