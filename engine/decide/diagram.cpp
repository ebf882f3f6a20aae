#include "engine/decide/diagram.hpp"

#include <algorithm>

namespace bylaw::engine {

Diagram::Function Diagram::constant(std::uint32_t value) {
  auto const [at, added] = constants_.try_emplace(value, static_cast<Function>(nodes_.size()));
  if (added) nodes_.push_back({terminal, value, {}});
  return at->second;
}

Diagram::Function Diagram::node(Variable variable, std::vector<Function> cases) {
  if (std::ranges::all_of(cases, [&](Function one) { return one == cases.front(); })) return cases.front();
  auto const [at, added] = known_.try_emplace({variable, cases}, static_cast<Function>(nodes_.size()));
  if (added) nodes_.push_back({variable, 0, std::move(cases)});
  return at->second;
}

// The function with a variable fixed that is not below its top.
Diagram::Function Diagram::at(Function function, Variable variable, std::size_t which) const {
  return nodes_[function].variable == variable ? nodes_[function].cases[which] : function;
}

// Cases may themselves depend on variables that come earlier: those are brought to the top.
Diagram::Function Diagram::select(Variable variable, std::vector<Function> const& cases) {
  auto const key = std::pair(variable, cases);
  if (auto const found = selected_.find(key); found != selected_.end()) return found->second;
  Variable top = variable;
  std::size_t width = cases.size();
  for (auto const one : cases)
    if (nodes_[one].variable < top) {
      top = nodes_[one].variable;
      width = nodes_[one].cases.size();
    }
  std::vector<Function> parts;
  for (std::size_t i = 0; i < width; ++i) {
    if (top == variable) {
      parts.push_back(at(cases[i], variable, i));
      continue;
    }
    std::vector<Function> inner;
    for (auto const one : cases) inner.push_back(at(one, top, i));
    parts.push_back(select(variable, inner));
  }
  return selected_[key] = node(top, std::move(parts));
}

Diagram::Function Diagram::mapped(Function function, std::function<std::uint32_t(std::uint32_t)> const& change) {
  std::map<Function, Function> done;
  std::function<Function(Function)> const walk_down = [&](Function one) -> Function {
    if (auto const found = done.find(one); found != done.end()) return found->second;
    auto const [variable, value, cases] = nodes_[one];
    if (variable == terminal) return done[one] = constant(change(value));
    std::vector<Function> parts;
    for (auto const part : cases) parts.push_back(walk_down(part));
    return done[one] = node(variable, std::move(parts));
  };
  return walk_down(function);
}

Diagram::Function Diagram::least(Function a, Function b) {
  if (a == b) return a;
  auto const key = std::pair(std::min(a, b), std::max(a, b));
  if (auto const found = least_.find(key); found != least_.end()) return found->second;
  auto const top = std::min(nodes_[a].variable, nodes_[b].variable);
  if (top == terminal) return least_[key] = constant(std::min(nodes_[a].value, nodes_[b].value));
  auto const width = nodes_[nodes_[a].variable == top ? a : b].cases.size();
  std::vector<Function> parts;
  for (std::size_t i = 0; i < width; ++i) parts.push_back(least(at(a, top, i), at(b, top, i)));
  return least_[key] = node(top, std::move(parts));
}

void Diagram::walk(Function function, std::set<Function>& seen) const {
  if (!seen.insert(function).second) return;
  for (auto const one : nodes_[function].cases) walk(one, seen);
}

std::set<std::uint32_t> Diagram::values(Function function) const {
  std::set<Function> seen;
  walk(function, seen);
  std::set<std::uint32_t> result;
  for (auto const one : seen)
    if (nodes_[one].variable == terminal) result.insert(nodes_[one].value);
  return result;
}

std::set<Diagram::Variable> Diagram::variables(Function function) const {
  std::set<Function> seen;
  walk(function, seen);
  std::set<Variable> result;
  for (auto const one : seen)
    if (nodes_[one].variable != terminal) result.insert(nodes_[one].variable);
  return result;
}

}  // namespace bylaw::engine
