#include "api/pages/viewer.hpp"

#include <algorithm>

#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

dsl::Index column_record(dsl::Rulebook const& rulebook, std::size_t column) {
  return column < rulebook.columns.size() ? rulebook.columns[column].type.of : dsl::none;
}

dsl::Index reference_to(dsl::Record const& record, dsl::Index target) {
  for (dsl::Index field = 0; field < record.fields.size(); ++field) {
    auto const& type = record.fields[field].type;
    if (type.kind == dsl::TypeKind::reference && !type.list && type.of == target && !record.fields[field].optional)
      return field;
  }
  return dsl::none;
}

dsl::Index end_of(dsl::Record const& record) {
  auto const found = std::ranges::find_if(record.fields, &dsl::Field::open);
  return found == record.fields.end() ? dsl::none : static_cast<dsl::Index>(found - record.fields.begin());
}

}  // namespace

dsl::Index groups_of(dsl::Rulebook const& rulebook) { return column_record(rulebook, 0); }
dsl::Index people_of(dsl::Rulebook const& rulebook) { return column_record(rulebook, 1); }

dsl::Index parameter_for(dsl::Rulebook const& rulebook, dsl::Index record) {
  for (dsl::Index i = 0; i < rulebook.parameters.size(); ++i)
    if (auto const& type = rulebook.parameters[i].type; type.kind == dsl::TypeKind::reference && type.of == record)
      return i;
  return dsl::none;
}

dsl::Index end_of_duty(dsl::Rulebook const& rulebook, dsl::Record const& record) {
  bool const held = record.opening != dsl::none && reference_to(record, people_of(rulebook)) != dsl::none &&
                    reference_to(record, groups_of(rulebook)) != dsl::none;
  return held ? end_of(record) : dsl::none;
}

std::vector<engine::Row> Viewer::groups() const {
  std::vector<engine::Row> found;
  for (auto const& duty : duties)
    if (duty.group != dsl::none && std::ranges::find(found, duty.group) == found.end()) found.push_back(duty.group);
  return found;
}

bool Viewer::serves_network() const {
  return std::ranges::any_of(duties, [](Duty const& duty) { return duty.group == dsl::none; });
}

// A duty is a record of one person that begins on a day and runs until another.
std::vector<Duty> duties_of(engine::Snapshot const& snapshot, engine::Row person, dsl::Date date) {
  std::vector<Duty> duties;
  auto const& rulebook = *snapshot.rulebook;
  auto const people = people_of(rulebook), groups = groups_of(rulebook);
  if (people == dsl::none) return duties;
  for (dsl::Index kind = 0; kind < rulebook.records.size(); ++kind) {
    auto const& record = rulebook.records[kind];
    auto const who = reference_to(record, people), where = reference_to(record, groups);
    if (who == dsl::none || record.opening == dsl::none || end_of(record) == dsl::none) continue;
    for (auto const row : rows_referring(snapshot, kind, who, person)) {
      if (!runs_on(snapshot, kind, row, date)) continue;
      auto const group = where == dsl::none ? engine::Value() : snapshot.table(kind).value(row, where);
      duties.push_back({kind, row, group.is_unknown() ? dsl::none : static_cast<engine::Row>(group.number)});
    }
  }
  return duties;
}

Viewer viewer_of(std::string const& key, engine::Snapshot const& snapshot, dsl::Date today) {
  Viewer viewer;
  auto const people = people_of(*snapshot.rulebook);
  auto const row = key.empty() || people == dsl::none ? std::nullopt : snapshot.find(people, key);
  if (!row) return viewer;
  viewer.key = key;
  viewer.row = *row;
  viewer.name = Words(snapshot, Language::english).title(people, *row);
  viewer.duties = duties_of(snapshot, *row, today);
  return viewer;
}

}  // namespace bylaw::api::pages
