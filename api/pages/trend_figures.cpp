// From figures kept ahead wherever they say enough; from rows for those who see only some of them, or where what was
// chosen is not told by rule, status and first column.
#include "api/pages/trend_figures.hpp"

#include <list>
#include <mutex>

namespace bylaw::api::pages {
namespace {

using Extent = FindingSight::Extent;

// By rule; nothing where what the viewer sees depends on the row.
std::optional<std::vector<Extent>> extents_of(PageCall const& call) {
  std::vector<Extent> extents;
  for (dsl::Index rule = 0; rule < call.rulebook().standing.size(); ++rule) {
    auto const extent = call.sight->extent(call.rulebook(), rule);
    if (!extent) return std::nullopt;
    extents.push_back(*extent);
  }
  return extents;
}

class FigureReader {
 public:
  FigureReader(FindingQuery const& query, std::vector<Extent> const& extents) : query_(query), extents_(extents) {}

  TrendCounts read(engine::DayFigures const& figures) {
    if (!query_.looks_at_first_column()) {
      add(figures.all(), false);
      return counts_;
    }
    for (auto const& [about, cells] : figures.by_first())
      if (query_.keeps_first(static_cast<engine::Row>(about))) add(cells, true);
    return counts_;
  }

 private:
  void add(engine::DayFigures::Cells const& cells, bool by_first) {
    for (auto const& cell : cells) {
      auto const status = static_cast<dsl::StandingStatus>(cell.status);
      auto const extent = extents_[cell.rule];
      bool const seen = extent == Extent::all || (extent == Extent::without_first_column && !by_first);
      if (seen && query_.keeps(cell.rule, status)) counts_[status] += cell.count;
    }
  }

  FindingQuery const& query_;
  std::vector<Extent> const& extents_;
  TrendCounts counts_;
};

Figures figures_on(PageCall const& call, dsl::Date day) {
  auto& service = call.service;
  auto const routes = service.compliance.routes_of(*service.program);
  auto const known = service.figures.find(*service.program, *routes, call.everything, day);
  if (known || !is_quickly_swept(*service.program, *call.everything)) return known;
  auto const made = engine::count_rows(*service.compliance.rows(*service.program, call.everything, day));
  service.figures.keep(made);
  return made;
}

// Going through the rows of a year takes a moment, and what comes of it is small: the last are kept, each for the very
// state, day, filters and caller it was counted for.
class SeenCounts {
 public:
  TrendCounts get(std::shared_ptr<engine::Snapshot const> const& state, std::string const& key, auto const& made) {
    {
      std::lock_guard const guard(mutex_);
      for (auto const& [of, known, counts] : kept_)
        if (known == key && of.lock() == state) return counts;
    }
    auto counts = made();
    std::lock_guard const guard(mutex_);
    kept_.emplace_front(state, key, counts);
    if (kept_.size() > most_seen_counts) kept_.pop_back();
    return counts;
  }

 private:
  static constexpr std::size_t most_seen_counts = 400;
  std::mutex mutex_;
  std::list<std::tuple<std::weak_ptr<engine::Snapshot const>, std::string, TrendCounts>> kept_;
};

TrendCounts count_rows_seen(PageCall const& call, FindingQuery const& query, dsl::Date day) {
  TrendCounts counts;
  if (!call.may(dsl::AccessScope::read_compliance)) return counts;
  auto const all = call.service.compliance.rows(*call.service.program, call.everything, day);
  call.sight->visit(*call.everything, *all, [&](engine::StandingRow const& row) {
    if (query.keeps(row)) ++counts[row.status];
  });
  return counts;
}

}  // namespace

std::optional<TrendCounts> trend_counts(PageCall const& call, FindingQuery const& query, dsl::Date day) {
  auto const extents = call.may(dsl::AccessScope::read_compliance) ? extents_of(call) : std::nullopt;
  if (!extents || !query.is_told_by_first_column()) {
    static SeenCounts memory;
    auto const& caller = call.caller;
    auto const key = address(dsl::to_string(day), query.values()) + '#' + std::to_string(caller.role) + '#' +
                     caller.holder + '#' + caller.token;
    return memory.get(call.everything, key, [&] { return count_rows_seen(call, query, day); });
  }
  auto const figures = figures_on(call, day);
  return figures ? std::optional(FigureReader(query, *extents).read(*figures)) : std::nullopt;
}

}  // namespace bylaw::api::pages
