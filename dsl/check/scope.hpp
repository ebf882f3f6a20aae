// What bare words may mean around an expression: which variables are in sight, which facts may be read.
#pragma once
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::dsl::checking {

struct Variable {
  std::string name;
  Type type;
  Index slot = none;
  Location where;
  bool used = false;
};

struct Scope {
  // In a rule, the facts of its actions; in a definition or assumption, any; in a standing rule there is no question.
  enum class Facts { any, of_every_action, of_actions, none } facts = Facts::any;
  std::vector<Index> actions;
  std::vector<Variable> variables;  // the last declared last
  Index slots = 0;                  // of the frame: each variable has its own
  std::set<Index> facts_read;
  bool reads_question = false;      // who asks, or whether it is done already

  // The innermost of that name.
  Variable* find(std::string_view name) {
    auto const found = std::ranges::find(variables.rbegin(), variables.rend(), name, &Variable::name);
    return found == variables.rend() ? nullptr : &*found;
  }
};

}  // namespace bylaw::dsl::checking
