#include "engine/snapshot_difference.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace bylaw::engine {
namespace {

class Comparer {
 public:
  Comparer(Snapshot const& before, Snapshot const& after, std::size_t most)
      : before_(before), after_(after), most_(most) {}

  std::optional<SnapshotDifference> compare() {
    for (Index record = 0; record < before_.tables.size() && !too_many(); ++record)
      if (before_.tables[record] != after_.tables[record]) compare_table(record);
    for (Index setting = 0; setting < before_.settings.size(); ++setting)
      if (!same(before_.settings[setting], after_.settings[setting])) made_.settings.push_back(setting);
    if (too_many()) return std::nullopt;
    return std::move(made_);
  }

 private:
  bool too_many() const { return made_.rows.size() > most_; }

  void compare_table(Index record) {
    auto const &old = before_.table(record), &now = after_.table(record);
    std::set<Row> came_or_went;
    SharedMap<Row>::differing(old.by_key, now.by_key, [&](std::int64_t key, Row const* was, Row const* is) {
      if (was && is && *was == *is && same_text(static_cast<Symbol>(key))) return;
      if (was) came_or_went.insert(*was);
      if (is) came_or_went.insert(*is);
    });
    for (auto const row : came_or_went) made_.rows.push_back({record, row, is_there(old, row), is_there(now, row), {}});
    SharedArray<Value>::differing(old.values, now.values, [&](std::size_t begin, std::size_t end) {
      auto const last = std::min({end, old.values.size(), now.values.size()});
      for (auto row = static_cast<Row>(begin / old.fields); row * old.fields < last && !too_many(); ++row)
        if (!came_or_went.contains(row)) compare_row(record, row);
    });
  }

  // Rows that lie across two stretches are looked at in either; the second time nothing is added.
  void compare_row(Index record, Row row) {
    auto const &old = before_.table(record), &now = after_.table(record);
    if (row >= old.keys.size() || row >= now.keys.size() || !is_there(old, row) || !is_there(now, row)) return;
    if (!made_.rows.empty() && made_.rows.back().record == record && made_.rows.back().row == row) return;
    std::vector<Index> fields;
    for (Index field = 0; field < old.fields; ++field)
      if (!same(old.value(row, field), now.value(row, field))) fields.push_back(field);
    if (!fields.empty()) made_.rows.push_back({record, row, true, true, std::move(fields)});
  }

  static bool is_there(Table const& table, Row row) {
    if (row >= table.keys.size()) return false;
    auto const at = table.by_key.find(table.keys[row]);
    return at != table.by_key.end() && at->second == row;
  }

  // Symbols are numbered anew where one state was not made from the other.
  bool same_text(Symbol symbol) const {
    return before_.symbols == after_.symbols || before_.symbols->text(symbol) == after_.symbols->text(symbol);
  }

  bool same(Value const& a, Value const& b) const {
    if (a.kind != b.kind || a.aux != b.aux) return false;
    if (a.kind == Kind::list)
      return std::ranges::equal(std::span(a.items, a.aux), std::span(b.items, b.aux),
                                [this](Value const& x, Value const& y) { return same(x, y); });
    return a.number == b.number && (a.kind != Kind::text || same_text(static_cast<Symbol>(a.number)));
  }

  Snapshot const& before_;
  Snapshot const& after_;
  std::size_t most_;
  SnapshotDifference made_;
};

}  // namespace

std::optional<SnapshotDifference> difference(Snapshot const& before, Snapshot const& after, std::size_t most) {
  return Comparer(before, after, most).compare();
}

}  // namespace bylaw::engine
