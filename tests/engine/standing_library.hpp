// Standing rules of a lending library to try the language on: what they may speak of, and a line for each row that they
// come to.
#pragma once
#include <string>
#include <string_view>

#include "engine/standing.hpp"
#include "tests/support/asked.hpp"

namespace bylaw::engine::library {

// Any rules, checked with the vocabulary of the library; norms are lib/1/must, lib/1/must_not, lib/1/should,
// lib/1/should_not, lib/1/may, lib/1/power and lib/1/information. `given` is the inside of a scenario. Throws
// std::runtime_error with the checker's words when either has faults.
asked::Case make_standing(std::string_view rules, std::string_view given);

// The rows on a day, "s.one l1 met since 2023-01-01; s.two unknown", each with what its details say: "[It is 3.]".
// Asks both evaluators, and says so when they differ.
std::string rows(std::string_view rules, std::string_view given, std::string_view on = "2023-05-04");

// The same of one rule on one norm, without its name: "l1 met since 2023-01-01".
std::string standing(std::string_view force, std::string_view clauses, std::string_view given,
                     std::string_view on = "2023-05-04");
// What a condition or value comes to, shown by a rule that is for no record: "yes", "no" or "unknown"; the words of a
// detail.
std::string holds(std::string_view condition, std::string_view given = "", std::string_view on = "2023-05-04");
std::string shown(std::string_view value, std::string_view given = "", std::string_view on = "2023-05-04");

}  // namespace bylaw::engine::library
