// Row numbers in ascending order, in 16 bytes: up to three of them stand in the list itself, because most values of an
// index have one or two rows, and a step to other memory is what looking them up costs.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "engine/value.hpp"

namespace bylaw::engine {

class RowList {
 public:
  RowList() = default;
  RowList(RowList const& other) : size_(other.size_) {
    if (other.is_long())
      set_many(new std::vector<Row>(*other.many()));
    else
      std::memcpy(words_, other.words_, sizeof words_);
  }
  RowList(RowList&& other) noexcept : size_(std::exchange(other.size_, 0)) {
    std::memcpy(words_, other.words_, sizeof words_);
  }
  RowList& operator=(RowList other) noexcept {
    std::swap(size_, other.size_);
    std::swap(words_, other.words_);
    return *this;
  }
  ~RowList() {
    if (is_long()) delete many();
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::span<Row const> rows() const { return {is_long() ? many()->data() : words_, size_}; }
  Row const* begin() const { return rows().data(); }
  Row const* end() const { return begin() + size_; }

  // A row that is there is not added again. Rows mostly come in ascending order, which costs least.
  void insert(Row row) {
    auto const at = std::ranges::lower_bound(rows(), row) - rows().begin();
    if (at < size_ && begin()[at] == row) return;
    if (is_long()) {
      many()->insert(many()->begin() + at, row);
    } else if (size_ == most) {
      auto all = std::make_unique<std::vector<Row>>(begin(), end());
      all->insert(all->begin() + at, row);
      set_many(all.release());
    } else {
      std::copy_backward(words_ + at, words_ + size_, words_ + size_ + 1);
      words_[at] = row;
    }
    ++size_;
  }
  void remove(Row row) {
    auto const at = std::ranges::lower_bound(rows(), row) - rows().begin();
    if (at == size_ || begin()[at] != row) return;
    if (!is_long()) {
      std::copy(words_ + at + 1, words_ + size_, words_ + at);
    } else {
      many()->erase(many()->begin() + at);
      if (size_ == most + 1) {
        std::unique_ptr<std::vector<Row>> const all(many());
        std::ranges::copy(*all, words_);
      }
    }
    --size_;
  }

 private:
  static constexpr std::uint32_t most = 3;  // in the list itself

  bool is_long() const { return size_ > most; }
  std::vector<Row>* many() const {
    std::vector<Row>* pointer = nullptr;
    std::memcpy(&pointer, words_ + 1, sizeof pointer);
    return pointer;
  }
  void set_many(std::vector<Row>* pointer) { std::memcpy(words_ + 1, &pointer, sizeof pointer); }

  std::uint32_t size_ = 0;
  Row words_[most]{};  // the rows, or from the second word on where they are
};
static_assert(sizeof(RowList) == 16);

}  // namespace bylaw::engine
