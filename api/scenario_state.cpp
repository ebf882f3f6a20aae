#include "api/scenario_state.hpp"

#include <map>

#include "api/read_value.hpp"

namespace bylaw::api {
namespace {

// Puts the parts of a key such as "EUR@2023-05-04" into the key's fields.
void fill_key(dsl::Rulebook const& rulebook, dsl::Record const& record, std::string_view key,
              engine::StateRecord& row) {
  for (std::size_t i = 0; i < record.key.size(); ++i) {
    bool const last = i + 1 == record.key.size();
    auto const part = last ? key : key.substr(0, key.find('@'));
    key.remove_prefix(std::min(key.size(), part.size() + 1));
    InputFaults unreadable;  // then the field stays empty, and the snapshot says so
    auto constant = read_constant_text(rulebook, record.fields[record.key[i]].type, part, {}, unreadable);
    if (constant) row.fields[record.key[i]] = engine::Datum{*std::move(constant), {}};
  }
}

}  // namespace

engine::Datum scenario_datum(dsl::Type type, std::vector<dsl::Constant> const& constants) {
  if (type.list) return {{}, constants};
  return {constants.front(), {}};
}

engine::State scenario_state(dsl::Rulebook const& rulebook, dsl::Scenario const& scenario) {
  std::map<dsl::Index, std::map<std::string, engine::StateRecord>> tables;
  for (auto const& given : scenario.records) {
    auto const& record = rulebook.records[given.record];
    auto& row = tables[given.record][given.id];
    row.fields.resize(record.fields.size());
    fill_key(rulebook, record, given.id, row);
    for (auto const& [field, constants] : given.fields)
      row.fields[field] = scenario_datum(record.fields[field].type, constants);
  }
  engine::State state;
  for (auto& [record, rows] : tables) {
    auto& table = state.emplace_back(engine::StateTable{record, {}});
    for (auto& [id, row] : rows) table.rows.push_back(std::move(row));
  }
  return state;
}

}  // namespace bylaw::api
