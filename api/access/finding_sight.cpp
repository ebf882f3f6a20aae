#include "api/access/finding_sight.hpp"

#include <algorithm>

namespace bylaw::api {

using engine::Snapshot;
using engine::StandingRow;

bool FindingSight::sees_all() const {
  return sight_.is_whole() && sight_.caller().reach(dsl::AccessScope::read_compliance) == dsl::Reach::all;
}

StandingRows FindingSight::seen(Snapshot const& of, StandingRows const& rows) {
  if (sees_all()) return rows;
  std::vector<StandingRow> seen;
  visit(of, *rows, [&](StandingRow const& one) { seen.push_back(one); });
  return std::make_shared<engine::StandingTable const>(rows->snapshot(), rows->date(), seen);
}

bool FindingSight::row(Snapshot const& of, StandingRow const& row) {
  auto const& rulebook = *of.rulebook;
  auto const subject = rulebook.standing[row.rule].record;
  if (subject != dsl::none && row.subject != dsl::none && !sight_.row(of, subject, row.subject)) return false;
  if (sight_.caller().reach(dsl::AccessScope::read_compliance) != dsl::Reach::own) return true;
  for (dsl::Index column = 0; column < rulebook.columns.size(); ++column)
    if (row.concerns[column] != dsl::none &&
        sight_.owns(of, rulebook.columns[column].type.of, row.concerns[column]))
      return true;
  return false;
}

std::optional<FindingSight::Extent> FindingSight::extent(dsl::Rulebook const& rulebook, dsl::Index rule) const {
  auto const& caller = sight_.caller();
  if (caller.reach(dsl::AccessScope::read_compliance) != dsl::Reach::all) return std::nullopt;
  if (sight_.is_whole()) return Extent::all;
  bool const owns_some = caller.role != dsl::none && rulebook.roles[caller.role].holder != dsl::none;
  auto const subject = rulebook.standing[rule].record;
  if (subject != dsl::none && rulebook.records[subject].confidential && !sight_.sees_all(subject))
    return owns_some ? std::nullopt : std::optional(Extent::none);
  auto const& concerns = reads_[rule].concerns;
  bool const told = concerns.empty() ||
                    std::ranges::all_of(concerns.front(), [&](dsl::Index kind) { return sight_.sees_all(kind); });
  if (told) return Extent::all;
  return owns_some ? std::nullopt : std::optional(Extent::without_first_column);
}

// What was read from the record that the row is about may be told to whoever sees that record.
bool FindingSight::may_tell(Snapshot const& of, StandingRow const& row, Kinds const& read) {
  auto const subject = of.rulebook->standing[row.rule].record;
  return std::ranges::all_of(read, [&](dsl::Index kind) {
    return sight_.sees_all(kind) ||
           (kind == subject && row.subject != dsl::none && sight_.confidential_fields(of, kind, row.subject));
  });
}

StandingRow FindingSight::shown(Snapshot const& of, StandingRow row) {
  auto const& reads = reads_[row.rule];
  for (std::size_t column = 0; column < reads.concerns.size(); ++column)
    if (!may_tell(of, row, reads.concerns[column])) row.concerns[column] = dsl::none;
  if (!may_tell(of, row, reads.since)) row.since.reset();
  if (!may_tell(of, row, reads.due)) row.due.reset();
  return row;
}

bool FindingSight::details(Snapshot const& of, StandingRow const& row) {
  return sight_.is_whole() || may_tell(of, row, reads_[row.rule].details);
}

}  // namespace bylaw::api
