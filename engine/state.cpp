#include "engine/state.hpp"

#include "engine/constant_text.hpp"

namespace bylaw::engine {

std::string key_of(dsl::Rulebook const& rulebook, Index record, StateRecord const& row) {
  auto const& declared = rulebook.records[record];
  std::string key;
  for (std::size_t part = 0; part < declared.key.size(); ++part) {
    if (part > 0) key += '@';
    auto const field = declared.key[part];
    key += text_of(rulebook, declared.fields[field].type, row.fields[field]->scalar);
  }
  return key;
}

}  // namespace bylaw::engine
