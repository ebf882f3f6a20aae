// The words of an expression: paths, truths, and words of the language that are values where no doubt is left.
#pragma once
#include "dsl/grammar/tokens.hpp"

namespace bylaw::dsl::grammar {

using syntax::Expression;

// Does what stands behind `at` show that an expression, or a term of one, ended there?
inline bool ends_expression(State const& state, Iterator at) {
  auto const next = character_behind(state, at);
  if (next == ')' || next == ',' || next == '"' || next == '\0') return true;
  auto const word = word_behind(state, at);
  for (auto const* other : {"and", "or", "has", "because", "end"})
    if (word == other) return true;
  if (has_use(word, word_use::clause) || begins_duty(state.text, word.data())) return true;
  return word.data() != state.text.data() && word.data()[-1] == '\n' && begins_item(state.text, word.data());
}

// A reserved word as the value of an enumeration: `purpose is norm and ...`, `in (see, on)`.
template <bool InList>
struct ReservedValue : Terminal<ReservedValue<InList>, Expression> {
  using Terminal<ReservedValue<InList>, Expression>::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, Expression& node) const {
    if (first == last || !is_lower(*first)) return false;
    auto const& word = token(state, first);
    if (!has_use(word.id, word_use::reserved) || !fits(state, word)) return false;
    auto const place = span(state, word.begin, word.end);
    syntax::Path path{{place}, {}};
    path.parts.push_back({{place}, std::string(word.begin, word.end)});
    node.value = std::move(path);
    first = word.end;
    return true;
  }

 private:
  static bool fits(State const& state, Token const& word) {
    auto const text = words[word.id].text;
    if (text == "true" || text == "false") return false;
    auto const next = character_behind(state, word.end);
    if (InList) return next == ',' || next == ')';
    if (text == "end" || !ends_expression(state, word.end) || (text == "not" && next == '"')) return false;
    // `done when`, `waiting when`, `undetermined when` begin a clause: then the value is what is missing.
    auto const two_words = text == "done" || text == "waiting" || text == "undetermined";
    return !two_words || word_behind(state, word.end) != "when";
  }
};

struct Boolean : Terminal<Boolean, Expression> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const&, Expression& node) const {
    auto const& word = token(state, first);
    constexpr auto yes = find_word("true"), no = find_word("false");
    if (word.id != yes && word.id != no) return false;
    node.value = syntax::BooleanLiteral{{span(state, word.begin, word.end)}, word.id == yes};
    first = word.end;
    return true;
  }
};

// `a.b.c`, without blanks around the dots.
struct PathParser : Terminal<PathParser, Expression> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, Expression& node) const {
    if (first == last || !is_lower(*first)) return false;
    auto const begin = first;
    auto end = token(state, first).end;
    if (has_use(state.token.id, word_use::reserved) || begins_next_line(state, begin)) return false;
    if (has_use(state.token.id, word_use::aggregate) && character_behind(state, end) == '(') return false;
    auto& path = node.value.emplace<syntax::Path>();
    path.parts.push_back({{span(state, begin, end)}, std::string(begin, end)});
    refuse_lower_case_currency(state, begin, end, last);
    while (end != last && *end == '.') {
      auto const part = end + 1;
      end = word_end(part, last);
      if (part == end || !is_lower(*part))
        fail(state,
             {part, std::min(part + 1, last), "unexpected", "expected the name of a field directly behind the dot"});
      if (path.parts.size() > max_depth) fail_too_deep(state, part);
      path.parts.push_back({{span(state, part, end)}, std::string(part, end)});
    }
    path.span = span(state, begin, end);
    first = end;
    return true;
  }

 private:
  static void refuse_lower_case_currency(State& state, Iterator begin, Iterator end, Iterator last) {
    if (end - begin != 3 || last - end < 2 || *end != ' ' || !is_digit(end[1])) return;
    auto const amount = word_end(end + 1, last);
    fail(state, {begin, amount, "bad_money", "a currency is written in capitals, as in USD 100,000"});
  }
  // On a new line, `group should ...` and `record person ...` begin something else: the value before is missing.
  static bool begins_next_line(State const& state, Iterator at) {
    if (state.gap.end != at || std::find(state.gap.begin, state.gap.end, '\n') == state.gap.end) return false;
    if (begins_duty(state.text, at)) return true;
    auto const last = state.text.data() + state.text.size();
    return begins_item(state.text, at) && !has_use(word_behind(state, word_end(at, last)), word_use::reserved);
  }
};

}  // namespace bylaw::dsl::grammar
