// What all connections together may hold in bodies and unsent answers. Thread-safe.
#pragma once

#include <atomic>
#include <cstddef>

namespace bylaw::api {

class ByteBudget {
 public:
  explicit ByteBudget(std::size_t most) : most_(most) {}

  // Moves what one holder has from `held` to `wanted` bytes; false, and nothing changes, when that is too much.
  bool change(std::size_t& held, std::size_t wanted) {
    if (wanted == held) return true;
    const auto total = used_.fetch_add(wanted - held, std::memory_order_relaxed) + (wanted - held);
    if (wanted > held && total > most_) {
      used_.fetch_sub(wanted - held, std::memory_order_relaxed);
      return false;
    }
    held = wanted;
    return true;
  }

 private:
  const std::size_t most_;
  std::atomic<std::size_t> used_{0};
};

}  // namespace bylaw::api
