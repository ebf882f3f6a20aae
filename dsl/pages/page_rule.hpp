// What pages show of a rule, of whichever kind. A further kind of rule is one more function in page_rule.cpp.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::dsl {

struct PageRule {
  std::string_view kind;  // "rule", "standing rule", "procedure", "step"
  std::string name, title;
  std::vector<Index> norms;  // what it encodes, the first named first; a procedure leaves that to its steps
  std::vector<std::pair<std::string, std::string>> readings;
  std::string family;  // the path of its file among the rule files, without the ending
  std::string body;    // in plain language
  Location where;
};

// By family, and within it as they are written.
std::vector<PageRule> page_rules(Rulebook const& rulebook);

// The path of a source among the rule files, without the ending: "standing/reporting".
std::string family_of(Rulebook const& rulebook, Index source);

// A text of the rulebook where Markdown would take a letter for a sign.
std::string escaped(std::string_view text);
// The same in a cell of a table.
std::string cell(std::string_view text);

}  // namespace bylaw::dsl
