// What productions are made with: directives that fill the tree in place by field name. A directive hands its subject
// the part of the tree to fill as both attribute and rule value, so nothing is moved about.
#pragma once
#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "dsl/grammar/terminals.hpp"

namespace bylaw::dsl::grammar {

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
    if constexpr (requires { requires Subject::has_attribute || Subject::has_action || Subject::is_terminal; })
      return true;
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

}  // namespace bylaw::dsl::grammar
