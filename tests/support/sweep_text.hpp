// Rows of a sweep as text, one line each, for tests that compare them.
#pragma once
#include <string>
#include <vector>

#include "engine/standing.hpp"

namespace bylaw::engine {

// "reporting.annual_report g1 2025 overdue since 2026-04-01 due 2026-03-31 late (group g1)"
inline std::string told(Snapshot const& snapshot, StandingRow const& row) {
  auto const& rulebook = *snapshot.rulebook;
  auto const& rule = rulebook.standing[row.rule];
  auto text = rule.name;
  if (row.subject != dsl::none) text += ' ' + std::string(snapshot.key(rule.record, row.subject));
  if (row.number) text += ' ' + std::to_string(*row.number);
  text += ' ' + std::string(dsl::syntax::to_string(row.status));
  if (row.since) text += " since " + dsl::to_string(*row.since);
  if (row.due) text += " due " + dsl::to_string(*row.due);
  if (row.late) text += " late";
  for (std::size_t column = 0; column < rulebook.columns.size(); ++column) {
    if (row.concerns[column] == dsl::none) continue;
    auto const& [name, label, type] = rulebook.columns[column];
    text += " (" + name + ' ' + std::string(snapshot.key(type.of, row.concerns[column])) + ')';
  }
  return text;
}

inline std::string told(Snapshot const& snapshot, std::vector<StandingRow> const& rows) {
  std::string text;
  for (auto const& row : rows) text += told(snapshot, row) + '\n';
  return text;
}

}  // namespace bylaw::engine
