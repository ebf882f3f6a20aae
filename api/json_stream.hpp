// JSON text that comes in pieces, character by character: refuses what a whole text would be refused for, NUL bytes and
// what is not UTF-8, and knows the line of every place in the piece at hand.
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/input_fault.hpp"

namespace bylaw::api {

class JsonStream {
 public:
  // Fills the room from its start and says how much of it; 0 at the end.
  using Read = std::function<std::size_t(char* room, std::size_t size)>;
  static constexpr std::size_t usual_piece = std::size_t{1} << 18;

  explicit JsonStream(Read read, std::size_t piece = usual_piece);

  // Whether there is another character; ends for good where there is a fault.
  bool has_next() { return next_ != piece_.size() || refill(); }
  char next() { return piece_[next_++]; }
  std::size_t taken() const { return before_ + next_; }

  std::optional<InputFault> const& fault() const { return fault_; }
  // "line 3, column 7" of the character that was taken as the `count`-th.
  std::string where(std::size_t count) const;

 private:
  bool refill();
  void note_lines();
  void stop(std::string code, std::string message);

  Read read_;
  std::size_t size_;
  std::string buffer_;      // the piece, and behind it the bytes of a character that is not complete
  std::string_view piece_;  // of the buffer
  std::size_t next_ = 0;
  std::size_t before_ = 0, lines_before_ = 0, line_start_ = 0;  // of what was taken before the piece
  bool ended_ = false;
  std::optional<InputFault> fault_;
};

}  // namespace bylaw::api
