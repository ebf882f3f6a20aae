#include "dsl/syntax.hpp"

#include <algorithm>
#include <array>

namespace bylaw::dsl::syntax {

Span span_of(Expression const& expression) {
  return std::visit([](Node const& node) { return node.span; }, expression.value);
}

namespace {

constexpr std::array<std::string_view, 7> standing_statuses = {"met",     "unmet", "due",           "overdue",
                                                               "unknown", "refer", "not_applicable"};

}  // namespace

std::optional<StandingStatus> standing_status(std::string_view word) {
  auto const found = std::ranges::find(standing_statuses, word);
  if (found == standing_statuses.end()) return {};
  return static_cast<StandingStatus>(found - standing_statuses.begin());
}

std::string_view to_string(StandingStatus status) { return standing_statuses[static_cast<std::size_t>(status)]; }

}  // namespace bylaw::dsl::syntax
