#include "api/compliance/earlier_state.hpp"

#include <map>

#include "api/read_state.hpp"

namespace bylaw::api {
namespace {

using Key = std::pair<dsl::Index, std::string>;
// What a record was before the first of several changes; nothing where there was none.
using Undone = std::map<Key, std::optional<engine::StateRecord>>;

Undone undone(Service const& service, std::uint64_t revision, bool& fits) {
  Undone records;
  for (auto const& change : service.store.changes_after(revision)) {
    auto const record = dsl::find_record(*service.rulebook, change.record);
    if (record == dsl::none || records.contains({record, change.key})) continue;
    if (change.erased && !change.key.empty()) fits = false;
    auto& before = records[{record, change.key}];
    if (change.before.empty()) continue;
    auto const json = parse_json(change.before);
    InputFaults faults;
    if (json) before = read_row(*service.rulebook, record, *json, {}, faults);
    fits = fits && json && faults.empty();
  }
  return records;
}

}  // namespace

std::shared_ptr<engine::Snapshot const> earlier_state(Service const& service,
                                                      std::shared_ptr<engine::Snapshot const> const& now,
                                                      std::uint64_t revision) {
  bool fits = true;
  auto records = undone(service, revision, fits);
  auto state = engine::state_of(*now);
  for (auto& table : state) {
    std::erase_if(table.rows, [&](engine::StateRecord const& row) {
      return records.contains({table.record, engine::key_of(*service.rulebook, table.record, row)});
    });
  }
  for (auto& [key, before] : records) {
    if (!before) continue;
    state.push_back({key.first, {*std::move(before)}});
  }
  auto made = engine::make_snapshot(service.rulebook, state, revision, false);
  return fits && made ? *made : nullptr;
}

}  // namespace bylaw::api
