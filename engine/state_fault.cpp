#include "engine/state_fault.hpp"

namespace bylaw::engine {
namespace {

// `loan "l-1"`
std::string named(dsl::Record const& record, std::string_view key) {
  return record.name + " \"" + std::string(key) + "\"";
}
std::string named(dsl::Rulebook const& rulebook, Given const& given) {
  return named(rulebook.records[given.record], key_of(rulebook, given.record, given.row));
}

Fault fault_at(Given const& given, Index field, std::string code, std::string message) {
  Fault fault;
  fault.record = given.record;
  fault.position = given.position;
  fault.field = field;
  fault.code = std::move(code);
  fault.message = std::move(message);
  return fault;
}

}  // namespace

Fault part_of_rulebook(dsl::Rulebook const& rulebook, Given const& given) {
  return fault_at(
      given, dsl::none, "part_of_rulebook",
      "What is a " + rulebook.records[given.record].name + " stands in the rulebook and is not recorded beside it.");
}

Fault missing_key(dsl::Rulebook const& rulebook, Given const& given, Index field) {
  auto const& declared = rulebook.records[given.record];
  return fault_at(
      given, field, "missing_field",
      "A " + declared.name + " needs the field \"" + declared.fields[field].name + "\", which identifies it.");
}

Fault duplicate_key(dsl::Rulebook const& rulebook, Given const& given) {
  return fault_at(given, dsl::none, "duplicate_key", "There is more than one " + named(rulebook, given) + ".");
}

Fault missing_field(dsl::Rulebook const& rulebook, Given const& given, Index field) {
  return fault_at(given, field, "missing_field",
                  "The field \"" + rulebook.records[given.record].fields[field].name + "\" of " +
                      named(rulebook, given) + " is missing.");
}

Fault unknown_reference(dsl::Rulebook const& rulebook, BrokenReference const& broken) {
  auto const& record = rulebook.records[broken.record];
  auto const& field = record.fields[broken.field];
  return {.record = broken.record,
          .position = broken.position,
          .field = broken.field,
          .item = broken.item,
          .code = "unknown_reference",
          .message = "The field \"" + field.name + "\" of " + named(record, broken.key) + " refers to " +
                     named(rulebook.records[field.type.of], broken.target) + ", which does not exist."};
}

}  // namespace bylaw::engine
