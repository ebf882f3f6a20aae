// The Merkle tree of RFC 6962 (RFC 9162, section 2.1): its root from an append-only frontier, proofs that an entry is
// in it and that a later tree continues an earlier one, and their verification. Pure; hashes of complete subtrees come
// from whoever stores them.
#pragma once
#include <functional>
#include <vector>

#include "engine/audit/hash.hpp"

namespace bylaw::audit {

using Proof = std::vector<Hash>;

// The roots of the complete subtrees that a tree of this size consists of: all that appending needs.
class Frontier {
 public:
  Frontier() = default;
  Frontier(std::uint64_t size, std::vector<Hash> peaks) : size_(size), peaks_(std::move(peaks)) {}

  std::uint64_t size() const { return size_; }
  // The roots of all complete subtrees that end with this leaf: its own hash first, then twice as wide each.
  std::vector<Hash> append(Hash const& leaf);
  Hash root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> peaks_;  // largest subtree first
};

// The root of the complete subtree over the leaves [index << level, (index + 1) << level).
using NodeSource = std::function<Hash(unsigned level, std::uint64_t index)>;

Frontier frontier_of(std::uint64_t size, NodeSource const& nodes);
Hash root_of(std::uint64_t size, NodeSource const& nodes);
// For entry < size; for 0 < from <= to.
Proof inclusion_proof(std::uint64_t entry, std::uint64_t size, NodeSource const& nodes);
Proof consistency_proof(std::uint64_t from, std::uint64_t to, NodeSource const& nodes);

bool proves_inclusion(Proof const& proof, Hash const& leaf, std::uint64_t entry, std::uint64_t size, Hash const& root);
bool proves_consistency(Proof const& proof, std::uint64_t from, Hash const& from_root, std::uint64_t to,
                        Hash const& to_root);

}  // namespace bylaw::audit
