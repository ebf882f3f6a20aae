// Rulebooks of a sports club, with rules, state and a question made up by RapidCheck. To be called within a property.
#pragma once
#include <string>
#include <vector>

namespace bylaw::engine::generated {

struct Options {
  bool presence = true;    // `is known`, `is recorded` and `otherwise`
  bool references = true;  // facts and questions that refer to records
  bool records = true;     // quantifiers and fields
  bool facts = true;       // else no question is asked: standing rules
};

// The parts of a rulebook's text, in any order. `rules` have the names r.one, r.two, ... and norms of their own; where
// no question is asked they are standing rules, and definitions of their own are among them.
struct Book {
  std::string vocabulary;
  std::vector<std::string> rules;
};
Book book(Options const& options);

// `given ...` for some players and clubs, and rates.
std::string state();

// A fact that a question may give: its name and values worth giving it, one of each cell that any rule can make and
// more.
struct Fact {
  std::string name;
  std::vector<std::string> values;
};
std::vector<Fact> const& facts(Options const& options);

// One of the values that can be written down.
std::string written(Fact const& fact);

// `when play on DATE with ...`: each fact given with a value, or left out. At most `unknown` are left out where that is
// not negative.
std::string question(Options const& options, int unknown = -1);

// The whole text: the book, and a scenario that asks.
std::string text(Book const& book, std::string const& state, std::string const& question);

}  // namespace bylaw::engine::generated
