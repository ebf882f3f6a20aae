#include "engine/text_table.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

namespace bylaw::engine {
namespace {

constexpr TextTable::Number empty = 0xFFFF'FFFF;
constexpr std::size_t first_block = 256, largest_block = std::size_t{1} << 20, first_slots = 16;
// Lengths below this are one byte; others are this byte and four more.
constexpr unsigned char long_text = 255;

std::uint8_t tag_of(std::uint64_t hash) { return static_cast<std::uint8_t>(hash >> 56); }

}  // namespace

std::uint64_t TextTable::hash(std::string_view text) { return std::hash<std::string_view>()(text); }

std::optional<TextTable::Number> TextTable::find(std::string_view text, std::uint64_t hash) const {
  if (slots_.empty()) return std::nullopt;
  auto const number = slots_[slot_of(text, hash)];
  return number == empty ? std::nullopt : std::optional(number);
}

std::pair<TextTable::Number, bool> TextTable::add(std::string_view text, std::uint64_t hash) {
  if ((starts_.size() + 1) * 4 > slots_.size() * 3) grow();
  auto const slot = slot_of(text, hash);
  if (slots_[slot] != empty) return {slots_[slot], false};
  auto const number = size();
  starts_.push_back(keep(text));
  slots_[slot] = number;
  tags_[slot] = tag_of(hash);
  return {number, true};
}

std::string_view TextTable::text(Number number) const {
  auto const* start = starts_[number];
  auto const byte = static_cast<unsigned char>(*start);
  if (byte < long_text) return {start + 1, byte};
  std::uint32_t length = 0;
  std::memcpy(&length, start + 1, sizeof length);
  return {start + 1 + sizeof length, length};
}

// Where the text is, or the empty place where it would be.
std::size_t TextTable::slot_of(std::string_view text, std::uint64_t hash) const {
  auto const mask = slots_.size() - 1;
  auto slot = hash & mask;
  while (slots_[slot] != empty && (tags_[slot] != tag_of(hash) || this->text(slots_[slot]) != text))
    slot = (slot + 1) & mask;
  return slot;
}

char const* TextTable::keep(std::string_view text) {
  bool const is_long = text.size() >= long_text;
  auto const size = text.size() + 1 + (is_long ? sizeof(std::uint32_t) : 0);
  if (block_size_ - block_used_ < size) {
    block_size_ = std::max(size, blocks_.empty() ? first_block : std::min(block_size_ * 2, largest_block));
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_size_));
    block_used_ = 0;
  }
  auto* const start = blocks_.back().get() + block_used_;
  auto* at = start;
  *at++ = static_cast<char>(is_long ? long_text : text.size());
  if (is_long) {
    auto const length = static_cast<std::uint32_t>(text.size());
    std::memcpy(at, &length, sizeof length);
    at += sizeof length;
  }
  std::ranges::copy(text, at);
  block_used_ += size;
  return start;
}

void TextTable::grow() {
  auto const slots = slots_.empty() ? first_slots : slots_.size() * 2;
  slots_.assign(slots, empty);
  tags_.assign(slots, 0);
  for (Number number = 0; number < size(); ++number) {
    auto const hash = TextTable::hash(text(number));
    auto slot = hash & (slots - 1);
    while (slots_[slot] != empty) slot = (slot + 1) & (slots - 1);
    slots_[slot] = number;
    tags_[slot] = tag_of(hash);
  }
}

}  // namespace bylaw::engine
