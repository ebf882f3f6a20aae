// A lending library to try the language on: what its rules may speak of, and one line that says what a decision came
// to.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "tests/support/asked.hpp"

namespace bylaw::engine::library {

// Rules on the action `borrow`, checked with the vocabulary of the library. A rule may name the norms lib/1/must,
// lib/1/must_not, lib/1/should, lib/1/should_not and lib/1/may. `question` is the inside of a scenario up to its
// expectations. Throws std::runtime_error with the checker's words when either has faults.
using asked::Case;
Case make_case(std::string_view rules, std::string_view question);

// "undetermined | r.one undetermined, r.two satisfied | missing amount, who | assumed a". Parts that are empty are left
// out. Asks both evaluators, and says so when they differ.
std::string answer(std::string_view rules, std::string_view question, Explain explain = Explain::none);
std::string summary(Case const& asked, Decision const& decision);

// The status of `when CONDITION` for one step: outstanding where true, not_applicable where false, else undetermined.
std::string truth(std::string_view condition, std::string_view question = "when borrow on 2023-05-04");

}  // namespace bylaw::engine::library
