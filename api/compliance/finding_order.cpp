#include "api/compliance/finding_order.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <tuple>

#include "api/nearest.hpp"

namespace bylaw::api {
namespace {

using engine::StandingRow;

// Texts compare as texts and all else as numbers; what is missing is greater than everything.
using Rank = std::tuple<bool, std::int64_t, std::string_view>;

Rank day_rank(std::optional<dsl::Date> date) { return {!date, date ? date->days : 0, {}}; }

class Ranker {
 public:
  Ranker(engine::Snapshot const& snapshot, std::string_view key) : snapshot_(snapshot), key_(key) {
    column_ = dsl::find_column(*snapshot.rulebook, key);
  }

  Rank operator()(StandingRow const& row) const {
    auto const& rule = snapshot_.rulebook->standing[row.rule];
    if (column_ != dsl::none) {
      auto const about = row.concerns[column_];
      if (about == dsl::none) return {true, 0, {}};
      return {false, 0, snapshot_.key(snapshot_.rulebook->columns[column_].type.of, about)};
    }
    if (key_ == "status") return {false, pressure(row.status), {}};
    if (key_ == "due") return day_rank(row.due);
    if (key_ == "since") return day_rank(row.since);
    if (key_ == "year") return {!row.number, row.number.value_or(0), {}};
    if (key_ == "force") return {false, static_cast<std::int64_t>(rule.force), {}};
    if (key_ == "norm") return {false, 0, snapshot_.rulebook->norms[rule.norm].id};
    return {false, 0, rule.name};
  }

 private:
  engine::Snapshot const& snapshot_;
  std::string_view key_;
  dsl::Index column_ = dsl::none;
};

void sort_by(engine::Snapshot const& snapshot, std::string_view key, bool backwards, std::vector<StandingRow>& rows) {
  Ranker const rank(snapshot, key);
  std::ranges::stable_sort(rows, [&](StandingRow const& a, StandingRow const& b) {
    auto const left = rank(a), right = rank(b);
    if (!backwards || std::get<0>(left) != std::get<0>(right)) return left < right;
    return right < left;
  });
}

}  // namespace

int pressure(dsl::StandingStatus status) {
  using enum dsl::StandingStatus;
  switch (status) {
    case overdue:
      return 0;
    case due:
      return 1;
    case unmet:
      return 2;
    case unknown:
      return 3;
    case refer:
      return 4;
    case met:
      return 5;
    case not_applicable:
      return 6;
  }
  return 7;
}

std::vector<std::string> finding_sort_keys(dsl::Rulebook const& rulebook) {
  std::vector<std::string> keys = {"status", "due", "since", "rule", "norm", "force", "year"};
  for (auto const& column : rulebook.columns) keys.push_back(column.name);
  return keys;
}

void sort_findings(engine::Snapshot const& snapshot, Call const& call, std::vector<StandingRow>& rows,
                   InputFaults& faults) {
  auto const text = call.request.parameter("sort");
  if (!text) return;
  auto const known = finding_sort_keys(*snapshot.rulebook);
  std::vector<std::string_view> const names(known.begin(), known.end());
  // Stable from the last key to the first, so the first counts most.
  for (std::size_t end = text->size() + 1; end > 0;) {
    auto const comma = end >= 2 ? text->rfind(',', end - 2) : std::string_view::npos;
    auto const begin = comma == std::string_view::npos ? 0 : comma + 1;
    std::string_view key = std::string_view(*text).substr(begin, end - 1 - begin);
    bool const backwards = key.starts_with('-');
    if (backwards) key.remove_prefix(1);
    if (std::ranges::count(known, key) > 0)
      sort_by(snapshot, key, backwards, rows);
    else
      add_query_fault(faults, "sort", "unknown_value",
                      "Findings cannot be sorted by " + in_quotes(key) + nearest_hint(key, names) + '.');
    end = begin;
  }
}

std::string identity_of(engine::Snapshot const& snapshot, StandingRow const& row) {
  auto const& rule = snapshot.rulebook->standing[row.rule];
  auto text = rule.name + '|';
  if (row.subject != dsl::none) text += snapshot.key(rule.record, row.subject);
  return text + '|' + (row.number ? std::to_string(*row.number) : "");
}

std::string cursor_behind(engine::Snapshot const& snapshot, std::vector<StandingRow> const& rows,
                          std::size_t position) {
  return std::to_string(position) + ' ' + identity_of(snapshot, rows[position]);
}

// Where the row stood last time, else wherever it is now; where it is gone, behind its old place.
std::size_t first_behind(engine::Snapshot const& snapshot, std::vector<StandingRow> const& rows,
                         std::string const& after) {
  if (after.empty()) return 0;
  std::size_t position = 0;
  auto const [stopped, error] = std::from_chars(after.data(), after.data() + after.size(), position);
  auto const identity = error == std::errc{} ? after.substr(static_cast<std::size_t>(stopped - after.data()) + 1) : "";
  if (position < rows.size() && identity_of(snapshot, rows[position]) == identity) return position + 1;
  auto const found = std::ranges::find_if(
      rows, [&](StandingRow const& row) { return identity_of(snapshot, row) == identity; });
  if (found != rows.end()) return static_cast<std::size_t>(found - rows.begin()) + 1;
  return std::min(position, rows.size());
}

}  // namespace bylaw::api
