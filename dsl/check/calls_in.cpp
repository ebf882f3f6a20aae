// One overload per kind of node that has parts; the parts still to be visited wait on a stack of our own.
#include "dsl/check/calls_in.hpp"

#include <optional>

namespace bylaw::dsl::checking {
namespace {

using syntax::Child;
using syntax::Expression;

struct Collector {
  std::vector<syntax::Name const*> calls{};
  std::vector<Expression const*> waiting{};

  void later(Child const& child) { waiting.push_back(&*child); }
  void later(std::optional<Child> const& child) {
    if (child) later(*child);
  }
  void later(std::vector<Child> const& children) {
    for (auto const& child : children) later(child);
  }

  void operator()(syntax::Call const& node) {
    calls.push_back(&node.callee);
    later(node.arguments);
  }
  void operator()(syntax::ListLiteral const& node) { later(node.items); }
  void operator()(syntax::Not const& node) { later(node.operand); }
  void operator()(syntax::Junction const& node) { later(node.terms); }
  void operator()(syntax::Comparison const& node) { later(node.left), later(node.right); }
  void operator()(syntax::Membership const& node) { later(node.value), later(node.items), later(node.list); }
  void operator()(syntax::PresenceTest const& node) { later(node.subject); }
  void operator()(syntax::Arithmetic const& node) { later(node.left), later(node.right); }
  void operator()(syntax::Otherwise const& node) { later(node.value), later(node.fallback); }
  void operator()(syntax::Quantified const& node) { later(node.binder.list), later(node.with), later(node.has); }
  void operator()(syntax::Aggregated const& node) { later(node.value), later(node.binder.list), later(node.with); }
  template <class Leaf>
  void operator()(Leaf const&) {}
};

}  // namespace

std::vector<syntax::Name const*> calls_in(Expression const& expression) {
  Collector collector;
  collector.waiting.push_back(&expression);
  while (!collector.waiting.empty()) {
    auto const* next = collector.waiting.back();
    collector.waiting.pop_back();
    std::visit(collector, next->value);
  }
  return std::move(collector.calls);
}

}  // namespace bylaw::dsl::checking
