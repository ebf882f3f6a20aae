// The trend: how many findings had which status month by month, as a table, a picture of it and a sentence.
#include <list>
#include <map>
#include <mutex>

#include "api/pages/site.hpp"
#include "api/pages/standing_model.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

using Counts = std::map<dsl::StandingStatus, std::size_t>;

constexpr std::size_t months = 12, most_kept = 400;
constexpr int bar_height = 200, bar_width = 36, bar_gap = 12;

// Sweeps of a whole year are dear, and their sums are small: the sums are kept.
class TrendMemory {
 public:
  Counts counts(std::shared_ptr<engine::Snapshot const> const& state, std::string const& key, auto const& made) {
    {
      std::lock_guard const guard(mutex_);
      for (auto const& [of, known, counts] : kept_)
        if (known == key && of.lock() == state) return counts;
    }
    auto counts = made();
    std::lock_guard const guard(mutex_);
    kept_.emplace_front(state, key, counts);
    if (kept_.size() > most_kept) kept_.pop_back();
    return counts;
  }

 private:
  std::mutex mutex_;
  std::list<std::tuple<std::weak_ptr<engine::Snapshot const>, std::string, Counts>> kept_;
};

Counts counts_on(PageCall const& call, FindingQuery const& query, dsl::Date day) {
  static TrendMemory memory;
  auto const key =
      address(dsl::to_string(day), query.values()) + '#' + std::to_string(call.caller.role) + '#' + call.caller.holder;
  return memory.counts(call.everything, key, [&] {
    Counts counts;
    auto const all = call.findings(day);  // held while it is gone through
    for (auto const& row : *all)
      if (query.keeps(row)) ++counts[row.status];
    return counts;
  });
}

std::size_t total_of(Counts const& counts) {
  std::size_t total = 0;
  for (auto const& [status, count] : counts) total += count;
  return total;
}

std::string share(Counts const& counts, dsl::StandingStatus status) {
  auto const total = total_of(counts);
  auto const found = counts.find(status);
  auto const part = found == counts.end() ? 0 : found->second;
  return std::to_string(total ? (part * 100 + total / 2) / total : 0);
}

Model month_model(PageCall const& call, dsl::Date day, Counts const& counts, int position) {
  Words const words(*call.snapshot, call.language);
  auto const total = std::max<std::size_t>(total_of(counts), 1);
  List cells, bars;
  int top = bar_height;
  for (auto const status : shown_statuses()) {
    auto const found = counts.find(status);
    auto const count = found == counts.end() ? 0 : found->second;
    cells.push_back(model({{"count", call.texts().number(count)}}));
  }
  // Met at the foot, so that its growth is seen.
  for (auto status = shown_statuses().rbegin(); status != shown_statuses().rend(); ++status) {
    auto const found = counts.find(*status);
    auto const height = static_cast<int>((found == counts.end() ? 0 : found->second) * bar_height / total);
    top -= height;
    bars.push_back(
        model({{"tone", status_name(*status)}, {"y", std::to_string(top)}, {"height", std::to_string(height)}}));
  }
  auto const x = position * (bar_width + bar_gap);
  return model({{"day", words.date(day)},
                {"cells", cells},
                {"bars", bars},
                {"x", std::to_string(x)},
                {"middle", std::to_string(x + bar_width / 2)},
                {"month", call.texts().get("month." + std::to_string(dsl::split(day).month)).substr(0, 3)}});
}

}  // namespace

HttpResponse trend_page(PageCall const& call) {
  if (call.rulebook().columns.empty()) return not_found_page(call);
  FindingQuery const query(call);
  Words const words(*call.snapshot, call.language);
  auto const last = call.day();
  List lines, heads;
  Counts first_counts, last_counts;
  dsl::Date first = last;
  for (std::size_t i = 0; i <= months; ++i) {
    auto const back = static_cast<std::int32_t>(months - i);
    auto const day = dsl::add(last, dsl::Duration{-back, 0}).value_or(last);
    last_counts = counts_on(call, query, day);
    if (i == 0) first = day, first_counts = last_counts;
    lines.push_back(month_model(call, day, last_counts, static_cast<int>(i)));
  }
  for (auto const status : shown_statuses())
    heads.push_back(
        model({{"status", call.texts().get("finding." + status_name(status))}, {"tone", status_name(status)}}));
  using enum dsl::StandingStatus;
  Model values = model({{"lines", lines}, {"heads", heads}});
  values.set("sentence", call.texts().with("trend.sentence", {{"first", share(first_counts, met)},
                                                              {"first_day", words.date(first)},
                                                              {"last", share(last_counts, met)},
                                                              {"last_day", words.date(last)}}));
  values.set("width", std::to_string((months + 1) * (bar_width + bar_gap)));
  set_dashboard_frame(call, query, "/dashboard/trend", values);
  auto programs = query.for_programs();
  std::erase_if(programs, [](auto const& one) { return one.first == "on"; });
  programs.emplace_back("from", dsl::to_string(first));
  programs.emplace_back("to", dsl::to_string(last));
  values.set("json", address("/v1/compliance/history", programs));
  return page(call, "trend",
              {call.texts().get("dashboard.trend.title"), {{call.texts().get("nav.dashboard"), "/dashboard"}}},
              std::move(values));
}

}  // namespace bylaw::api::pages
