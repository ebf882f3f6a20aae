// Amounts that are exact in any currency: 128 bits, fine enough for every rate and every minor unit, so that converting
// rounds nothing. An overflow is no amount.
#pragma once
#include <cstdint>
#include <optional>

#include "dsl/values.hpp"

namespace bylaw::engine {

__extension__ typedef __int128 Wide;

// `minor` units of `currency`, worth `rate` of `base` each, as the base currency's minor units / 10^13.
inline std::optional<Wide> widen(std::int64_t minor, dsl::Currency currency, std::int64_t rate, dsl::Currency base) {
  constexpr int most_digits = 4;
  Wide amount = 0;
  if (__builtin_mul_overflow(static_cast<Wide>(minor), static_cast<Wide>(rate), &amount)) return std::nullopt;
  for (int i = dsl::minor_digits(base) + most_digits - dsl::minor_digits(currency); i > 0; --i)
    if (__builtin_mul_overflow(amount, static_cast<Wide>(10), &amount)) return std::nullopt;
  return amount;
}

}  // namespace bylaw::engine
