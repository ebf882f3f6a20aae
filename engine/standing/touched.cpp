// From changed records back to the subjects of rules, through the indexes of the state before and of that after.
#include <algorithm>
#include <optional>
#include <span>

#include "engine/snapshot_settings.hpp"
#include "engine/standing/routes.hpp"

namespace bylaw::engine {
namespace {

using dsl::none;

void add(Subjects& to, Subjects const& more) {
  if (to.all) return;
  if (more.all) {
    to = {true, {}};
    return;
  }
  to.rows.insert(to.rows.end(), more.rows.begin(), more.rows.end());
}

void settle(Subjects& subjects) {
  std::ranges::sort(subjects.rows);
  auto const rest = std::ranges::unique(subjects.rows);
  subjects.rows.erase(rest.begin(), rest.end());
}

// The way back in one state.
class WayBack {
 public:
  WayBack(Routes const& routes, Snapshot const& snapshot) : routes_(routes), snapshot_(snapshot) {}

  // The subjects for which the origin may come to this value.
  Subjects to(Index index, Value value) const {
    auto const& origin = routes_.origins[index];
    switch (origin.kind) {
      case Origin::Kind::anything:
        return {true, {}};
      case Origin::Kind::subject:
        return {false, {static_cast<Row>(value.number)}};
      case Origin::Kind::field:
        return of_rows(origin.of, origin.table, holding(origin, value));
      case Origin::Kind::rows:
        return by_key(origin, static_cast<Row>(value.number));
      case Origin::Kind::chosen:
        return to(origin.of, value);
      case Origin::Kind::either: {
        auto found = to(origin.of, value);
        add(found, to(origin.other, value));
        return found;
      }
    }
    return {true, {}};
  }

 private:
  // The subjects for which it may not be known what the origin comes to.
  Subjects unknown(Index index) const {
    auto const& origin = routes_.origins[index];
    switch (origin.kind) {
      case Origin::Kind::subject:
      case Origin::Kind::rows:
        return {};
      case Origin::Kind::field: {
        if (origin.known) return unknown(origin.of);
        auto const& index_of = snapshot_.table(origin.table).indexes[origin.field];
        if (!index_of) return {true, {}};
        auto found = of_rows(origin.of, origin.table, index_of->unknown);
        add(found, unknown(origin.of));
        return found;
      }
      case Origin::Kind::either: {
        auto found = unknown(origin.of);
        add(found, unknown(origin.other));
        return found;
      }
      case Origin::Kind::anything:
      case Origin::Kind::chosen:
        break;
    }
    return {true, {}};
  }

  Subjects of_rows(Index from, Index table, std::span<Row const> rows) const {
    Subjects found;
    for (auto const row : rows) {
      add(found, to(from, Value::reference(table, row)));
      if (found.all) break;
    }
    settle(found);
    return found;
  }

  std::vector<Row> holding(Origin const& origin, Value value) const {
    auto const& table = snapshot_.table(origin.table);
    if (auto const& index = table.indexes[origin.field]) {
      auto const found = index->rows(value.number);
      return std::vector<Row>(found.begin(), found.end());
    }
    std::vector<Row> rows;
    for (auto const row : table.rows)
      if (is_or_holds(table.value(row, origin.field), value)) rows.push_back(row);
    return rows;
  }
  static bool is_or_holds(Value const& field, Value const& value) {
    if (field.kind != Kind::list) return field.kind == value.kind && field.number == value.number;
    return std::ranges::any_of(std::span(field.items, field.aux),
                               [&](Value const& item) { return is_or_holds(item, value); });
  }

  // A row counts only for subjects that every one of its keys leads to, so the key that leads to fewest says enough.
  // Keys that may not be known lead to many: they are followed where there are no others.
  Subjects by_key(Origin const& origin, Row row) const {
    auto const known = [&](Origin::Key const& key) { return origin.selects || always_known(key.from); };
    auto const fewest = [&](bool of_known) {
      Subjects best{true, {}};
      for (auto const& key : origin.keys) {
        if (known(key) != of_known) continue;
        auto found = by_key(origin, key, row);
        if (!found.all && (best.all || found.rows.size() < best.rows.size())) best = std::move(found);
      }
      return best;
    };
    auto const sure = fewest(true);
    return sure.all ? fewest(false) : sure;
  }
  Subjects by_key(Origin const& origin, Origin::Key const& key, Row row) const {
    auto const value = snapshot_.table(origin.table).value(row, key.field);
    if (value.is_unknown()) return {!key.recorded, {}};
    auto found = to(key.from, value);
    if (!origin.selects) add(found, unknown(key.from));
    settle(found);
    return found;
  }

  bool always_known(Index index) const {
    auto const& origin = routes_.origins[index];
    if (origin.kind == Origin::Kind::subject || origin.kind == Origin::Kind::rows) return true;
    if (origin.kind != Origin::Kind::field) return false;
    auto const& index_of = snapshot_.table(origin.table).indexes[origin.field];
    return (origin.known || (index_of && index_of->unknown.empty())) && always_known(origin.of);
  }

  Routes const& routes_;
  Snapshot const& snapshot_;
};

class Touched {
 public:
  Touched(Routes const& routes, Snapshot const& before, Snapshot const& after)
      : routes_(routes), before_(routes, before), after_(routes, after), book_(*after.rulebook) {}

  void setting(Index setting) { all_of(routes_.by_setting[setting]); }

  void row(RowChange const& change) {
    if (book_.rates && book_.rates->record == change.record) all_of(routes_.money);
    all_of(routes_.opaque);
    for (auto const& reading : routes_.readings[change.record]) {
      auto const rules = rules_reading(reading, change);
      if (rules.empty()) continue;
      auto const value = Value::reference(change.record, change.row);
      Subjects found;
      if (change.before) add(found, before_.to(reading.from, value));
      if (change.after) add(found, after_.to(reading.from, value));
      for (auto const rule : rules) add(made_[rule], found);
    }
  }

  std::map<Index, Subjects> finish() {
    for (auto& [rule, subjects] : made_) settle(subjects);
    return std::move(made_);
  }

 private:
  void all_of(std::set<Index> const& rules) {
    for (auto const rule : rules) made_[rule] = {true, {}};
  }

  static std::set<Index> rules_reading(Readers const& reading, RowChange const& change) {
    std::set<Index> rules;
    for (auto const& [field, readers] : reading.rules)
      if (change.fields.empty() || std::ranges::binary_search(change.fields, field))
        rules.insert(readers.begin(), readers.end());
    return rules;
  }

  Routes const& routes_;
  WayBack before_, after_;
  dsl::Rulebook const& book_;
  std::map<Index, Subjects> made_;
};

}  // namespace

std::map<Index, Subjects> touched(Routes const& routes, Snapshot const& before, Snapshot const& after,
                                  SnapshotDifference const& difference) {
  Touched touched(routes, before, after);
  for (auto const setting : difference.settings) touched.setting(setting);
  for (auto const& change : difference.rows) touched.row(change);
  return touched.finish();
}

}  // namespace bylaw::engine
