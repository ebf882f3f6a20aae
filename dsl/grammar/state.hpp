// What one run of the parser carries along besides its place in the text, and how it reports an error.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "dsl/diagnostic.hpp"
#include "dsl/literal.hpp"
#include "dsl/words.hpp"

namespace bylaw::dsl::grammar {

inline constexpr int max_depth = 64;
inline constexpr std::size_t max_diagnostics = 1000;

// The last stretch of blanks and comments that was stepped over.
struct Gap {
  char const* begin = nullptr;
  char const* end = nullptr;
};

// The word that was looked at last: the next parser asks about the same one more often than not.
struct Token {
  char const* begin = nullptr;
  char const* end = nullptr;
  WordId id = no_word;
};

// The keywords that would have fitted at one place, for "expected a, b or c".
struct Tried {
  char const* at = nullptr;
  std::size_t count = 0;
  std::array<WordId, 16> ids{};
};

struct State {
  State(std::string_view whole_text, std::uint32_t source_index) : text(whole_text), source(source_index) {}

  std::string_view text;
  std::uint32_t source;
  Diagnostics diagnostics;
  std::vector<syntax::Comment> comments;
  Gap gap;
  Token token;
  Tried tried;
  int depth = 0;                         // how many levels the parser is in
  int height = 0;                        // how many levels the tree below the present node has so far
  char const* expression_end = nullptr;  // where the last whole expression ended
  std::optional<Fault> fault;            // set by a parser that knows better than "expected ..." what is wrong
};

struct TooManyErrors {};

inline Token const& token(State& state, char const* at) {
  if (state.token.begin != at) {
    auto const end = word_end(at, state.text.data() + state.text.size());
    state.token = {at, end, find_word({at, static_cast<std::size_t>(end - at)})};
  }
  return state.token;
}

// The word behind the blanks at `at`; empty if something else stands there.
inline std::string_view word_behind(State const& state, char const* at) {
  auto const last = state.text.data() + state.text.size();
  auto const begin = skip_blanks(at, last);
  return {begin, word_end(begin, last)};
}
// The character behind the blanks at `at`; NUL, which no text has, at the end of it.
inline char character_behind(State const& state, char const* at) {
  auto const last = state.text.data() + state.text.size();
  auto const next = skip_blanks(at, last);
  return next == last ? '\0' : *next;
}

inline void note_tried(State& state, char const* at, WordId id) {
  auto& tried = state.tried;
  if (tried.at != at) tried = {at, 0, {}};
  if (tried.count < tried.ids.size()) tried.ids[tried.count++] = id;
}

inline Span span(State const& state, char const* begin, char const* end) {
  auto const* text = state.text.data();
  return {static_cast<std::uint32_t>(begin - text), static_cast<std::uint32_t>(end - text)};
}

// Records that `expected` was not found at `where`, or the state's fault if there is one. Throws TooManyErrors when
// there have been enough.
void report(State& state, char const* where, std::string const& expected);
// Records that the block begun at `begin` is not closed before `where`.
void report_unclosed(State& state, char const* begin, char const* where);

}  // namespace bylaw::dsl::grammar
