#include "engine/indexed_fields.hpp"

namespace bylaw::engine {
namespace {

using dsl::ExpressionKind;
using dsl::TypeKind;

// By value, text by text; references are there in any case.
bool is_looked_up(dsl::Type const& type) {
  return !type.list && (type.kind == TypeKind::text || type.kind == TypeKind::id || type.kind == TypeKind::currency);
}

void add_compared(dsl::Rulebook const& rulebook, dsl::Expression const& operand, IndexedFields& indexed) {
  if (operand.kind != ExpressionKind::field || !is_looked_up(operand.type)) return;
  indexed[rulebook.expression(operand.operands[0]).type.of][operand.index] = true;
}

}  // namespace

IndexedFields indexed_fields(dsl::Rulebook const& rulebook) {
  IndexedFields indexed;
  for (auto const& record : rulebook.records) {
    auto& fields = indexed.emplace_back(record.fields.size());
    for (std::size_t field = 0; field < fields.size(); ++field) {
      auto const& type = record.fields[field].type;
      fields[field] = type.kind == TypeKind::reference && !type.list;
    }
  }
  for (auto const& expression : rulebook.expressions) {
    if (expression.kind != ExpressionKind::is && expression.kind != ExpressionKind::in) continue;
    for (auto const operand : expression.operands) {
      if (operand != dsl::none) add_compared(rulebook, rulebook.expression(operand), indexed);
    }
  }
  for (auto const& definition : rulebook.definitions)  // compared by another name
    add_compared(rulebook, rulebook.expression(definition.body), indexed);
  if (rulebook.rates) indexed[rulebook.rates->record][rulebook.rates->currency] = true;
  return indexed;
}

}  // namespace bylaw::engine
