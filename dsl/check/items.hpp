// The items of all files, sorted by kind, each with the file it stands in.
#pragma once
#include <cstdint>
#include <tuple>
#include <variant>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/syntax.hpp"

namespace bylaw::dsl::checking {

// A node of some file's tree, which must outlive this.
template <class Node>
struct Placed {
  Node const* node = nullptr;
  std::uint32_t source = 0;
  Node const* operator->() const { return node; }
  Location at(syntax::Node const& part) const { return {source, part.span}; }
};

class Items {
 public:
  void add(syntax::File const& file, std::uint32_t source) {
    for (auto const& item : file.items)
      std::visit([&](auto const& node) { list_of(node).push_back({&node, source}); }, item);
  }
  // In the order of the files and of their text.
  template <class Node>
  std::vector<Placed<Node>> const& all() const {
    return std::get<std::vector<Placed<Node>>>(lists_);
  }

 private:
  template <class Node>
  std::vector<Placed<Node>>& list_of(Node const&) {
    return std::get<std::vector<Placed<Node>>>(lists_);
  }
  template <class Variant>
  struct Lists;
  template <class... Nodes>
  struct Lists<std::variant<Nodes...>> {
    using type = std::tuple<std::vector<Placed<Nodes>>...>;
  };
  Lists<syntax::Item>::type lists_;
};

}  // namespace bylaw::dsl::checking
