// What the rulebook makes of the texts it stands for: for every norm the rules that encode it, or why none does.
#pragma once
#include <string>
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::dsl {

struct CoverageRow {
  Index norm = none;
  std::string document, section;
  std::vector<Index> rules;        // that name it first or say the same
  std::vector<Index> standing;     // the same, of standing rules
  std::optional<Uncoded> uncoded;  // why there is none, in a word
  std::vector<std::pair<Index, Index>> steps{};  // procedure and step that encode it
  bool encoded() const { return !rules.empty() || !standing.empty() || !steps.empty(); }
  bool accounted() const { return encoded() || uncoded.has_value(); }
};

// In the order of documents as declared, then of sections ("4.2" before "4.10"), then of ids.
std::vector<CoverageRow> coverage(Rulebook const& rulebook);

// The same for people: by document and section, the counts at the end, and how many norms are unaccounted for.
std::string coverage_text(Rulebook const& rulebook);

// "information", "judgement", "reference", "later".
std::string_view to_string(Uncoded reason);

}  // namespace bylaw::dsl
