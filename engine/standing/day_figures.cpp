#include "engine/day_figures.hpp"

#include <algorithm>

#include "engine/standing/routes.hpp"
#include "engine/standing/rule_sweep.hpp"
#include "engine/standing/sweep.hpp"

namespace bylaw::engine {
namespace {

constexpr std::size_t rows_in_stretch = 2'000;      // of one rule, between two looks at whether to leave off
constexpr std::size_t most_changed_records = 5'000;
constexpr std::size_t most_counted_again = 20'000;  // subjects: beyond, a page would wait for it

void count_cell(DayFigures::Cells& cells, StandingRow const& row, std::int64_t by) {
  auto const status = static_cast<std::uint8_t>(row.status);
  auto const key = [](FigureCell const& cell) { return std::pair(cell.rule, cell.status); };
  auto const wanted = std::pair(static_cast<std::uint16_t>(row.rule), status);
  auto at = std::ranges::lower_bound(cells, wanted, {}, key);
  if (at == cells.end() || key(*at) != wanted) at = cells.insert(at, {wanted.first, status, 0});
  at->count = static_cast<std::uint32_t>(at->count + by);
  if (at->count == 0) cells.erase(at);
}

}  // namespace

class FigureCount {
 public:
  explicit FigureCount(std::shared_ptr<DayFigures> figures) : figures_(std::move(figures)) {}

  void count(StandingRow const& row, std::int64_t by) {
    count_cell(figures_->all_, row, by);
    auto& cells = figures_->by_first_.edit(row.concerns[0]);
    count_cell(cells, row, by);
    if (cells.empty()) figures_->by_first_.erase(row.concerns[0]);
  }

  // The rows of these subjects of the rule in that state, ascending; none may be there any more.
  void count(StandingDesk& desk, Index rule, std::span<Row const> subjects, std::int64_t by) {
    rows_.clear();
    Candidates found;
    RuleSweep sweep(desk, rule, rows_);
    auto const record = desk.world.program().rulebook->standing[rule].record;
    if (record == dsl::none) {
      sweep.all();
    } else {
      sweep.candidates(there(desk.world.snapshot().table(record), subjects), found);
      sweep.subjects(found);
    }
    for (auto const& row : rows_) count(row, by);
  }

  void moved_to(std::shared_ptr<Snapshot const> snapshot) { figures_->snapshot_ = std::move(snapshot); }
  std::shared_ptr<DayFigures> const& figures() const { return figures_; }

 private:
  std::span<Row const> there(Table const& table, std::span<Row const> subjects) {
    there_.clear();
    std::ranges::copy_if(subjects, std::back_inserter(there_),
                         [&](Row row) { return std::ranges::binary_search(table.rows, row); });
    return there_;
  }

  std::shared_ptr<DayFigures> figures_;
  std::vector<StandingRow> rows_;
  std::vector<Row> there_;
};

namespace {

std::span<Row const> subjects_in(Snapshot const& snapshot, Index rule) {
  auto const record = snapshot.rulebook->standing[rule].record;
  return record == dsl::none ? std::span<Row const>() : std::span<Row const>(snapshot.table(record).rows);
}

// What has to be counted again of a rule, in one of the two states.
std::span<Row const> again_of(Snapshot const& snapshot, Index rule, Subjects const& some) {
  return some.all ? subjects_in(snapshot, rule) : std::span<Row const>(some.rows);
}

std::size_t work(Snapshot const& snapshot, std::map<Index, Subjects> const& rules) {
  std::size_t sum = 0;
  for (auto const& [rule, some] : rules) sum += again_of(snapshot, rule, some).size();
  return sum;
}

}  // namespace

std::shared_ptr<DayFigures const> count_day(Program const& program, std::shared_ptr<Snapshot const> snapshot,
                                            dsl::Date date, LeaveOff const& leave_off) {
  StandingDesk desk(program, *snapshot, date);
  desk.world.remember_rows();
  FigureCount counting(std::make_shared<DayFigures>(snapshot, date));
  for (auto const rule : rules_swept(*program.rulebook)) {
    auto rest = subjects_in(*snapshot, rule);
    do {
      if (leave_off && leave_off()) return nullptr;
      auto const some = rest.first(std::min(rest.size(), rows_in_stretch));
      counting.count(desk, rule, some, 1);
      rest = rest.subspan(some.size());
    } while (!rest.empty());
  }
  return counting.figures();
}

std::shared_ptr<DayFigures const> count_rows(StandingTable const& rows) {
  FigureCount counting(std::make_shared<DayFigures>(rows.snapshot(), rows.date()));
  for (auto const& row : rows) counting.count(row, 1);
  return counting.figures();
}

// The rows of subjects that a change does not bear on are the same in both states.
std::shared_ptr<DayFigures const> recounted(Program const& program, Routes const& routes, DayFigures const& before,
                                            std::shared_ptr<Snapshot const> snapshot) {
  if (before.snapshot()->rulebook != snapshot->rulebook) return nullptr;
  auto const changes = difference(*before.snapshot(), *snapshot, most_changed_records);
  if (!changes) return nullptr;
  auto const rules = touched(routes, *before.snapshot(), *snapshot, *changes);
  if (work(*snapshot, rules) > most_counted_again) return nullptr;
  StandingDesk then(program, *before.snapshot(), before.date()), now(program, *snapshot, before.date());
  auto figures = std::make_shared<DayFigures>(before);
  FigureCount counting(figures);
  for (auto const& [rule, some] : rules) {
    counting.count(then, rule, again_of(*before.snapshot(), rule, some), -1);
    counting.count(now, rule, again_of(*snapshot, rule, some), 1);
  }
  counting.moved_to(std::move(snapshot));
  return figures;
}

}  // namespace bylaw::engine
