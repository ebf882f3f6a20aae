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

State entries_of(dsl::Rulebook const& rulebook) {
  State state;
  for (auto const& entry : rulebook.entries) {
    if (state.empty() || state.back().record != entry.record) state.push_back({entry.record, {}});
    StateRecord made;
    made.fields.resize(rulebook.records[entry.record].fields.size());
    for (auto const& [field, constants] : entry.fields) {
      bool const list = rulebook.records[entry.record].fields[field].type.list;
      made.fields[field] = list ? Datum{{}, constants} : Datum{constants.front(), {}};
    }
    state.back().rows.push_back(std::move(made));
  }
  return state;
}

}  // namespace bylaw::engine
