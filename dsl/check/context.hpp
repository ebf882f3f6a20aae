// What the steps of one check share: the rulebook as it grows, the names declared so far, the faults found.
#pragma once
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "dsl/check/faults.hpp"
#include "dsl/check/items.hpp"
#include "dsl/check/names.hpp"
#include "dsl/rulebook.hpp"

namespace bylaw::dsl::checking {

struct Context {
  Rulebook book;
  Faults faults;
  bool rules_complete = true;  // false when syntax errors may have cost a rule or a clause
  NameTable enumerations{"enumeration"}, records{"record"}, parameters{"parameter"}, facts{"fact"}, actions{"action"},
      documents{"document"}, norms{"norm"}, settings{"setting"}, definitions{"definition"}, rules{"rule"},
      backgrounds{"background"}, scenarios{"scenario"}, columns{"column"}, standing{"standing rule"},
      procedures{"procedure"}, roles{"role"};
  std::set<std::string> faulty_rules;  // their conditions are faulty: no conclusions are drawn from them
  std::map<std::vector<std::string>, Index> value_lists;  // `one of` types: the same values are the same type
  std::vector<std::set<Index>> facts_read;                // per definition, what it and the definitions it uses read
  std::vector<bool> reads_question;  // per definition, whether it or one it uses reads who asks, or what is done

  Index add(Expression expression) {
    book.expressions.push_back(std::move(expression));
    return static_cast<Index>(book.expressions.size() - 1);
  }
};

// The first declaration of each name, in order, so that a position here is the index in the rulebook.
template <class Node, class NameOf>
std::vector<Placed<Node>> declare(Faults& faults, NameTable& table, std::vector<Placed<Node>> const& all,
                                  NameOf name_of) {
  std::vector<Placed<Node>> kept;
  for (auto const& placed : all) {
    syntax::Name const& name = name_of(*placed.node);
    if (table.declare(faults, name.text, placed.at(name), static_cast<Index>(kept.size()))) kept.push_back(placed);
  }
  return kept;
}
template <class Node>
std::vector<Placed<Node>> declare(Faults& faults, NameTable& table, std::vector<Placed<Node>> const& all) {
  return declare(faults, table, all, [](Node const& node) -> syntax::Name const& { return node.name; });
}

// "group_type" as people read it: "group type".
std::string with_blanks(std::string_view name);
inline std::string text_or(std::optional<syntax::Text> const& text, std::string otherwise = {}) {
  return text ? text->value : std::move(otherwise);
}
std::vector<std::string> words(syntax::Names const& names);

}  // namespace bylaw::dsl::checking
