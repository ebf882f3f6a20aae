#include "dsl/format/shared_clauses.hpp"

namespace bylaw::dsl {
namespace {

using layout::concat;
using layout::Doc;
using layout::docs;
using layout::fill;
using layout::line;
using layout::nest;
using layout::text;

constexpr int wrapped = 2 * indent_step;

std::string binder_text(syntax::Binder const& binder) { return binder.record->text + " " + binder.variable.text; }

void append_with(std::vector<Doc>& parts, std::optional<syntax::Child> const& with) {
  if (!with) return;
  parts.push_back(text(" with "));
  parts.push_back(expression_doc(**with));
}

Doc shown_doc(syntax::Shown const& shown) {
  if (shown.kind == syntax::Shown::Kind::value) return value_doc(*shown.value);
  auto const word = shown.kind == syntax::Shown::Kind::each ? "each " : "tally ";
  auto parts = docs(text(word), value_doc(*shown.value), text(" for " + binder_text(*shown.binder)));
  append_with(parts, shown.with);
  return concat(std::move(parts));
}

struct AddStandingClause : AddSharedClause {
  using AddSharedClause::operator();

  void operator()(syntax::ForClause const& clause) const {
    auto parts = docs(text("for " + binder_text(clause.binder)));
    append_with(parts, clause.with);
    add(clause, concat(std::move(parts)));
  }
  void operator()(syntax::OfClause const& clause) const { add(clause, text("of " + binder_text(clause.binder))); }
  void operator()(syntax::UnlistedClause const& clause) const { add(clause, text("unlisted when met")); }
  void operator()(syntax::EachClause const& clause) const {
    auto parts = docs(text("each " + clause.variable.text + " from "), value_doc(*clause.from), text(" to "),
                      value_doc(*clause.to, clause.with.has_value()));
    append_with(parts, clause.with);
    add(clause, concat(std::move(parts)));
  }
  void operator()(syntax::ConcernClause const& clause) const {
    auto pieces = docs(text("concerning"));
    for (auto const& concern : clause.concerns) {
      bool const last = &concern == &clause.concerns.back();
      pieces.push_back(line(concern.span.begin));
      pieces.push_back(concat(docs(text(concern.column.text + " "), value_doc(*concern.value), text(last ? "" : ","))));
    }
    add(clause, nest(wrapped, docs(fill(std::move(pieces)))));
  }
  void operator()(syntax::BearerClause const& clause) const {
    add(clause, text("bearer " + joined(clause.bearers, " or ")));
  }
  void operator()(syntax::StatusClause const& clause) const {
    auto parts = docs(text(std::string(to_string(clause.status)) + " when "), expression_doc(*clause.condition));
    append_since(parts, clause.since);
    add(clause, concat(std::move(parts)));
  }
  void operator()(syntax::DeadlineClause const& clause) const {
    add(clause, concat(docs(text("by "), value_doc(*clause.deadline))));
  }
  void operator()(syntax::ElseClause const& clause) const {
    auto parts = docs(text("else " + std::string(to_string(clause.status))));
    append_since(parts, clause.since);
    add(clause, concat(std::move(parts)));
  }
  void operator()(syntax::LateClause const& clause) const { condition(clause, "late when ", *clause.condition); }
  void operator()(syntax::DetailClause const& clause) const {
    auto parts = docs(text("detail " + quoted(clause.text.value)));
    for (auto const& shown : clause.values) {
      parts.push_back(text(", "));
      parts.push_back(shown_doc(shown));
    }
    if (clause.condition) {
      parts.push_back(text(" when "));
      parts.push_back(expression_doc(**clause.condition));
    }
    add(clause, concat(std::move(parts)));
  }

 private:
  static void append_since(std::vector<Doc>& parts, std::optional<syntax::Child> const& since) {
    if (!since) return;
    parts.push_back(text(" since "));
    parts.push_back(value_doc(**since));
  }
};

}  // namespace

void add_standing(Lines& lines, syntax::Standing const& standing) {
  lines.add(0, standing.span.begin, text("standing " + standing.name.text + " " + quoted(standing.title.value)));
  for (auto const& clause : standing.clauses) std::visit(AddStandingClause{{lines}}, clause);
  add_end(lines, standing.span);
}

}  // namespace bylaw::dsl
