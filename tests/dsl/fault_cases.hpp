// A table row for the tests of the checker: text that is added to the club's rulebook and the one fault it brings.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "tests/dsl/club.hpp"

namespace bylaw::dsl::club {

struct FaultCase {
  std::string name;
  std::string extra;
  std::string code;
  std::string at;       // the text under the caret
  std::string message;  // a part of it
  std::string other;    // the text at the second place; empty: there is none
};

inline void PrintTo(FaultCase const& fault, std::ostream* out) { *out << fault.name; }

inline std::string case_name(testing::TestParamInfo<FaultCase> const& info) { return info.param.name; }

// Exactly this fault: neither none nor others that only follow from it.
inline void expect_only(FaultCase const& wanted, Severity severity) {
  auto const checked = check_with(wanted.extra);
  auto const found = only(severity, checked.diagnostics);
  ASSERT_EQ(found.size(), 1u) << all_of(checked);
  auto const& fault = found.front();
  EXPECT_EQ(fault.code, wanted.code) << all_of(checked);
  EXPECT_EQ(text_at(checked.rulebook, fault.where), wanted.at) << all_of(checked);
  EXPECT_THAT(fault.message, testing::HasSubstr(wanted.message));
  EXPECT_EQ(fault.other ? text_at(checked.rulebook, *fault.other) : "", wanted.other) << all_of(checked);
}

class CheckFault : public testing::TestWithParam<FaultCase> {};

}  // namespace bylaw::dsl::club
