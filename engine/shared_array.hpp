// An array in pages whose copies share the pages that neither has changed.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace bylaw::engine {

// Reading is safe from any thread; while an array is changed, no other may be copied from it, and those it was copied
// from must stay.
template <class T>
class SharedArray {
 public:
  std::size_t size() const { return size_; }
  T const& operator[](std::size_t index) const { return (*pages_[index >> bits])[index % length]; }

  void resize(std::size_t size) {
    size_ = size;
    while (pages_.size() * length < size) pages_.push_back(std::make_shared<Page>());
  }
  T& edit(std::size_t index) {
    auto& page = pages_[index >> bits];
    if (page.use_count() > 1) page = std::make_shared<Page>(*page);
    return (*page)[index % length];
  }
  // Calls visit(begin, end) for the stretches that two arrays do not share; what is in them may still be equal. The end
  // may lie behind either's size.
  template <class Visit>
  static void differing(SharedArray const& a, SharedArray const& b, Visit visit) {
    for (std::size_t page = 0; page < std::max(a.pages_.size(), b.pages_.size()); ++page) {
      bool const shared = page < a.pages_.size() && page < b.pages_.size() && a.pages_[page] == b.pages_[page];
      if (!shared) visit(page * length, (page + 1) * length);
    }
  }

 private:
  static constexpr std::size_t bits = 10, length = std::size_t{1} << bits;
  using Page = std::array<T, length>;

  std::vector<std::shared_ptr<Page>> pages_;
  std::size_t size_ = 0;
};

}  // namespace bylaw::engine
