// A map from small whole numbers (rows, symbols) whose copies share what they have in common: a tree of 32 ways, of
// which a change copies only the path it takes. Copying costs one pointer, however much it holds.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <vector>

namespace bylaw::engine {

// Keys are not negative. Reading is safe from any thread; while a map is changed, no other may be copied from it, and
// those it was copied from must stay.
template <class T>
class SharedMap {
 public:
  struct Entry {
    std::int64_t first = 0;
    T second{};
  };

  class Iterator {
   public:
    Iterator(SharedMap const* map, Entry const* entry) : map_(map), entry_(entry) {}
    Entry const& operator*() const { return *entry_; }
    Entry const* operator->() const { return entry_; }
    Iterator& operator++() {
      entry_ = map_->next(map_->root_.get(), map_->height_, entry_->first + 1);
      return *this;
    }
    bool operator==(Iterator const& other) const { return entry_ == other.entry_; }

   private:
    SharedMap const* map_;
    Entry const* entry_;
  };

  std::size_t size() const { return size_; }
  // In the order of the keys.
  Iterator begin() const { return {this, next(root_.get(), height_, 0)}; }
  Iterator end() const { return {this, nullptr}; }
  Iterator find(std::int64_t key) const { return {this, entry(key)}; }
  bool contains(std::int64_t key) const { return entry(key) != nullptr; }
  T const& at(std::int64_t key) const {
    auto const* found = entry(key);
    if (!found) throw std::out_of_range("SharedMap::at");
    return found->second;
  }

  // The value, to be changed; a new one where there was none.
  T& edit(std::int64_t key) {
    while (key >> (bits * (height_ + 1)) != 0) grow();
    auto* slot = &root_;
    for (auto level = height_; level > 0; --level) slot = &own<Inner>(*slot).children[digit(key, level)];
    auto& leaf = own<Leaf>(*slot);
    auto const at = leaf.position(key);
    if (!leaf.has(key)) {
      leaf.mask |= Leaf::flag(key);
      leaf.entries.insert(leaf.entries.begin() + static_cast<std::ptrdiff_t>(at), Entry{key, {}});
      ++size_;
    }
    return leaf.entries[at].second;
  }

  void erase(std::int64_t key) {
    if (!contains(key)) return;
    auto* slot = &root_;
    for (auto level = height_; level > 0; --level) slot = &own<Inner>(*slot).children[digit(key, level)];
    auto& leaf = own<Leaf>(*slot);
    leaf.entries.erase(leaf.entries.begin() + static_cast<std::ptrdiff_t>(leaf.position(key)));
    leaf.mask &= ~Leaf::flag(key);
    --size_;
  }

  // Calls visit(key, value in a or null, value in b or null) for what is in the parts that two maps do not share: all
  // that differs, and some of what is equal. Costs what has changed, however much the maps hold.
  template <class Visit>
  static void differing(SharedMap const& a, SharedMap const& b, Visit visit) {
    compare(a.root_.get(), a.height_, b.root_.get(), b.height_, 0, visit);
  }

 private:
  static constexpr unsigned bits = 5, ways = 1u << bits;

  struct Node {};
  struct Inner : Node {
    std::array<std::shared_ptr<Node>, ways> children;
  };
  // Only the entries that are there, in order; a bit for each says which.
  struct Leaf : Node {
    std::uint32_t mask = 0;
    std::vector<Entry> entries;

    static std::uint32_t flag(std::int64_t key) { return 1u << digit(key, 0); }
    bool has(std::int64_t key) const { return (mask & flag(key)) != 0; }
    std::size_t position(std::int64_t key) const {
      return ones(mask & (flag(key) - 1));
    }
  };

