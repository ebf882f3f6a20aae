// Collects what the steps of the checker find wrong: at most 1,000 errors, sorted by place at the end.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostic.hpp"

namespace bylaw::dsl::checking {

inline constexpr std::size_t most_faults = 1000;

class Faults {
 public:
  void error(std::string code, Location where, std::string message);
  void error(std::string code, Location where, std::string message, Location other, std::string other_message);
  void warning(std::string code, Location where, std::string message);
  // "there is no fact 'amont'; did you mean 'amount'?" Silent about a word that stands in text lost to syntax errors:
  // it may be declared there, and one missing `end` must not bring a hundred unknown names.
  void unknown(std::string code, Location where, std::string message, std::string_view word,
               std::vector<std::string_view> const& candidates);

  // Further errors are not kept, so the work of wording them can be spared.
  bool full() const { return errors_.size() >= most_faults; }
  // `text` could not be read.
  void lose(std::string_view text);

  // Errors and warnings by place; `room` is how many may be given in all (errors go first).
  Diagnostics take(std::size_t room);

 private:
  std::set<std::string, std::less<>> lost_words_;
  Diagnostics errors_, warnings_;
};

// 'word'
std::string quoted(std::string_view word);
// "a -> b -> a"; the middle of a long circle is left out.
std::string circle_text(std::vector<std::string> const& names);

}  // namespace bylaw::dsl::checking
