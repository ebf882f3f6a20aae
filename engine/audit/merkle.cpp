#include "engine/audit/merkle.hpp"

#include <bit>

namespace bylaw::audit {
namespace {

// The largest power of two below a width of at least two: where RFC 6962 splits a tree.
std::uint64_t split(std::uint64_t width) { return std::bit_floor(width - 1); }

// Over the leaves [begin, end); `begin` is where a subtree of such a width can begin.
Hash subtree(std::uint64_t begin, std::uint64_t end, NodeSource const& nodes) {
  auto const width = end - begin;
  if (std::has_single_bit(width)) {
    auto const level = static_cast<unsigned>(std::countr_zero(width));
    return nodes(level, begin >> level);
  }
  auto const middle = begin + split(width);
  return node_hash(subtree(begin, middle, nodes), subtree(middle, end, nodes));
}

void add_path(Proof& proof, std::uint64_t entry, std::uint64_t begin, std::uint64_t end, NodeSource const& nodes) {
  if (end - begin == 1) return;
  auto const middle = begin + split(end - begin);
  if (entry < middle) {
    add_path(proof, entry, begin, middle, nodes);
    proof.push_back(subtree(middle, end, nodes));
  } else {
    add_path(proof, entry, middle, end, nodes);
    proof.push_back(subtree(begin, middle, nodes));
  }
}

// `known`: whether the verifier has the root of [begin, from) already.
void add_continuation(Proof& proof, std::uint64_t from, std::uint64_t begin, std::uint64_t end, bool known,
                      NodeSource const& nodes) {
  if (from == end) {
    if (!known) proof.push_back(subtree(begin, end, nodes));
    return;
  }
  auto const middle = begin + split(end - begin);
  if (from <= middle) {
    add_continuation(proof, from, begin, middle, known, nodes);
    proof.push_back(subtree(middle, end, nodes));
  } else {
    add_continuation(proof, from, middle, end, false, nodes);
    proof.push_back(subtree(begin, middle, nodes));
  }
}

}  // namespace

std::vector<Hash> Frontier::append(Hash const& leaf) {
  std::vector<Hash> completed = {leaf};
  for (auto left = size_; left & 1; left >>= 1) {
    completed.push_back(node_hash(peaks_.back(), completed.back()));
    peaks_.pop_back();
  }
  peaks_.push_back(completed.back());
  ++size_;
  return completed;
}

Hash Frontier::root() const {
  if (peaks_.empty()) return empty_root();
  auto root = peaks_.back();
  for (auto i = peaks_.size() - 1; i > 0; --i) root = node_hash(peaks_[i - 1], root);
  return root;
}

Frontier frontier_of(std::uint64_t size, NodeSource const& nodes) {
  std::vector<Hash> peaks;
  std::uint64_t begin = 0;
  while (begin < size) {
    auto const width = std::bit_floor(size - begin);
    peaks.push_back(subtree(begin, begin + width, nodes));
    begin += width;
  }
  return {size, std::move(peaks)};
}

Hash root_of(std::uint64_t size, NodeSource const& nodes) { return frontier_of(size, nodes).root(); }

Proof inclusion_proof(std::uint64_t entry, std::uint64_t size, NodeSource const& nodes) {
  Proof proof;
  add_path(proof, entry, 0, size, nodes);
  return proof;
}

Proof consistency_proof(std::uint64_t from, std::uint64_t to, NodeSource const& nodes) {
  Proof proof;
  if (from < to) add_continuation(proof, from, 0, to, true, nodes);
  return proof;
}

// RFC 9162, 2.1.3.2.
bool proves_inclusion(Proof const& proof, Hash const& leaf, std::uint64_t entry, std::uint64_t size, Hash const& root) {
  if (entry >= size) return false;
  auto here = entry, last = size - 1;
  auto hash = leaf;
  for (auto const& sibling : proof) {
    if (last == 0) return false;
    if ((here & 1) || here == last) {
      hash = node_hash(sibling, hash);
      while (!(here & 1) && here != 0) here >>= 1, last >>= 1;
    } else {
      hash = node_hash(hash, sibling);
    }
    here >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

// RFC 9162, 2.1.4.2.
bool proves_consistency(Proof const& proof, std::uint64_t from, Hash const& from_root, std::uint64_t to,
                        Hash const& to_root) {
  if (from == 0 || from > to) return false;
  if (from == to) return proof.empty() && from_root == to_root;
  auto path = proof;
  if (std::has_single_bit(from)) path.insert(path.begin(), from_root);
  if (path.empty()) return false;
  auto here = from - 1, last = to - 1;
  while (here & 1) here >>= 1, last >>= 1;
  auto earlier = path.front(), later = path.front();
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (last == 0) return false;
    if ((here & 1) || here == last) {
      earlier = node_hash(path[i], earlier);
      later = node_hash(path[i], later);
      while (!(here & 1) && here != 0) here >>= 1, last >>= 1;
    } else {
      later = node_hash(later, path[i]);
    }
    here >>= 1;
    last >>= 1;
  }
  return last == 0 && earlier == from_root && later == to_root;
}

}  // namespace bylaw::audit
