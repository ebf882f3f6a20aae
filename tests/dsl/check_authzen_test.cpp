// What questions from outside mean: each fault the checker has for it, and what comes of it without one.
#include <algorithm>

#include "tests/dsl/fault_cases.hpp"

namespace bylaw::dsl::club {
namespace {

using AuthzenFaults = CheckFault;
TEST_P(AuthzenFaults, AreReportedOnce) { expect_only(GetParam(), Severity::error); }

std::string block(std::string const& clauses) { return "authzen\n" + clauses + "\nend\n"; }

FaultCase const cases[] = {
    {"UnknownTarget", block("subject \"user\" is acter"), "unknown_target", "acter", "did you mean 'actor'", ""},
    {"NoReference", block("subject \"user\" is date"), "bad_target", "date", "text or refers to a record", ""},
    {"FieldAsSubject", block("subject \"user\" is actor.name"), "bad_target", "actor.name", "text or refers", ""},
    {"UnknownField", block("subject \"user\" is actor\nproperty \"age\" is actor.birth_yaer"), "unknown_field",
     "actor.birth_yaer", "did you mean 'birth_year'", ""},
    {"FieldOfSomethingElse", block("subject \"user\" is actor\nproperty \"kind\" is group.kind"), "bad_target",
     "group.kind", "a field of something else", ""},
    {"Key", block("subject \"user\" is actor\nproperty \"name\" is actor.id"), "bad_target", "actor.id",
     "what the record is known by", ""},
    {"FieldOfNoRecord", block("context \"x\" is date.year"), "bad_target", "date.year", "only a field of one record",
     ""},
    {"TwoTypes", block("subject \"user\" is actor subject \"user\""), "duplicate_subject_type", "\"user\"",
     "declared twice", "\"user\""},
    {"TwoProperties", block("subject \"user\" is actor property \"n\" is actor.name property \"n\" is actor.name"),
     "duplicate_property", "\"n\"", "declared twice", "\"n\""},
    {"UnknownAction", block("action \"fly\" is fly_away"), "unknown_action", "fly_away", "there is no action", ""},
    {"UnknownRule", block("request no.rule records contact queue office"), "unknown_rule", "no.rule",
     "there is no rule", ""},
};
INSTANTIATE_TEST_SUITE_P(Check, AuthzenFaults, testing::ValuesIn(cases), case_name);

TEST(CheckAuthzen, FindsWhereWhatIsSentGoes) {
  auto const checked =
      check_with(block("subject \"user\" is actor property \"born\" is actor.birth_year\n"
                       "resource \"list\" resource \"group\" is group every action context \"day\" is date"));
  ASSERT_FALSE(has_errors(checked.diagnostics)) << all_of(checked);
  auto const& authzen = checked.rulebook.authzen;
  ASSERT_EQ(authzen.subjects.size(), 1u);
  EXPECT_EQ(authzen.subjects[0].target.kind, SentTarget::Kind::parameter);
  EXPECT_NE(authzen.subjects[0].properties.at(0).target.field, none);
  EXPECT_EQ(authzen.resources.at(0).target.kind, SentTarget::Kind::nowhere);
  EXPECT_EQ(authzen.context.at(0).target.kind, SentTarget::Kind::date);
  EXPECT_EQ(authzen.actions.size(), checked.rulebook.actions.size());
  EXPECT_TRUE(std::ranges::is_sorted(authzen.actions, {}, &SentAction::name));
}

}  // namespace
}  // namespace bylaw::dsl::club