  // Without the call that std::popcount is where the processor is not known to count by itself.
  static std::size_t ones(std::uint32_t bits_set) {
    bits_set -= (bits_set >> 1) & 0x5555'5555u;
    bits_set = (bits_set & 0x3333'3333u) + ((bits_set >> 2) & 0x3333'3333u);
    return (((bits_set + (bits_set >> 4)) & 0x0F0F'0F0Fu) * 0x0101'0101u) >> 24;
  }

  static unsigned digit(std::int64_t key, unsigned level) {
    return static_cast<unsigned>(key >> (bits * level)) % ways;
  }

  Entry const* entry(std::int64_t key) const {
    if (!root_ || key >> (bits * (height_ + 1)) != 0) return nullptr;
    auto const* node = root_.get();
    for (auto level = height_; level > 0 && node; --level) {
      node = static_cast<Inner const*>(node)->children[digit(key, level)].get();
    }
    auto const* leaf = static_cast<Leaf const*>(node);
    return leaf && leaf->has(key) ? &leaf->entries[leaf->position(key)] : nullptr;
  }

  // The first entry below `node` whose key is not less than `key`.
  static Entry const* next(Node const* node, unsigned level, std::int64_t key) {
    if (!node || key >> (bits * (level + 1)) != 0) return nullptr;
    if (level == 0) {
      auto const& leaf = static_cast<Leaf const&>(*node);
      auto const at = leaf.position(key);
      return at < leaf.entries.size() ? &leaf.entries[at] : nullptr;
    }
    auto const& children = static_cast<Inner const*>(node)->children;
    auto below = key & ((std::int64_t{1} << (bits * level)) - 1);
    for (auto child = digit(key, level); child < ways; ++child, below = 0) {
      if (auto const* found = next(children[child].get(), level - 1, below)) return found;
    }
    return nullptr;
  }

  // A tree that is less high stands where the first child of a higher one would.
  template <class Visit>
  static void compare(Node const* a, unsigned a_height, Node const* b, unsigned b_height, std::int64_t base,
                      Visit& visit) {
    if (a == b) return;
    auto const height = std::max(a_height, b_height);
    if (height == 0) return compare_leaves(static_cast<Leaf const*>(a), static_cast<Leaf const*>(b), base, visit);
    auto const child = [&](Node const* node, unsigned own, unsigned at) -> Node const* {
      if (own < height) return at == 0 ? node : nullptr;
      return node ? static_cast<Inner const*>(node)->children[at].get() : nullptr;
    };
    auto const below = [&](unsigned own) { return own < height ? own : height - 1; };
    for (unsigned at = 0; at < ways; ++at)
      compare(child(a, a_height, at), at == 0 ? below(a_height) : height - 1, child(b, b_height, at),
              at == 0 ? below(b_height) : height - 1, base + (std::int64_t{at} << (bits * height)), visit);
  }

  template <class Visit>
  static void compare_leaves(Leaf const* a, Leaf const* b, std::int64_t base, Visit& visit) {
    auto const in = [](Leaf const* leaf, std::int64_t key) -> T const* {
      return leaf && leaf->has(key) ? &leaf->entries[leaf->position(key)].second : nullptr;
    };
    for (auto key = base; key < base + ways; ++key) {
      auto const *left = in(a, key), *right = in(b, key);
      if (left || right) visit(key, left, right);
    }
  }

  void grow() {
    if (root_) {
      auto above = std::make_shared<Inner>();
      above->children[0] = std::move(root_);
      root_ = std::move(above);
    }
    ++height_;
  }

  // A node that is ours alone, made or copied where it is not.
  template <class N>
  static N& own(std::shared_ptr<Node>& slot) {
    if (!slot) {
      slot = std::make_shared<N>();
    } else if (slot.use_count() > 1) {
      slot = std::make_shared<N>(static_cast<N const&>(*slot));
    }
    return static_cast<N&>(*slot);
  }

  std::shared_ptr<Node> root_;
  unsigned height_ = 0;  // levels above the leaves
  std::size_t size_ = 0;
};

}  // namespace bylaw::engine
