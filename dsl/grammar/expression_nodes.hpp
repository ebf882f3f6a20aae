// How operators build the tree: each wraps what stands before it, in place.
#pragma once
#include "dsl/grammar/directives.hpp"

namespace bylaw::dsl::grammar {

using syntax::Expression;

inline Span whole(Expression const& left, Expression const& right) {
  return {syntax::span_of(left).begin, syntax::span_of(right).end};
}

// `left or right`: the first operator makes the junction, the others add to it.
template <syntax::Connective Kind>
struct Join {
  static bool run(auto const& step, Expression& node) {
    Expression right;
    if (!step(right)) return false;
    syntax::Junction junction{{whole(node, right)}, Kind, {}};
    junction.terms.reserve(2);
    junction.terms.emplace_back(std::move(node));
    junction.terms.emplace_back(std::move(right));
    node.value = std::move(junction);
    return true;
  }
};
struct JoinMore {
  static bool run(auto const& step, Expression& node) {
    auto& junction = std::get<syntax::Junction>(node.value);
    if (!Set<&syntax::Junction::terms>::run(step, junction)) return false;
    junction.span.end = syntax::span_of(*junction.terms.back()).end;
    return true;
  }
};
template <syntax::CompareOperator Operator>
struct Compare {
  static bool run(auto const& step, Expression& node) {
    Expression right;
    if (!step(right)) return false;
    auto const place = whole(node, right);
    node.value = syntax::Comparison{{place}, Operator, std::move(node), std::move(right)};
    return true;
  }
};
template <syntax::Presence Kind, bool Negated>
struct Test {
  static bool run(auto const& step, Expression& node) {
    x3::unused_type unused;
    if (!step(unused)) return false;
    Span const place{syntax::span_of(node).begin, span(step.state(), step.first, step.first).end};
    node.value = syntax::PresenceTest{{place}, Kind, Negated, std::move(node)};
    return true;
  }
};
template <bool Negated>
struct Member {
  static bool run(auto const& step, Expression& node) {
    syntax::Membership membership;
    membership.negated = Negated;
    if (!step(membership)) return false;
    membership.span = {syntax::span_of(node).begin, span(step.state(), step.first, step.end()).end};
    membership.value = std::move(node);
    node.value = std::move(membership);
    return true;
  }
};
// An operator between operands. The tree grows to the left, so a long chain is a deep tree: it counts as nesting.
template <class Make>
struct Chain {
  static bool run(auto const& step, Expression& node) {
    Expression right;
    if (!step(right)) return false;
    if (++step.state().height > max_depth) fail_too_deep(step.state(), step.first);
    auto const place = whole(node, right);
    node.value = Make::make(place, std::move(node), std::move(right));
    return true;
  }
};
template <syntax::ArithmeticOperator Operator>
struct MakeArithmetic {
  static syntax::Arithmetic make(Span place, Expression left, Expression right) {
    return {{place}, Operator, std::move(left), std::move(right)};
  }
};
struct MakeOtherwise {
  static syntax::Otherwise make(Span place, Expression left, Expression right) {
    return {{place}, std::move(left), std::move(right)};
  }
};
// Measures the subject's height apart from what stands beside it.
struct Apart {
  static bool run(auto const& step, auto& node) {
    auto& height = step.state().height;
    auto const beside = std::exchange(height, 0);
    auto const matched = step(node);
    height = std::max(beside, height);
    return matched;
  }
};
// `name (`: the path read so far was the name of a definition.
struct MakeCall {
  static bool run(auto const& step, Expression& node) {
    auto& path = std::get<syntax::Path>(node.value);
    if (path.parts.size() != 1) return false;
    syntax::Call call{{path.span}, std::move(path.parts.front()), {}};
    if (!step(call)) return false;
    call.span.end = span(step.state(), step.first, step.first).end;
    node.value = std::move(call);
    return true;
  }
};
struct ExpressionEnd {
  static bool run(auto const& step, auto& node) {
    if (!step(node)) return false;
    step.state().expression_end = step.end();
    return true;
  }
};

}  // namespace bylaw::dsl::grammar
