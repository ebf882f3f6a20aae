// State on its way in or out: records with typed fields, before they have rows or symbols. What import reads, what
// export and single records give back, what a what-if question lays over the stored state.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::engine {

using dsl::Constant;
using dsl::Index;

// A field's value. Texts, ids, currencies, month-days and references are strings (references: the key of the record
// meant); enumerations are value indices. A list has `items` and an empty `scalar`.
struct Datum {
  Constant scalar;
  std::vector<Constant> items;
  bool operator==(Datum const&) const = default;
};

// One record: its fields by field index; nothing where it is not recorded.
struct StateRecord {
  std::vector<std::optional<Datum>> fields;
  bool operator==(StateRecord const&) const = default;
};

// Records of one kind, in the order given.
struct StateTable {
  Index record = dsl::none;
  std::vector<StateRecord> rows;
};
using State = std::vector<StateTable>;

// Its key: the key fields' texts joined by '@'. All key fields must be there.
std::string key_of(dsl::Rulebook const& rulebook, Index record, StateRecord const& row);

// What the rulebook itself records, as if it had been given.
State entries_of(dsl::Rulebook const& rulebook);

// What is wrong with a state, by place: record kind, position in its table (from 0), field (or dsl::none).
struct Fault {
  Index record = dsl::none;
  std::size_t position = 0;
  Index field = dsl::none;
  std::size_t item = static_cast<std::size_t>(-1);  // position in a list field
  std::string code{};     // "unknown_reference", "duplicate_key", "missing_field", "still_referenced", ...
  std::string message{};  // a whole sentence
};
using Faults = std::vector<Fault>;

}  // namespace bylaw::engine
