// All rows of standing compliance of one day over one state, immutable; after a change the next one is made from it and
// shares what has stayed. Counts by rule and status come with it, those by the records that rows concern when first
// asked.
#pragma once
#include <array>
#include <memory>
#include <mutex>
#include <span>

#include "engine/decide.hpp"
#include "engine/snapshot_difference.hpp"
#include "engine/standing.hpp"

namespace bylaw::engine {

struct Routes;

using CountsByStatus = std::array<std::uint32_t, 7>;  // by StandingStatus

// What one record, as the rows concern it, has of one rule.
struct RuleCounts {
  Index rule = dsl::none;
  CountsByStatus counts{};
};

class StandingTable {
  using Chunk = std::vector<StandingRow>;
  // Rows of one rule, by subject: so many subjects to a chunk.
  struct RuleRows {
    SharedMap<std::shared_ptr<Chunk const>> chunks;  // none of them empty
    CountsByStatus counts{};
  };

 public:
  // By row, and what concerns nobody of the column under `nobody`.
  using ByConcern = SharedMap<std::vector<RuleCounts>>;
  static constexpr std::int64_t nobody = dsl::none;

  // From the rows of a sweep, in its order; what is seen of a day by some caller may stand in one as well.
  StandingTable(std::shared_ptr<Snapshot const> snapshot, dsl::Date date, std::span<StandingRow const> rows);

  std::shared_ptr<Snapshot const> const& snapshot() const { return snapshot_; }
  dsl::Date date() const { return date_; }
  std::size_t size() const { return size_; }
  // How many rules of subjects were evaluated for it.
  std::size_t evaluated() const { return evaluated_; }

  CountsByStatus const& counts(Index rule) const { return rules_[rule].counts; }
  std::shared_ptr<ByConcern const> by_concern(Index column) const;

  // In the order of a sweep.
  class Iterator {
   public:
    using value_type = StandingRow;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(StandingTable const* table, Index rule) : table_(table), rule_(rule) {
      begin_rule();
      skip();
    }
    StandingRow const& operator*() const { return (*chunk_->second)[at_]; }
    StandingRow const* operator->() const { return &**this; }
    Iterator& operator++() {
      ++at_;
      skip();
      return *this;
    }
    Iterator operator++(int) {
      auto const before = *this;
      ++*this;
      return before;
    }
    bool operator==(Iterator const& other) const {
      return rule_ == other.rule_ && chunk_ == other.chunk_ && at_ == other.at_;
    }

   private:
    void begin_rule();
    void skip();

    StandingTable const* table_ = nullptr;
    Index rule_ = 0;
    SharedMap<std::shared_ptr<Chunk const>>::Iterator chunk_{nullptr, nullptr};
    std::size_t at_ = 0;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, static_cast<Index>(rules_.size())}; }

 private:
  friend class TableRefresh;
  StandingTable(StandingTable const& before, std::shared_ptr<Snapshot const> snapshot);
  // The rows of these subjects, ascending, become these.
  void replace(Index rule, std::span<Row const> subjects, std::span<StandingRow const> rows);
  void replace_all(Index rule, std::span<StandingRow const> rows);
  Chunk const& chunk(Index rule, std::int64_t number) const;
  void replace_chunk(Index rule, std::int64_t number, Chunk rows);
  void count(StandingRow const& row, int by);
  static std::int64_t chunk_of(Row subject);

  std::shared_ptr<Snapshot const> snapshot_;
  dsl::Date date_;
  std::vector<RuleRows> rules_;
  std::size_t size_ = 0, evaluated_ = 0;
  mutable std::mutex mutex_;
  mutable std::array<std::shared_ptr<ByConcern>, dsl::most_columns> by_concern_;  // by column; null: not asked for yet
};

// Everything evaluated.
std::shared_ptr<StandingTable const> stand(Program const& program, std::shared_ptr<Snapshot const> snapshot,
                                           dsl::Date date);
// How changed records lead to rows, found out once for a program.
std::shared_ptr<Routes const> make_routes(Program const& program);
// The same for another state of the same rulebook, evaluated only where it may have become otherwise.
std::shared_ptr<StandingTable const> refreshed(Program const& program, Routes const& routes,
                                               StandingTable const& before, std::shared_ptr<Snapshot const> snapshot);
// The difference is what counts as changed.
std::shared_ptr<StandingTable const> refreshed(Program const& program, Routes const& routes,
                                               StandingTable const& before, std::shared_ptr<Snapshot const> snapshot,
                                               SnapshotDifference const& difference);

}  // namespace bylaw::engine
