// The trend: how many findings had which status month by month, as a table, a picture of it and a sentence.
#include <algorithm>

#include "api/compliance/figures_keeper.hpp"
#include "api/pages/site.hpp"
#include "api/pages/trend_figures.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

using Counts = TrendCounts;

constexpr int bar_height = 200, bar_width = 36, bar_gap = 12;

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

// The first letters of its name, none of them cut through.
std::string short_month(PageCall const& call, dsl::Date day) {
  auto const name = call.texts().get("month." + std::to_string(dsl::split(day).month));
  std::size_t end = 0;
  for (int letters = 0; end < name.size() && letters < 3; ++letters)
    do ++end;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80);
  return name.substr(0, end);
}

Model month_model(PageCall const& call, dsl::Date day, std::optional<Counts> const& known, int position) {
  auto const& counts = known ? *known : Counts{};
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
                {"known", known.has_value()},
                {"cells", cells},
                {"bars", bars},
                {"x", std::to_string(x)},
                {"middle", std::to_string(x + bar_width / 2)},
                {"month", short_month(call, day)}});
}

}  // namespace

HttpResponse trend_page(PageCall const& call) {
  if (call.rulebook().columns.empty()) return not_found_page(call);
  FindingQuery const query(call);
  Words const words(*call.snapshot, call.language);
  auto const days = trend_days(call.day());
  List lines, heads;
  std::vector<std::optional<Counts>> counts;
  for (auto const day : days) {
    counts.push_back(trend_counts(call, query, day));
    lines.push_back(month_model(call, day, counts.back(), static_cast<int>(counts.size() - 1)));
  }
  for (auto const status : shown_statuses())
    heads.push_back(
        model({{"status", call.texts().get("finding." + status_name(status))}, {"tone", status_name(status)}}));
  using enum dsl::StandingStatus;
  Model values = model({{"lines", lines}, {"heads", heads}, {"status_count", std::to_string(heads.size())}});
  bool const complete = std::ranges::all_of(counts, &std::optional<Counts>::has_value);
  values.set("complete", complete);
  values.set("again", address("/dashboard/trend", query.values()));
  values.set("sentence", complete ? call.texts().with("trend.sentence", {{"first", share(*counts.front(), met)},
                                                                         {"first_day", words.date(days.front())},
                                                                         {"last", share(*counts.back(), met)},
                                                                         {"last_day", words.date(days.back())}})
                                  : call.texts().get("trend.working"));
  values.set("width", std::to_string(static_cast<int>(days.size()) * (bar_width + bar_gap)));
  set_dashboard_frame(call, query, "/dashboard/trend", values);
  auto programs = query.for_programs();
  std::erase_if(programs, [](auto const& one) { return one.first == "on"; });
  programs.emplace_back("from", dsl::to_string(days.front()));
  programs.emplace_back("to", dsl::to_string(days.back()));
  values.set("json", address("/v1/compliance/history", programs));
  return page(call, "trend",
              {call.texts().get("dashboard.trend.title"), {{call.texts().get("nav.dashboard"), "/dashboard"}}},
              std::move(values));
}

}  // namespace bylaw::api::pages
