// Declaring and looking up names of one kind.
#include "dsl/check/names.hpp"

#include <algorithm>

namespace bylaw::dsl::checking {
namespace {

// "standing rule" is one word in a code.
std::string code_of(std::string kind) {
  std::ranges::replace(kind, ' ', '_');
  return kind;
}

}  // namespace

bool NameTable::declare(Faults& faults, std::string const& name, Location where, Index index) {
  auto const [first, fresh] = declarations_.try_emplace(name, Declaration{index, where});
  if (!fresh) {
    faults.error("duplicate_" + code_of(kind_), where, "the " + kind_ + " " + quoted(name) + " is declared twice",
                 first->second.where, "it is declared here first");
  }
  return fresh;
}

Index NameTable::find(std::string_view name) const {
  auto const found = declarations_.find(name);
  return found == declarations_.end() ? none : found->second.index;
}

Index NameTable::require(Faults& faults, std::string_view name, Location where) const {
  auto const index = find(name);
  if (index == none && !faults.full())
    faults.unknown("unknown_" + code_of(kind_), where, "there is no " + kind_ + " " + quoted(name), name, names());
  return index;
}

std::vector<std::string_view> NameTable::names() const {
  std::vector<std::string_view> names;
  for (auto const& [name, declaration] : declarations_) names.push_back(name);
  return names;
}

}  // namespace bylaw::dsl::checking
