#include "dsl/confidential_reads.hpp"

#include <algorithm>

namespace bylaw::dsl {
namespace {

class Reads {
 public:
  Reads(Rulebook const& rulebook, std::set<Index>& records) : rulebook_(rulebook), records_(records) {}

  void walk(Index index) {
    if (index == none || !walked_.insert(index).second) return;
    auto const& expression = rulebook_.expression(index);
    if (expression.record != none) note(expression.record);  // what a quantifier runs over
    if (expression.type.kind == TypeKind::reference) note(expression.type.of);
    if (expression.kind == ExpressionKind::field) note_field(expression);
    if (expression.kind == ExpressionKind::call) walk(rulebook_.definitions[expression.index].body);
    for (auto const operand : expression.operands) walk(operand);
    walk(expression.list);
  }

 private:
  void note(Index record) {
    if (rulebook_.records[record].confidential) records_.insert(record);
  }
  void note_field(Expression const& field) {
    auto const owner = rulebook_.expression(field.operands[0]).type.of;
    auto const& record = rulebook_.records[owner];
    if (record.confidential || record.fields[field.index].confidential) records_.insert(owner);
  }

  Rulebook const& rulebook_;
  std::set<Index>& records_;
  std::set<Index> walked_;
};

}  // namespace

bool has_confidential(Record const& record) {
  return record.confidential || std::ranges::any_of(record.fields, &Field::confidential);
}

void add_confidential_reads(Rulebook const& rulebook, Index expression, std::set<Index>& records) {
  Reads(rulebook, records).walk(expression);
}

}  // namespace bylaw::dsl
