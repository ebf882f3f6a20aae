// The rows of a day over another state: evaluated where what has changed may bear on them, the rest taken over.
#include <algorithm>
#include <ranges>

#include "engine/standing/routes.hpp"
#include "engine/standing/rule_sweep.hpp"
#include "engine/standing/sweep.hpp"
#include "engine/standing_table.hpp"

namespace bylaw::engine {

using dsl::none;

namespace {

constexpr std::size_t most_changes = 5'000;     // records
constexpr std::size_t worth_remembering = 500;  // subjects, from which what is found out by row is kept

}  // namespace

class TableRefresh {
 public:
  TableRefresh(Program const& program, StandingTable const& before, std::shared_ptr<Snapshot const> snapshot)
      : made_(new StandingTable(before, std::move(snapshot))), desk_(program, *made_->snapshot_, made_->date_) {}

  void remember_rows() { desk_.world.remember_rows(); }

  void rule(Index rule, Subjects const& subjects) {
    if (!subjects.all && subjects.rows.empty()) return;
    std::vector<StandingRow> rows;
    RuleSweep sweep(desk_, rule, rows);
    if (subjects.all) {
      made_->evaluated_ += subjects_of(*made_->snapshot_, rule);
      sweep.all();
      return made_->replace_all(rule, rows);
    }
    Candidates found;
    auto const there = those_there(made_->snapshot_->rulebook->standing[rule].record, subjects.rows);
    made_->evaluated_ += there.size();
    sweep.candidates(there, found);
    sweep.subjects(found);
    made_->replace(rule, subjects.rows, rows);
  }

  std::shared_ptr<StandingTable const> finish() { return std::move(made_); }

  static std::shared_ptr<StandingTable const> all(Program const& program, std::shared_ptr<Snapshot const> snapshot,
                                                  dsl::Date date) {
    auto const rules = rules_swept(*program.rulebook);
    auto const rows = sweep(program, *snapshot, date, rules);
    auto made = std::make_shared<StandingTable>(snapshot, date, rows);
    for (auto const rule : rules) made->evaluated_ += subjects_of(*snapshot, rule);
    return made;
  }

 private:
  std::vector<Row> those_there(Index record, std::vector<Row> const& rows) const {
    auto const& table = made_->snapshot_->table(record);
    std::vector<Row> there;
    std::ranges::copy_if(rows, std::back_inserter(there),
                         [&](Row row) { return std::ranges::binary_search(table.rows, row); });
    return there;
  }

  std::shared_ptr<StandingTable> made_;
  StandingDesk desk_;
};

std::shared_ptr<StandingTable const> stand(Program const& program, std::shared_ptr<Snapshot const> snapshot,
                                           dsl::Date date) {
  return TableRefresh::all(program, std::move(snapshot), date);
}

std::shared_ptr<StandingTable const> refreshed(Program const& program, Routes const& routes,
                                               StandingTable const& before, std::shared_ptr<Snapshot const> snapshot) {
  auto const changes = difference(*before.snapshot(), *snapshot, most_changes);
  if (!changes) return stand(program, std::move(snapshot), before.date());
  return refreshed(program, routes, before, std::move(snapshot), *changes);
}

std::shared_ptr<StandingTable const> refreshed(Program const& program, Routes const& routes,
                                               StandingTable const& before, std::shared_ptr<Snapshot const> snapshot,
                                               SnapshotDifference const& difference) {
  auto const rules = touched(routes, *before.snapshot(), *snapshot, difference);
  std::size_t subjects = 0;
  for (auto const& [rule, some] : rules) subjects += some.all ? subjects_of(*snapshot, rule) : some.rows.size();
  TableRefresh refresh(program, before, std::move(snapshot));
  if (subjects > worth_remembering) refresh.remember_rows();
  for (auto const& [rule, some] : rules) refresh.rule(rule, some);
  return refresh.finish();
}

std::shared_ptr<Routes const> make_routes(Program const& program) {
  return std::make_shared<Routes const>(find_routes(program));
}

}  // namespace bylaw::engine
