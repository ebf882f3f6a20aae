#include "dsl/plain.hpp"

#include "dsl/plain/phrases.hpp"

namespace bylaw::dsl {

std::string plain_condition(Rulebook const& rulebook, Index expression) {
  return plain::Phrases(rulebook).clause(expression);
}

}  // namespace bylaw::dsl
