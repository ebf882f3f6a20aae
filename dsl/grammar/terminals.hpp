// The smallest parsers: blanks and comments, keywords, signs, looking ahead.
#pragma once
#include <boost/spirit/home/x3.hpp>
#include <type_traits>

#include "dsl/grammar/state.hpp"

namespace bylaw::dsl::grammar {

namespace x3 = boost::spirit::x3;

using Iterator = char const*;
using Failure = x3::expectation_failure<Iterator>;
struct state_tag;

[[noreturn]] inline void fail(State& state, Fault fault) {
  auto const where = fault.begin;
  state.fault = std::move(fault);
  throw Failure(where, "");
}

// Blanks and comments. Comments are kept for the formatter, each once, however often the parser comes by.
struct Skipper : x3::parser<Skipper> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  State* state;
  constexpr explicit Skipper(State* s) : state(s) {}
  template <class Context, class R, class A>
  bool parse(Iterator& first, Iterator const& last, Context const&, R&, A&) const {
    if (first == last || (!is_blank(*first) && *first != '-')) return false;
    if (first == state->gap.begin) {
      first = state->gap.end;
      return true;
    }
    Iterator const start = first;
    for (;;) {
      while (first != last && is_blank(*first)) ++first;
      if (last - first < 2 || first[0] != '-' || first[1] != '-') break;
      keep_comment(first, last);
    }
    if (first == start) return false;
    if (start > state->gap.begin) state->gap = {start, first};
    return true;
  }

 private:
  void keep_comment(Iterator& first, Iterator last) const {
    auto const begin = first;
    while (first != last && *first != '\n') ++first;
    auto end = first;
    while (end != begin && is_blank(end[-1])) --end;
    auto const place = span(*state, begin, end);
    if (state->comments.empty() || state->comments.back().span.end < place.end)
      state->comments.push_back({{place}, std::string(begin, end)});
  }
};

// A parser written by hand. `phrase` is what a message calls it.
template <class Derived, class Attribute>
struct Terminal : x3::parser<Derived> {
  using attribute_type = Attribute;
  static constexpr bool has_attribute = !std::is_same_v<Attribute, x3::unused_type>;
  static constexpr bool is_terminal = true;
  char const* phrase;
  constexpr explicit Terminal(char const* text) : phrase(text) {}

  template <class Context, class R, class A>
  bool parse(Iterator& first, Iterator const& last, Context const& context, R&, A& attribute) const {
    x3::skip_over(first, last, context);
    return static_cast<Derived const*>(this)->read(x3::get<state_tag>(context), first, last, attribute);
  }
};

// A whole word: `when`, but not the start of `whenever`. When it is not there, messages name it as one that would have
// fitted, unless it is quiet.
struct Keyword : Terminal<Keyword, x3::unused_type> {
  WordId id;
  bool quiet;
  constexpr Keyword(WordId word, bool is_quiet) : Terminal(words[word].text.data()), id(word), quiet(is_quiet) {}
  template <class A>
  bool read(State& state, Iterator& first, Iterator const&, A&) const {
    auto const& word = token(state, first);
    if (word.id == id) {
      first = word.end;
      return true;
    }
    if (!quiet) note_tried(state, first, id);
    return false;
  }
};
consteval Keyword kw(std::string_view word) {
  auto const id = find_word(word);
  if (id == no_word) throw "no word of the language";
  return {id, false};
}
consteval Keyword quiet(std::string_view word) {
  auto const id = find_word(word);
  if (id == no_word) throw "no word of the language";
  return {id, true};
}

// A sign such as `(` or `<=`.
struct Sign : Terminal<Sign, x3::unused_type> {
  std::string_view sign;
  constexpr explicit Sign(char const* text) : Terminal(text), sign(text) {}
  template <class A>
  bool read(State&, Iterator& first, Iterator const& last, A&) const {
    if (first == last || *first != sign[0]) return false;
    if (sign.size() == 2 && (last - first < 2 || first[1] != sign[1])) return false;
    first += sign.size();
    return true;
  }
};
constexpr Sign sign(char const* text) { return Sign(text); }

// Looks ahead without consuming: `test(state, first, last)`.
template <class Test>
struct Ahead : Terminal<Ahead<Test>, x3::unused_type> {
  Test test;
  constexpr Ahead(char const* text, Test t) : Terminal<Ahead<Test>, x3::unused_type>(text), test(t) {}
  template <class A>
  bool read(State& state, Iterator& first, Iterator const& last, A&) const {
    return test(state, first, last);
  }
};
// True when the next word may be used in one of these ways (see words.hpp).
constexpr auto next_is(std::uint16_t use) {
  return Ahead("", [use](State& state, Iterator at, Iterator) { return has_use(token(state, at).id, use); });
}

// Gives a parser its own name in messages.
template <class P>
struct Phrased : x3::parser<Phrased<P>> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false, has_action = true, is_terminal = true;
  P inner;
  char const* phrase;
  constexpr Phrased(P const& p, char const* text) : inner(p), phrase(text) {}
  template <class Context, class Node, class A>
  bool parse(Iterator& first, Iterator const& last, Context const& context, Node& filled, A& attribute) const {
    return inner.parse(first, last, context, filled, attribute);
  }
};
constexpr auto phrased(char const* phrase, auto const& p) { return Phrased(p, phrase); }

}  // namespace bylaw::dsl::grammar
