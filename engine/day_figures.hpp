// Standing compliance of one day in figures alone: how many rows of which rule have which status, in all and by what
// stands in the first column. Weighs some kilobytes where the rows weigh megabytes; after a change only what it bears
// on is counted again, in the state before and in the one after it.
#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "engine/shared_map.hpp"
#include "engine/standing_table.hpp"

namespace bylaw::engine {

// So many rows of this rule have this status.
struct FigureCell {
  std::uint16_t rule = 0;
  std::uint8_t status = 0;  // dsl::StandingStatus
  std::uint32_t count = 0;
};

class DayFigures {
 public:
  using Cells = std::vector<FigureCell>;  // by rule and status, none of them empty
  static constexpr std::int64_t nobody = StandingTable::nobody;

  DayFigures(std::shared_ptr<Snapshot const> snapshot, dsl::Date date)
      : snapshot_(std::move(snapshot)), date_(date) {}

  std::shared_ptr<Snapshot const> const& snapshot() const { return snapshot_; }
  dsl::Date date() const { return date_; }
  Cells const& all() const { return all_; }
  // By row, and what concerns nobody of the column under `nobody`.
  SharedMap<Cells> const& by_first() const { return by_first_; }

 private:
  friend class FigureCount;
  std::shared_ptr<Snapshot const> snapshot_;
  dsl::Date date_;
  Cells all_;
  SharedMap<Cells> by_first_;
};

// Asked between one stretch of rows and the next: whether to leave off.
using LeaveOff = std::function<bool()>;

// Everything evaluated, a stretch at a time on this thread alone, so that no more than a stretch of rows is ever held.
// Null where it was left off.
std::shared_ptr<DayFigures const> count_day(Program const& program, std::shared_ptr<Snapshot const> snapshot,
                                            dsl::Date date, LeaveOff const& leave_off = {});
// From rows that are there already.
std::shared_ptr<DayFigures const> count_rows(StandingTable const& rows);
// The same for another state of the same rulebook. Null where so much has changed that everything has to be counted.
std::shared_ptr<DayFigures const> recounted(Program const& program, Routes const& routes, DayFigures const& before,
                                            std::shared_ptr<Snapshot const> snapshot);

}  // namespace bylaw::engine
