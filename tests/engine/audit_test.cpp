// The log's hashes, proofs and signatures, held against published figures and against every tree up to a size.
#include <gmock/gmock.h>

#include <bit>

#include "engine/audit/checkpoint.hpp"
#include "engine/audit/entry.hpp"
#include "engine/audit/merkle.hpp"

namespace bylaw::audit {
namespace {

std::string from_hex(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
  return bytes;
}

// The leaves and roots that the implementations of Certificate Transparency test themselves with.
std::vector<std::string> const published_leaves = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
std::vector<std::string> const published_roots = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                                  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                                  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                                  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                                  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                                  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                                  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                                  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

// A log in memory that keeps its nodes as the store does: with the leaf that completes them.
class Tree {
 public:
  void add(std::string const& leaf) {
    leaves_.push_back(leaf_hash(leaf));
    nodes_.push_back(frontier_.append(leaves_.back()));
    roots_.push_back(frontier_.root());
  }
  NodeSource nodes() const {
    return [this](unsigned level, std::uint64_t index) { return nodes_.at(((index + 1) << level) - 1).at(level); };
  }
  Hash const& leaf(std::uint64_t entry) const { return leaves_.at(entry); }
  Hash const& root(std::uint64_t size) const { return roots_.at(size - 1); }

 private:
  Frontier frontier_;
  std::vector<Hash> leaves_, roots_;
  std::vector<std::vector<Hash>> nodes_;
};

Tree published_tree() {
  Tree tree;
  for (auto const& leaf : published_leaves) tree.add(from_hex(leaf));
  return tree;
}

std::vector<std::string> hexes(Proof const& proof) {
  std::vector<std::string> texts;
  for (auto const& hash : proof) texts.push_back(hex(bytes_of(hash)));
  return texts;
}

TEST(Merkle, HasThePublishedRoots) {
  EXPECT_EQ(hex(bytes_of(empty_root())), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  auto const tree = published_tree();
  for (std::size_t size = 1; size <= published_roots.size(); ++size) {
    EXPECT_EQ(hex(bytes_of(tree.root(size))), published_roots[size - 1]) << size;
    EXPECT_EQ(hex(bytes_of(root_of(size, tree.nodes()))), published_roots[size - 1]) << size;
  }
}

TEST(Merkle, GivesThePublishedProofs) {
  auto const tree = published_tree();
  EXPECT_THAT(hexes(inclusion_proof(0, 8, tree.nodes())),
              testing::ElementsAre("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                   "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                   "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
  EXPECT_THAT(hexes(consistency_proof(6, 8, tree.nodes())),
              testing::ElementsAre("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                   "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                   "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
}

TEST(Merkle, ProvesInclusionOfEveryEntryAndOfNoOther) {
  Tree tree;
  for (int i = 0; i < 65; ++i) tree.add("leaf " + std::to_string(i));
  for (std::uint64_t size = 1; size <= 65; ++size) {
    for (std::uint64_t entry = 0; entry < size; ++entry) {
      auto const proof = inclusion_proof(entry, size, tree.nodes());
      EXPECT_LE(proof.size(), static_cast<std::size_t>(std::bit_width(size - 1)));
      EXPECT_TRUE(proves_inclusion(proof, tree.leaf(entry), entry, size, tree.root(size)));
      EXPECT_FALSE(proves_inclusion(proof, tree.leaf((entry + 1) % 65), entry, size, tree.root(size)));
      EXPECT_FALSE(size > 1 && proves_inclusion(proof, tree.leaf(entry), (entry + 1) % size, size, tree.root(size)));
      EXPECT_FALSE(size > 1 && proves_inclusion(proof, tree.leaf(entry), entry, size, tree.root(size - 1)));
    }
  }
}

TEST(Merkle, ProvesThatATreeContinuesAnEarlierOneAndNoFork) {
  Tree tree, fork;
  for (int i = 0; i < 40; ++i) {
    tree.add("leaf " + std::to_string(i));
    fork.add(i == 3 ? "forged" : "leaf " + std::to_string(i));
  }
  for (std::uint64_t to = 1; to <= 40; ++to) {
    for (std::uint64_t from = 1; from <= to; ++from) {
      auto const proof = consistency_proof(from, to, tree.nodes());
      EXPECT_TRUE(proves_consistency(proof, from, tree.root(from), to, tree.root(to)));
      if (to <= 3) continue;
      EXPECT_FALSE(proves_consistency(proof, from, tree.root(from), to, fork.root(to)));
      EXPECT_FALSE(from > 3 && proves_consistency(consistency_proof(from, to, fork.nodes()), from, tree.root(from), to,
                                                  fork.root(to)));
    }
  }
}

TEST(Checkpoint, IsASignedNoteThatOnlyItsKeyOpens) {
  auto const key = SigningKey::make("bylaw/test");
  Checkpoint const checkpoint{"bylaw/test", 8, *hash_of_bytes(from_hex(published_roots[7]))};
  auto const note = key.sign(checkpoint);
  EXPECT_TRUE(note.starts_with("bylaw/test\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n\u2014 bylaw/test "))
      << note;
  EXPECT_EQ(key.public_key().open(note), checkpoint);
  EXPECT_FALSE(SigningKey::make("bylaw/test").public_key().open(note));
  for (std::size_t i = 0; i < note.size() - 1; ++i) {
    auto changed = note;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_NE(key.public_key().open(changed), checkpoint) << i;
  }
}

// The example of the Go library that the form of keys and notes comes from.
TEST(Checkpoint, ReadsWhatOthersSign) {
  auto const key = PublicKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  ASSERT_TRUE(key);
  EXPECT_EQ(key->text(), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  EXPECT_FALSE(PublicKey::parse("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
  auto const secret =
      SigningKey::parse("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
  ASSERT_TRUE(secret);
  EXPECT_EQ(secret->public_key(), *key);
  EXPECT_EQ(secret->text(), "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
}

TEST(Entry, HasOtherBytesWhateverIsOther) {
  Entry const entry{7, "change", {std::int64_t{3}, "2024", "book"}, {{"key", "b-1", Salt{1, 2, 3}, {}}}};
  std::vector<Entry> others(7, entry);
  others[0].number = 8;
  others[1].kind = "event";
  others[2].values[0] = std::int64_t{4};
  others[3].values = {std::int64_t{3}, "202", "4book"};
  others[4].values[2] = {};
  others[5].parts[0].text = "b-2";
  others[6].parts[0].salt[15] = 1;
  for (auto const& other : others) EXPECT_NE(leaf_of(other), leaf_of(entry));
}

TEST(Entry, StaysTheSameWhenAPartIsErased) {
  Entry const entry{7, "change", {std::int64_t{3}}, {{"key", "b-1", Salt{1, 2, 3}, {}}}};
  auto erased = entry;
  erased.parts[0] = {"key", {}, {}, entry.parts[0].committed()};
  EXPECT_EQ(leaf_of(erased), leaf_of(entry));
}

}  // namespace
}  // namespace bylaw::audit
