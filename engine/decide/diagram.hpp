// Functions of several variables with few values each, as ordered decision diagrams without redundant nodes: a function
// depends on a variable exactly when the variable occurs in its diagram, and equal functions are the same node.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace bylaw::engine {

class Diagram {
 public:
  using Function = std::uint32_t;
  using Variable = std::uint32_t;

  // The function that is `value` everywhere.
  Function constant(std::uint32_t value);
  // The function that is `cases[i]` where `variable` has its i-th value. Every use of a variable has as many cases.
  Function select(Variable variable, std::vector<Function> const& cases);
  // The function whose value is `change` of the other's.
  Function mapped(Function function, std::function<std::uint32_t(std::uint32_t)> const& change);
  Function least(Function a, Function b);

  std::set<std::uint32_t> values(Function function) const;
  std::set<Variable> variables(Function function) const;
  std::size_t size() const { return nodes_.size(); }

 private:
  static constexpr Variable terminal = 0xFFFF'FFFF;
  struct Node {
    Variable variable = terminal;
    std::uint32_t value = 0;
    std::vector<Function> cases;
  };

  Function node(Variable variable, std::vector<Function> cases);
  Function at(Function function, Variable variable, std::size_t which) const;
  void walk(Function function, std::set<Function>& seen) const;

  std::vector<Node> nodes_;
  std::map<std::uint32_t, Function> constants_;
  std::map<std::pair<Variable, std::vector<Function>>, Function> known_;
  std::map<std::pair<Variable, std::vector<Function>>, Function> selected_;
  std::map<std::pair<Function, Function>, Function> least_;
};

}  // namespace bylaw::engine
