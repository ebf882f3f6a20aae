#include "engine/standing_table.hpp"

#include <algorithm>

namespace bylaw::engine {
namespace {

constexpr std::size_t subjects_in_chunk = 64;

CountsByStatus& counts_of(std::vector<RuleCounts>& cells, Index rule) {
  auto at = std::ranges::lower_bound(cells, rule, {}, &RuleCounts::rule);
  if (at == cells.end() || at->rule != rule) at = cells.insert(at, {rule, {}});
  return at->counts;
}

void count_concern(StandingTable::ByConcern& all, StandingRow const& row, std::size_t column, int by) {
  auto& cells = all.edit(row.concerns[column]);
  auto& counts = counts_of(cells, row.rule);
  counts[static_cast<std::size_t>(row.status)] += static_cast<std::uint32_t>(by);
  if (by > 0 || counts != CountsByStatus{}) return;
  std::erase_if(cells, [&](RuleCounts const& cell) { return cell.rule == row.rule; });
  if (cells.empty()) all.erase(row.concerns[column]);
}

// The rows of a rule for some subjects at the front of rows in their order.
std::span<StandingRow const> front(std::span<StandingRow const> rows, auto const& belongs) {
  return rows.first(static_cast<std::size_t>(std::ranges::find_if_not(rows, belongs) - rows.begin()));
}

}  // namespace

std::int64_t StandingTable::chunk_of(Row subject) { return subject == dsl::none ? 0 : subject / subjects_in_chunk; }

void StandingTable::Iterator::begin_rule() {
  at_ = 0;
  chunk_ = {nullptr, nullptr};
  if (rule_ < table_->rules_.size()) chunk_ = table_->rules_[rule_].chunks.begin();
}

// To the next row that is there.
void StandingTable::Iterator::skip() {
  while (rule_ < table_->rules_.size()) {
    auto const end = table_->rules_[rule_].chunks.end();
    if (chunk_ != end && at_ < chunk_->second->size()) return;
    if (chunk_ != end) ++chunk_;
    at_ = 0;
    if (chunk_ != end) return;
    ++rule_;
    begin_rule();
  }
}

StandingTable::StandingTable(std::shared_ptr<Snapshot const> snapshot, dsl::Date date,
                             std::span<StandingRow const> rows)
    : snapshot_(std::move(snapshot)), date_(date), rules_(snapshot_->rulebook->standing.size()) {
  while (!rows.empty()) {
    auto const rule = rows.front().rule;
    auto const of_rule = front(rows, [&](StandingRow const& row) { return row.rule == rule; });
    replace_all(rule, of_rule);
    rows = rows.subspan(of_rule.size());
  }
}

StandingTable::StandingTable(StandingTable const& before, std::shared_ptr<Snapshot const> snapshot)
    : snapshot_(std::move(snapshot)), date_(before.date_), rules_(before.rules_), size_(before.size_) {
  std::lock_guard const guard(before.mutex_);
  for (std::size_t column = 0; column < by_concern_.size(); ++column)
    if (auto const& known = before.by_concern_[column]) by_concern_[column] = std::make_shared<ByConcern>(*known);
}

std::shared_ptr<StandingTable::ByConcern const> StandingTable::by_concern(Index column) const {
  std::lock_guard const guard(mutex_);
  auto& made = by_concern_[column];
  if (made) return made;
  made = std::make_shared<ByConcern>();
  for (auto const& row : *this) count_concern(*made, row, column, 1);
  return made;
}

void StandingTable::count(StandingRow const& row, int by) {
  size_ += static_cast<std::size_t>(by);
  rules_[row.rule].counts[static_cast<std::size_t>(row.status)] += static_cast<std::uint32_t>(by);
  for (std::size_t column = 0; column < by_concern_.size(); ++column)
    if (by_concern_[column]) count_concern(*by_concern_[column], row, column, by);
}

void StandingTable::replace_all(Index rule, std::span<StandingRow const> rows) {
  std::vector<std::int64_t> gone;
  auto const number_of = [](StandingRow const& row) { return chunk_of(row.subject); };
  for (auto const& [number, old] : rules_[rule].chunks) {
    auto const at = std::ranges::lower_bound(rows, number, {}, number_of);
    if (at == rows.end() || number_of(*at) != number) gone.push_back(number);
  }
  for (auto const number : gone) replace_chunk(rule, number, {});
  while (!rows.empty()) {
    auto const number = chunk_of(rows.front().subject);
    auto const some = front(rows, [&](StandingRow const& row) { return chunk_of(row.subject) == number; });
    replace_chunk(rule, number, {some.begin(), some.end()});
    rows = rows.subspan(some.size());
  }
}

void StandingTable::replace(Index rule, std::span<Row const> subjects, std::span<StandingRow const> rows) {
  while (!subjects.empty()) {
    auto const number = chunk_of(subjects.front());
    auto const here = [&](StandingRow const& row) { return chunk_of(row.subject) == number; };
    auto const last = std::ranges::find_if(subjects, [&](Row row) { return chunk_of(row) != number; });
    auto const some = subjects.first(static_cast<std::size_t>(last - subjects.begin()));
    auto const of_chunk = front(rows, here);
    Chunk merged;
    std::ranges::copy_if(chunk(rule, number), std::back_inserter(merged),
                         [&](StandingRow const& row) { return !std::ranges::binary_search(some, row.subject); });
    auto const middle = static_cast<std::ptrdiff_t>(merged.size());
    merged.insert(merged.end(), of_chunk.begin(), of_chunk.end());
    std::ranges::inplace_merge(merged, merged.begin() + middle, {}, &StandingRow::subject);
    replace_chunk(rule, number, std::move(merged));
    subjects = subjects.subspan(some.size());
    rows = rows.subspan(of_chunk.size());
  }
}

StandingTable::Chunk const& StandingTable::chunk(Index rule, std::int64_t number) const {
  static Chunk const nothing;
  auto const& chunks = rules_[rule].chunks;
  auto const found = chunks.find(number);
  return found == chunks.end() ? nothing : *found->second;
}

void StandingTable::replace_chunk(Index rule, std::int64_t number, Chunk rows) {
  auto const& old = chunk(rule, number);
  if (old == rows) return;
  for (auto const& row : rows) count(row, 1);
  for (auto const& row : old) count(row, -1);
  if (rows.empty()) return rules_[rule].chunks.erase(number);
  rules_[rule].chunks.edit(number) = std::make_shared<Chunk const>(std::move(rows));
}

}  // namespace bylaw::engine
