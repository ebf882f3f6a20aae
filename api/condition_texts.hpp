// Conditions of rules in plain words. Each is put into words when it is first asked for and kept: an explanation
// repeats what earlier ones said of the same rules.
#pragma once
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::api {

class ConditionTexts {
 public:
  // The rulebook must outlive this.
  explicit ConditionTexts(dsl::Rulebook const& rulebook);
  ~ConditionTexts();
  ConditionTexts(ConditionTexts const&) = delete;
  ConditionTexts& operator=(ConditionTexts const&) = delete;

  // What plain_condition() says of it. Any thread; stays where it is for as long as this lives.
  std::string const& of(dsl::Index expression) const;

 private:
  dsl::Rulebook const& rulebook_;
  mutable std::vector<std::atomic<std::string const*>> texts_;  // by expression; owned; null until first asked for
};

}  // namespace bylaw::api
