#include "dsl/syntax.hpp"

namespace bylaw::dsl::syntax {

Span span_of(Expression const& expression) {
  return std::visit([](Node const& node) { return node.span; }, expression.value);
}

}  // namespace bylaw::dsl::syntax
