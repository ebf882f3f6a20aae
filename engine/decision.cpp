#include "engine/decision.hpp"

#include <array>
#include <cstddef>

namespace bylaw::engine {

std::string_view to_string(Outcome outcome) {
  static constexpr std::array<std::string_view, 11> names{
      "breach",           "not_permitted", "action_required", "undetermined", "pending", "missed",
      "action_requested", "refer",         "discouraged",     "advice",       "clear"};
  return names[static_cast<std::size_t>(outcome)];
}

std::string_view to_string(Status status) {
  static constexpr std::array<std::string_view, 12> names{"prohibited", "outstanding",  "pending",        "satisfied",
                                                          "late",       "discouraged",  "advised",        "permitted",
                                                          "refer",      "undetermined", "not_applicable", "lifted"};
  return names[static_cast<std::size_t>(status)];
}

}  // namespace bylaw::engine
