// Going on after an error, and how parsers are called in messages.
#pragma once
#include "dsl/grammar/directives.hpp"
#include "dsl/recover.hpp"

namespace bylaw::dsl::grammar {

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
        give_up(node, span(state, begin, std::max(begin, std::min(resume, step.last))), failure);
      step.first = resume;
      return true;
    }
  }

 private:
  // A block that lacks only its `end` is complete in all else: what it declares is known.
  static void give_up(auto& node, Span place, Failure const& failure) {
    if (failure.which() == "'end'")
      std::visit([&](syntax::Node& part) { part.span = place; }, node);
    else
      node.template emplace<0>().span = place;
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
requires T::is_terminal struct get_info<T> {
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
