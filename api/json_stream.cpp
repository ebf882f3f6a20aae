#include "api/json_stream.hpp"

#include <algorithm>

#include "api/server/request_target.hpp"

namespace bylaw::api {
namespace {

// How many bytes at the end begin a character and do not complete it.
std::size_t begun(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
    auto const byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xC0) == 0x80) continue;
    std::size_t const length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

}  // namespace

JsonStream::JsonStream(Read read, std::size_t piece) : read_(std::move(read)), size_(std::max<std::size_t>(piece, 8)) {}

bool JsonStream::refill() {
  if (ended_) return false;
  note_lines();
  std::string rest = buffer_.substr(piece_.size());
  auto const kept = rest.size();
  buffer_ = std::move(rest);
  buffer_.resize(size_);
  auto const count = read_(buffer_.data() + kept, size_ - kept);
  buffer_.resize(kept + count);
  ended_ = count == 0;
  piece_ = std::string_view(buffer_).substr(0, buffer_.size() - (ended_ ? 0 : begun(buffer_)));
  next_ = 0;
  if (piece_.contains('\0')) {
    stop("not_json", "This is not JSON: there is a NUL byte in it.");
  } else if (!is_utf8(piece_)) {
    stop("not_utf8", "This is not UTF-8.");
  }
  return !piece_.empty() || refill();
}

void JsonStream::note_lines() {
  lines_before_ += static_cast<std::size_t>(std::ranges::count(piece_, '\n'));
  if (auto const last = piece_.rfind('\n'); last != std::string_view::npos) line_start_ = before_ + last + 1;
  before_ += piece_.size();
}

void JsonStream::stop(std::string code, std::string message) {
  fault_ = InputFault{"", std::move(code), std::move(message)};
  ended_ = true;
  piece_ = {};
}

std::string JsonStream::where(std::size_t count) const {
  auto const place = [](std::size_t line, std::size_t column) {
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
  };
  // The last of the piece before, which the library has come back to: no line ends with it, or it would not have.
  if (count <= before_) return place(1 + lines_before_, count - line_start_ + (count == 0));
  auto const text = piece_.substr(0, std::min(count - before_ - 1, piece_.size()));
  auto const line = 1 + lines_before_ + static_cast<std::size_t>(std::ranges::count(text, '\n'));
  auto const last = text.rfind('\n');
  auto const start = last == std::string_view::npos ? line_start_ : before_ + last + 1;
  return place(line, before_ + text.size() - start + 1);
}

}  // namespace bylaw::api
