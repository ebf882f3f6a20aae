// What every production is made with: the skipper, keywords, and directives that fill the tree in place by field name.
// A directive hands its subject the part of the tree to fill as both attribute and rule value, so nothing is moved about.
#pragma once
#include "dsl/grammar/state.hpp"
#include "dsl/recover.hpp"

#include <boost/spirit/home/x3.hpp>

#include <algorithm>
#include <type_traits>
#include <utility>
#include <vector>

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
constexpr auto next_begins(bool (*test)(char)) {
  return Ahead("", [test](State&, Iterator at, Iterator last) { return at != last && test(*at); });
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

// One run of a directive's subject.
template <class Subject, class Context>
struct Step {
  Subject const& subject;
  Iterator& first;
  Iterator const& last;
  Context const& context;

  // A subject that fills nothing is fine for a flag, but not for a name.
  template <class Target>
  static constexpr bool fills() {
    if constexpr (requires { requires Subject::has_attribute || Subject::has_action || Subject::is_terminal; }) return true;
    return !std::is_same_v<Target, syntax::Name> && !std::is_same_v<Target, syntax::Text>;
  }

  State& state() const { return x3::get<state_tag>(context); }
  void skip() const { x3::skip_over(first, last, context); }
  template <class Target>
  bool operator()(Target& target) const {
    static_assert(fills<Target>(), "a sequence hands nothing over: put the directive around its parts");
    if constexpr (requires { requires Subject::has_attribute; })
      return subject.parse(first, last, context, x3::unused, target);
    else
      return subject.parse(first, last, context, target, x3::unused);
  }
  // The place behind the last token: a keyword that was tried in vain leaves `first` behind the blanks.
  Iterator end() const { return state().gap.end == first ? state().gap.begin : first; }
};

template <class Subject, class Body>
struct Directive : x3::unary_parser<Subject, Directive<Subject, Body>> {
  using x3::unary_parser<Subject, Directive<Subject, Body>>::unary_parser;
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false, has_action = true;
  template <class Context, class Node, class A>
  bool parse(Iterator& first, Iterator const& last, Context const& context, Node& node, A&) const {
    return Body::run(Step<Subject, Context>{this->subject, first, last, context}, node);
  }
};
template <class Body, class P>
constexpr auto directive(P const& p) {
  return Directive<typename x3::extension::as_parser<P>::value_type, Body>(x3::as_parser(p));
}

// Parses into the node as it is: a production that is only another one by a different name.
struct Into {
  static bool run(auto const& step, auto& node) { return step(node); }
};
constexpr auto into(auto const& p) { return directive<Into>(p); }

// Takes back what was begun, unless it was finished: after a failure nobody is to meet half a node.
template <class Undo>
struct Unless {
  bool finished = false;
  Undo undo;
  ~Unless() {
    if (!finished) undo();
  }
};

// Fills one field: a list gets another element, an optional a value, a flag becomes true.
template <auto Member>
struct Set {
  static bool run(auto const& step, auto& node) { return fill(step, node.*Member); }
  template <class T>
  static bool fill(auto const& step, std::vector<T>& list) {
    list.emplace_back();
    Unless undo{false, [&] { list.pop_back(); }};
    return undo.finished = fill(step, list.back());
  }
  template <class T>
  static bool fill(auto const& step, std::optional<T>& value) {
    value.emplace();
    Unless undo{false, [&] { value.reset(); }};
    return undo.finished = fill(step, *value);
  }
  template <class T>
  static bool fill(auto const& step, syntax::Box<T>& box) {
    return step(*box);
  }
  static bool fill(auto const& step, bool& flag) {
    x3::unused_type unused;
    return flag = step(unused);
  }
  template <class T>
  static bool fill(auto const& step, T& value) {
    return step(value);
  }
};
template <auto Member>
constexpr auto set(auto const& p) {
  return directive<Set<Member>>(p);
}

// Gives a field a fixed value when the subject matches.
template <auto Member, auto Value>
struct Put {
  static bool run(auto const& step, auto& node) {
    if (!step(node)) return false;
    node.*Member = Value;
    return true;
  }
};
template <auto Member, auto Value>
constexpr auto put(auto const& p) {
  return directive<Put<Member, Value>>(p);
}

// Makes the node one of its alternatives and parses into that.
template <class T>
struct As {
  template <class Node>
  static bool run(auto const& step, Node& node) {
    if constexpr (std::is_same_v<Node, syntax::Expression>)
      return step(node.value.template emplace<T>());
    else
      return step(node.template emplace<T>());
  }
};
template <class T>
constexpr auto as(auto const& p) {
  return directive<As<T>>(p);
}

// Gives the node the range of bytes that the subject covers. A rule's on_success() cannot: X3 hands it `unused` as soon
// as the rule fills its attribute by directives.
struct Spanned {
  static bool run(auto const& step, syntax::Node& node_part, auto& node) {
    step.skip();
    Iterator const begin = step.first;
    if (!step(node)) return false;
    node_part.span = span(step.state(), begin, step.end());
    return true;
  }
  static bool run(auto const& step, auto& node) { return run(step, node, node); }
};
constexpr auto node(auto const& p) { return directive<Spanned>(p); }

[[noreturn]] inline void fail_too_deep(State& state, Iterator at) {
  auto const last = state.text.data() + state.text.size();
  fail(state, {at, std::min(at + 1, last), "too_deep", "there are at most 64 levels of nesting"});
}

// One level down. Text nested so deeply that recursion could exhaust the stack is refused, here and for all who walk
// the tree after us.
struct Deeper {
  static bool run(auto const& step, auto& node) {
    auto& state = step.state();
    step.skip();
    if (state.depth >= max_depth) fail_too_deep(state, step.first);
    struct Leave {
      int& depth;
      ~Leave() { --depth; }
    } const leave{++state.depth};
    auto const beside = std::exchange(state.height, 0);
    auto const matched = step(node);
    if (state.height + 1 > max_depth) fail_too_deep(state, step.first);
    state.height = std::max(beside, state.height + 1);
    return matched;
  }
};
constexpr auto deeper(auto const& p) { return directive<Deeper>(p); }

// On an error in the subject: records it, goes on where Resume says, and keeps what there is of the node. A variant
// becomes its first alternative, which stands for what could not be read.
template <auto Resume>
struct Recover {
  template <class Node>
  static bool run(auto const& step, Node& node) {
    step.skip();
    auto const begin = step.first;
    try {
      return step(node);
    } catch (Failure const& failure) {
      auto& state = step.state();
      auto const resume = Resume(state, begin, failure);
      if constexpr (requires { node.template emplace<0>(); })
        node.template emplace<0>().span = span(state, begin, std::max(begin, std::min(resume, step.last)));
      step.first = resume;
      return true;
    }
  }
};
template <auto Resume>
constexpr auto recover(auto const& p) {
  return directive<Recover<Resume>>(p);
}

// Records the failure; parsing goes on at the first line from there on that Find accepts.
template <char const* (*Find)(std::string_view, char const*, char const*)>
char const* resume_at(State& state, char const* begin, Failure const& failure) {
  report(state, failure.where(), failure.which());
  return Find(state.text, begin, std::max(begin, failure.where()));
}
// The same for a part that is repeated: it never stays where nothing was read.
template <char const* (*Find)(std::string_view, char const*, char const*)>
char const* resume_behind(State& state, char const* begin, Failure const& failure) {
  auto const next = resume_at<Find>(state, begin, failure);
  if (next != begin || next == state.text.data() + state.text.size()) return next;
  return Find(state.text, begin, begin + 1);
}

}  // namespace bylaw::dsl::grammar

