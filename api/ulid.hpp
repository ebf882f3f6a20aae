// Identifiers that sort by the time they were made: 48 bits of milliseconds, 80 random bits, as 26 characters of
// Crockford's base 32. Within one process each is greater than the one before, whatever the clock does.
#pragma once
#include <cstdint>
#include <mutex>
#include <string>

namespace bylaw::api {

class UlidSource {
 public:
  // Any thread.
  std::string next(std::uint64_t milliseconds_since_1970);

 private:
  std::mutex mutex_;
  std::uint64_t milliseconds_ = 0;
  std::uint64_t high_ = 0;  // 16 bits used
  std::uint64_t low_ = 0;
};

}  // namespace bylaw::api
