#include "engine/name_of.hpp"

namespace bylaw::engine {
namespace {

std::string field_name(dsl::Rulebook const& rulebook, Snapshot const& snapshot, Unknown what) {
  auto const& record = rulebook.records[what.index];
  auto const& field = record.fields[what.field].name;
  auto const key = snapshot.key(what.index, what.row);
  std::string name;
  name.reserve(record.name.size() + key.size() + field.size() + 2);
  name.append(record.name).append(1, '/').append(key).append(1, '.').append(field);
  return name;
}

// The key as the record's key fields would give it.
std::string rate_name(dsl::Rulebook const& rulebook, dsl::Date date, Unknown what) {
  auto const& rates = *rulebook.rates;
  auto const& record = rulebook.records[rates.record];
  std::string key;
  for (auto const field : record.key) {
    if (!key.empty()) key += "@";
    key += field == rates.currency ? dsl::to_string(dsl::Currency{what.row}) : dsl::to_string(date);
  }
  return record.name + "/" + key + "." + record.fields[rates.value].name;
}

}  // namespace

std::string name_of(dsl::Rulebook const& rulebook, Snapshot const& snapshot, dsl::Date date, Unknown what) {
  switch (what.source) {
    case Unknown::Source::fact:
      return rulebook.facts[what.index].name;
    case Unknown::Source::parameter:
      return rulebook.parameters[what.index].name;
    case Unknown::Source::setting:
      return rulebook.settings[what.index].name;
    case Unknown::Source::field:
      return field_name(rulebook, snapshot, what);
    case Unknown::Source::rate:
      return rate_name(rulebook, date, what);
    case Unknown::Source::none:
      break;
  }
  return "date";
}

}  // namespace bylaw::engine
