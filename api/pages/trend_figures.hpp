// What the trend counts on one of its days, for its viewer and as it is narrowed.
#pragma once
#include <map>
#include <optional>

#include "api/pages/standing_model.hpp"

namespace bylaw::api::pages {

using TrendCounts = std::map<dsl::StandingStatus, std::size_t>;

// Nothing where it would take too long to wait for: then it is being worked out.
std::optional<TrendCounts> trend_counts(PageCall const& call, FindingQuery const& query, dsl::Date day);

}  // namespace bylaw::api::pages
