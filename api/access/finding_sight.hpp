// What a caller sees of standing compliance: no row about a record that it must not know of, or that is not its own where
// its role goes no further; and of the other rows nothing that was read from what is confidential. Statuses stay: that
// something confidential was done or not is what the dashboards are for.
#pragma once
#include "api/access/sight.hpp"
#include "api/access/standing_reads.hpp"
#include "api/compliance/compliance_cache.hpp"

namespace bylaw::api {

class FindingSight {
 public:
  FindingSight(std::vector<StandingReads> const& reads, Sight sight) : reads_(reads), sight_(std::move(sight)) {}

  // The rows as the caller sees them; the very same where that is all of them.
  StandingRows seen(engine::Snapshot const& of, StandingRows const& rows);
  // The same one by one, without a table of them.
  template <class Visit>
  void visit(engine::Snapshot const& of, engine::StandingTable const& rows, Visit visit) {
    bool const all = sees_all();
    for (auto const& one : rows) {
      if (all)
        visit(one);
      else if (row(of, one))
        visit(shown(of, one));
    }
  }
  bool details(engine::Snapshot const& of, engine::StandingRow const& row);
  // What the caller sees of all rows of a rule alike, so that figures of them can be shown; nothing where it depends on
  // the row.
  enum class Extent { all, without_first_column, none };
  std::optional<Extent> extent(dsl::Rulebook const& rulebook, dsl::Index rule) const;
  Sight& sight() { return sight_; }

 private:
  bool sees_all() const;
  bool row(engine::Snapshot const& of, engine::StandingRow const& row);
  bool may_tell(engine::Snapshot const& of, engine::StandingRow const& row, Kinds const& read);
  engine::StandingRow shown(engine::Snapshot const& of, engine::StandingRow row);

  std::vector<StandingReads> const& reads_;
  Sight sight_;
};

}  // namespace bylaw::api
