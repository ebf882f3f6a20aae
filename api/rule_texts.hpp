// What answers repeat of a rulebook, as JSON: each rule as every finding of it tells it, and the conditions of rules in
// plain words. Each is written when it is first asked for, and kept.
#pragma once
#include <atomic>
#include <string>
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::api {

// Members of a finding that are the same whatever was asked. What depends on the question stands between them.
struct RuleText {
  std::string opening;               // from "norm" to "force"
  std::string duty, duty_of_others;  // who has to do what with whom; and where the rule refers to others instead
  std::string undetermined_because;  // empty when the rule does not say
  std::string source;                // from "word" to "see"
  std::string closing;               // what would lift it, and readings
};

// Any thread may ask; what is given stays where it is for as long as this lives.
class RuleTexts {
 public:
  // The rulebook must outlive this.
  explicit RuleTexts(dsl::Rulebook const& rulebook);
  ~RuleTexts();
  RuleTexts(RuleTexts const&) = delete;
  RuleTexts& operator=(RuleTexts const&) = delete;

  RuleText const& rule(dsl::Index rule) const;
  // What plain_condition() says of it, as a JSON text.
  std::string const& condition(dsl::Index expression) const;

 private:
  template <class T>
  using Kept = std::vector<std::atomic<T const*>>;  // owned; null until first asked for

  dsl::Rulebook const& rulebook_;
  mutable Kept<RuleText> rules_;         // by rule
  mutable Kept<std::string> conditions_;  // by expression
};

}  // namespace bylaw::api
