// Which rules a question leaves open, and which of what it can still be told leaves each of them open: one evaluation of
// each, in which nothing is tried. Whether an answer can still change the outcome is for decide() to find out; that is
// dear while it is not known which records the question is about.
#pragma once
#include <vector>

#include "engine/decide.hpp"

namespace bylaw::engine {

struct OpenRule {
  Index rule = dsl::none;
  // Facts and parameters that are not known, each once; all of the action's once more than ten times
  // Question::most_visits rows have been looked at.
  std::vector<Unknown> reads;
};
struct OpenRules {
  std::vector<OpenRule> rules;
  // Rows looked at for it. Where that is beyond Question::most_visits already, decide() can try nothing: what leaves the
  // rules open is all that it could call missing.
  std::size_t visits = 0;
};
OpenRules open_rules(Program const& program, Snapshot const& snapshot, Question const& question);

}  // namespace bylaw::engine
