// Texts numbered in the order in which they come, each once, in little more memory than they have letters: millions of
// keys and names stay in memory by this. A text keeps its number and its place.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace bylaw::engine {

class TextTable {
 public:
  using Number = std::uint32_t;

  // For find() and add() with the same text in several tables.
  static std::uint64_t hash(std::string_view text);

  Number size() const { return static_cast<Number>(starts_.size()); }
  std::optional<Number> find(std::string_view text) const { return size() ? find(text, hash(text)) : std::nullopt; }
  std::optional<Number> find(std::string_view text, std::uint64_t hash) const;
  // Its number, and whether it is new.
  std::pair<Number, bool> add(std::string_view text) { return add(text, hash(text)); }
  std::pair<Number, bool> add(std::string_view text, std::uint64_t hash);
  std::string_view text(Number number) const;

 private:
  std::size_t slot_of(std::string_view text, std::uint64_t hash) const;
  char const* keep(std::string_view text);
  void grow();

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_size_ = 0, block_used_ = 0;
  std::vector<char const*> starts_;  // by number: the length of the text, and the text
  // Open addressing: numbers, and eight bits of their texts' hashes, so that few texts are looked at in vain.
  std::vector<Number> slots_;
  std::vector<std::uint8_t> tags_;
};

}  // namespace bylaw::engine
