#include "dsl/recover.hpp"

#include <algorithm>
#include <cstring>

#include "dsl/words.hpp"

namespace bylaw::dsl {
namespace {

char const* end_of(std::string_view text) { return text.data() + text.size(); }

std::string_view word_at(std::string_view text, char const* at) {
  return {at, static_cast<std::size_t>(word_end(at, end_of(text)) - at)};
}
// Behind the blanks that follow the word at `at`, still on its line.
char const* after_word(std::string_view text, char const* at) {
  at = word_end(at, end_of(text));
  return std::find_if_not(at, end_of(text), [](char c) { return c == ' ' || c == '\t'; });
}

char const* next_line(char const* at, char const* last) {
  auto const newline = at == last ? nullptr : std::memchr(at, '\n', static_cast<std::size_t>(last - at));
  return newline ? static_cast<char const*>(newline) + 1 : last;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

char const* line_begin(std::string_view text, char const* at) {
  while (at != text.data() && at[-1] != '\n') --at;
  return at;
}
// How far the line of `at` is indented.
std::ptrdiff_t indentation(std::string_view text, char const* at) {
  auto const line = line_begin(text, at);
  return std::find_if_not(line, end_of(text), is_space) - line;
}

// The first line from `at` on that begins with a word of which `begins` is true.
template <class Begins>
char const* find_line(std::string_view text, char const* at, Begins begins) {
  auto const last = end_of(text);
  if (at != last && !begins_line(text, at)) at = next_line(at, last);
  while (at != last) {
    auto const first = std::find_if_not(at, last, is_space);
    if (first != last && is_lower(*first) && begins(first)) return first;
    at = next_line(first, last);
  }
  return last;
}

bool at_margin(std::string_view text, char const* at) { return at == text.data() || at[-1] == '\n'; }

bool ends_block(std::string_view text, char const* at) { return word_at(text, at) == "end" || begins_item(text, at); }

// As find_line, for what stands within a block: `begin` is where the broken part of it began.
template <class Begins>
char const* find_line_within(std::string_view text, char const* begin, char const* at, Begins begins) {
  auto const margin = indentation(text, begin);
  return find_line(text, at, [&](char const* first) {
    if (ends_block(text, first) || begins(first)) return true;
    return first != begin && indentation(text, first) <= margin;
  });
}

bool begins_clause(std::string_view text, char const* at) {
  auto const word = word_at(text, at);
  if (word == "in") return word_at(text, after_word(text, at)) == "force";
  return has_use(word, word_use::clause) || (!has_use(word, word_use::reserved) && begins_duty(text, at));
}

bool is_followed_by(std::string_view text, char const* at, char sign) {
  auto const next = after_word(text, at);
  return next != end_of(text) && *next == sign;
}

}  // namespace

bool begins_line(std::string_view text, char const* at) {
  while (at != text.data() && is_space(at[-1])) --at;
  return at_margin(text, at);
}

bool begins_item(std::string_view text, char const* at) {
  auto const word = word_at(text, at);
  if (!has_use(word, word_use::item) || (word == "norm" && !at_margin(text, at))) return false;
  auto const next = after_word(text, at);
  if (word == "question") return next == end_of(text) || *next != ':';
  if (next == end_of(text)) return false;
  if (word == "role") return is_followed_by(text, next, '"');  // many a field is called that
  return is_lower(*next) || (*next == '"' && (word == "scenario" || at_margin(text, at)));
}

bool begins_duty(std::string_view text, char const* at) {
  return has_use(word_at(text, after_word(text, at)), word_use::force);
}

char const* next_item(std::string_view text, char const*, char const* at) {
  return find_line(text, at, [&](char const* first) { return begins_item(text, first); });
}
char const* next_clause(std::string_view text, char const* begin, char const* at) {
  return find_line_within(text, begin, at, [&](char const* first) { return begins_clause(text, first); });
}
char const* next_step_clause(std::string_view text, char const* begin, char const* at) {
  return find_line_within(text, begin, at,
                          [&](char const* first) { return has_use(word_at(text, first), word_use::step_clause); });
}
char const* next_field(std::string_view text, char const* begin, char const* at) {
  return find_line_within(text, begin, at, [&](char const* first) { return is_followed_by(text, first, ':'); });
}
char const* next_part(std::string_view text, char const* begin, char const* at) {
  return find_line_within(text, begin, at,
                          [&](char const* first) { return has_use(word_at(text, first), word_use::part); });
}
char const* next_record(std::string_view text, char const* begin, char const* at) {
  return find_line_within(text, begin, at, [&](char const* first) { return is_followed_by(text, first, '"'); });
}

char const* item_within(std::string_view text, char const* from, char const* to) {
  constexpr std::ptrdiff_t reach = 4096;
  auto const last = std::min(to, from + std::min(reach, to - from));
  for (auto at = next_line(from, last); at < last; at = next_line(at, last))
    if (is_lower(*at) && begins_item(text, at)) return at;
  return nullptr;
}

}  // namespace bylaw::dsl
