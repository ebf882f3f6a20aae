#include "dsl/format/comments.hpp"

#include <algorithm>

#include "dsl/words.hpp"

namespace bylaw::dsl {

void Lines::begin_line(int indent) {
  if (!out_.empty()) out_ += '\n';
  out_.append(static_cast<std::size_t>(indent), ' ');
  line_open_ = true;
}

void Lines::add(int indent, std::uint32_t at, layout::Doc const& doc) {
  add_comments_before(indent, at);
  begin_line(indent);
  layout::print(doc, indent, *this);
}

void Lines::break_line(int indent, std::uint32_t at) {
  add_comments_before(indent, at);
  begin_line(indent);
}

bool Lines::is_trailing(syntax::Comment const& comment) const {
  if (comment.span.begin > text_.size()) return false;
  auto const line = text_.substr(0, comment.span.begin);
  auto const end = line.find_last_not_of(" \t\r");
  return end != line.npos && line[end] != '\n';
}

// Puts the comment behind the last line, unless it stood alone or there is one already.
bool Lines::add_trailing(syntax::Comment const& comment) {
  if (!line_open_ || !is_trailing(comment)) return false;
  out_ += " " + comment.text;
  line_open_ = false;
  return true;
}

void Lines::add_comments_before(int indent, std::uint32_t at) {
  for (; comment_before(at); ++next_) {
    if (add_trailing(comments_[next_])) continue;
    begin_line(indent);
    out_ += comments_[next_].text;
    line_open_ = false;
  }
}

bool Lines::add_comments_between(std::uint32_t at, bool blank_first) {
  for (; comment_before(at); ++next_) {
    if (add_trailing(comments_[next_])) continue;
    if (!out_.empty() && (blank_first || blank_before(comments_[next_].span.begin))) add_blank();
    blank_first = false;
    begin_line(0);
    out_ += comments_[next_].text;
    line_open_ = false;
  }
  return blank_first;
}

void Lines::add_blank() { out_ += '\n'; }

bool Lines::blank_before(std::uint32_t at) const {
  auto newlines = 0;
  for (auto i = std::min<std::size_t>(at, text_.size()); i > 0 && is_blank(text_[i - 1]); --i)
    newlines += text_[i - 1] == '\n';
  return newlines > 1;
}

std::string Lines::take() && {
  if (!out_.empty()) out_ += '\n';
  return std::move(out_);
}

}  // namespace bylaw::dsl
