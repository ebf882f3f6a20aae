#include "engine/state.hpp"

namespace bylaw::engine {
namespace {

struct KeyText {
  dsl::Rulebook const& rulebook;
  dsl::Type type;

  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(std::string const& value) const { return value; }
  std::string operator()(Index value) const { return rulebook.enumerations[type.of].values[value].name; }
  std::string operator()(auto const& value) const { return dsl::to_string(value); }
};

}  // namespace

std::string key_of(dsl::Rulebook const& rulebook, Index record, StateRecord const& row) {
  auto const& declared = rulebook.records[record];
  std::string key;
  for (std::size_t part = 0; part < declared.key.size(); ++part) {
    if (part > 0) key += '@';
    auto const field = declared.key[part];
    key += std::visit(KeyText{rulebook, declared.fields[field].type}, row.fields[field]->scalar);
  }
  return key;
}

}  // namespace bylaw::engine
