// A depth-first walk that keeps its own stack.
#include "dsl/check/graph.hpp"

#include <algorithm>

namespace bylaw::dsl::checking {
namespace {

enum class Mark { unseen, open, closed };

struct Walker {
  Edges const& edges;
  Walk result{};
  std::vector<Mark> marks = std::vector<Mark>(edges.size(), Mark::unseen);
  std::vector<bool> in_circle = std::vector<bool>(edges.size(), false);
  std::vector<Index> path{};             // open nodes, from the start
  std::vector<std::size_t> next_edge{};  // for each of them

  void open(Index node) {
    marks[node] = Mark::open;
    path.push_back(node);
    next_edge.push_back(0);
  }

  void close() {
    marks[path.back()] = Mark::closed;
    result.order.push_back(path.back());
    path.pop_back();
    next_edge.pop_back();
  }

  void note_circle(Index start) {
    std::vector<Index> circle(std::ranges::find(path, start), path.end());
    if (std::ranges::any_of(circle, [&](Index node) { return in_circle[node]; })) return;
    for (auto const node : circle) in_circle[node] = true;
    result.circles.push_back(std::move(circle));
  }

  void step() {
    auto const node = path.back();
    if (next_edge.back() == edges[node].size()) return close();
    auto const target = edges[node][next_edge.back()++];
    if (marks[target] == Mark::unseen)
      open(target);
    else if (marks[target] == Mark::open)
      note_circle(target);
  }
};

}  // namespace

Walk walk(Edges const& edges) {
  Walker walker{edges};
  for (Index node = 0; node < edges.size(); ++node) {
    if (walker.marks[node] == Mark::unseen) walker.open(node);
    while (!walker.path.empty()) walker.step();
  }
  return std::move(walker.result);
}

}  // namespace bylaw::dsl::checking
