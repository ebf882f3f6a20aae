#include "api/ulid.hpp"

#include <sys/random.h>

#include <stdexcept>

namespace bylaw::api {
namespace {

std::uint64_t random_bits() {
  std::uint64_t bits = 0;
  if (getrandom(&bits, sizeof bits, 0) != sizeof bits) throw std::runtime_error("The system gives no random numbers.");
  return bits;
}

std::string encode(std::uint64_t milliseconds, std::uint64_t high, std::uint64_t low) {
  static constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string text(26, '0');
  for (std::size_t i = 0; i < 10; ++i) text[9 - i] = alphabet[milliseconds >> (5 * i) & 31];
  for (std::size_t i = 0; i < 16; ++i) {
    text[25 - i] = alphabet[low & 31];
    low = low >> 5 | high << 59;
    high >>= 5;
  }
  return text;
}

}  // namespace

std::string UlidSource::next(std::uint64_t milliseconds_since_1970) {
  std::lock_guard const lock(mutex_);
  if (milliseconds_since_1970 > milliseconds_) {
    milliseconds_ = milliseconds_since_1970;
    high_ = random_bits() & 0x7FFF;  // the top bit is left free for counting on
    low_ = random_bits();
  } else if (++low_ == 0) {
    ++high_;
  }
  return encode(milliseconds_, high_, low_);
}

}  // namespace bylaw::api