// How a parser is called in a message. Without these, X3 prints mangled C++ names for all that is not a named rule.
namespace boost::spirit::x3 {
template <class T>
  requires T::is_terminal
struct get_info<T> {
  using result_type = std::string;
  std::string operator()(T const& p) const { return p.phrase; }
};
template <>
struct get_info<bylaw::dsl::grammar::Keyword> {
  using result_type = std::string;
  std::string operator()(bylaw::dsl::grammar::Keyword const& p) const { return "'" + std::string(p.phrase) + "'"; }
};
template <>
struct get_info<bylaw::dsl::grammar::Sign> {
  using result_type = std::string;
  std::string operator()(bylaw::dsl::grammar::Sign const& p) const { return "'" + std::string(p.phrase) + "'"; }
};
template <class Subject, class Body>
struct get_info<bylaw::dsl::grammar::Directive<Subject, Body>> {
  using result_type = std::string;
  std::string operator()(bylaw::dsl::grammar::Directive<Subject, Body> const& p) const { return what(p.subject); }
};
template <class Left, class Right>
struct get_info<sequence<Left, Right>> {
  using result_type = std::string;
  std::string operator()(sequence<Left, Right> const& p) const { return what(p.left); }
};
template <class Left, class Right>
struct get_info<alternative<Left, Right>> {
  using result_type = std::string;
  std::string operator()(alternative<Left, Right> const& p) const { return what(p.left) + " or " + what(p.right); }
};
}  // namespace boost::spirit::x3
