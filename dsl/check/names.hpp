// Which names of one kind (facts, records, rules...) are declared, and where.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/check/faults.hpp"
#include "dsl/rulebook.hpp"

namespace bylaw::dsl::checking {

class NameTable {
 public:
  // `kind` is what messages call such a thing: "fact", "record".
  explicit NameTable(std::string_view kind) : kind_(kind) {}

  // False, with a fault that shows the first declaration, when the name is taken.
  bool declare(Faults& faults, std::string const& name, Location where, Index index);
  // `none` when there is no such name.
  Index find(std::string_view name) const;
  // As find, with a fault that names the nearest when there is no such name.
  Index require(Faults& faults, std::string_view name, Location where) const;
  Location where(std::string_view name) const { return declarations_.find(name)->second.where; }
  std::vector<std::string_view> names() const;
  bool empty() const { return declarations_.empty(); }

 private:
  struct Declaration {
    Index index = none;
    Location where;
  };
  std::string kind_;
  std::map<std::string, Declaration, std::less<>> declarations_;
};

}  // namespace bylaw::dsl::checking
