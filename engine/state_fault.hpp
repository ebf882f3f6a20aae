// What can be wrong with records that were given, in the words that everybody who checks them uses.
#pragma once
#include "engine/state.hpp"

namespace bylaw::engine {

inline constexpr std::size_t most_faults = 1000;

// One record and where it was given.
struct Given {
  Index record;
  std::size_t position;
  StateRecord const& row;
};

Fault part_of_rulebook(dsl::Rulebook const& rulebook, Given const& given);
Fault missing_key(dsl::Rulebook const& rulebook, Given const& given, Index field);
Fault duplicate_key(dsl::Rulebook const& rulebook, Given const& given);
Fault missing_field(dsl::Rulebook const& rulebook, Given const& given, Index field);
// `key` names the record itself, `target` the one that is not there.
struct BrokenReference {
  Index record, field;
  std::size_t position, item;
  std::string_view key, target;
};
Fault unknown_reference(dsl::Rulebook const& rulebook, BrokenReference const& broken);

}  // namespace bylaw::engine
