// What a standing rule's row comes to, by the order in which the language reads its clauses. Works over anything that
// can test a condition and read a date, so that both evaluators share the order and nothing else.
#pragma once
#include <bit>
#include <cstdint>

#include "engine/standing.hpp"

namespace bylaw::engine {

// One bit for each StandingStatus that is possible as far as is known.
class PossibleStatuses {
 public:
  void add(dsl::StandingStatus status) { bits_ |= 1U << static_cast<unsigned>(status); }
  bool is_single() const { return std::has_single_bit(bits_); }
  dsl::StandingStatus status() const {
    return is_single() ? static_cast<dsl::StandingStatus>(std::countr_zero(bits_)) : dsl::StandingStatus::unknown;
  }

 private:
  std::uint32_t bits_ = 0;
};

inline bool is_strict(dsl::Force force) { return force == dsl::Force::must || force == dsl::Force::must_not; }

// The status where the deadline decides: a must is due until it has passed, anything else owes nothing yet.
inline dsl::StandingStatus by_deadline(dsl::Force force, std::optional<dsl::Date> deadline, dsl::Date today) {
  using enum dsl::StandingStatus;
  if (!deadline) return unknown;
  if (today <= *deadline) return is_strict(force) ? due : not_applicable;
  return is_strict(force) ? overdue : unmet;
}

}  // namespace bylaw::engine
