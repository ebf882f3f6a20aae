// Roles that name what there is not, say things twice, or leave out what they need.
// Seen failing: can_be_of_own() true of everything; the confidential not asked for by `sees`; check_whole() left out.
#include "tests/dsl/fault_cases.hpp"

namespace bylaw::dsl::club {
namespace {

using Roles = CheckFault;
TEST_P(Roles, AreReportedOnce) { expect_only(GetParam(), Severity::error); }

// A confidential record, and a role with these clauses.
std::string role_with(std::string const& clauses) {
  return "record vote confidential id: id person: ref person end\nrole keeper \"the keeper\" " + clauses + " end\n";
}
std::string const own_votes = "for person holder own vote v when v.person is holder ";

FaultCase const cases[] = {
    {"Scope", role_with("may deside"), "unknown_scope", "deside", "did you mean 'decide'", ""},
    {"ScopeTwice", role_with("may decide, decide"), "duplicate_value", "decide", "twice", ""},
    {"ScopeOfOwn", role_with(own_votes + "may read_rules of own"), "bad_scope", "read_rules", "cannot be limited", ""},
    {"OwnOfNobody", role_with("may read_cases of own"), "missing_clause", "keeper", "whom the role is for", ""},
    {"OwnWithoutHolder", role_with("own vote v when v.person is recorded"), "missing_clause",
     "own vote v when v.person is recorded", "'own' speaks of somebody", ""},
    {"Holder", role_with("for persn holder"), "unknown_record", "persn", "did you mean 'person'", ""},
    {"TwoHolders", role_with(own_votes + "for person other"), "duplicate_clause", "for person other", "one 'for'", ""},
    {"OwnRecord", role_with("for person holder own vot v when v.person is holder"), "unknown_record", "vot",
     "did you mean 'vote'", ""},
    {"OwnTwice", role_with(own_votes + "own vote v when holder is v.person"), "duplicate_value", "vote",
     "said already", ""},
    {"OwnCondition", role_with("for person holder own vote v when v.person"), "not_a_condition", "v.person", "", ""},
    {"SeesNothingConfidential", role_with("sees person"), "not_confidential", "person", "nothing of 'person'",
     "person"},
    {"SeesOwnOfNobody", role_with("sees own vote"), "no_owner", "vote", "own vote x when", ""},
    {"SeesTwice", role_with("sees vote, vote"), "duplicate_value", "vote", "twice", ""},
    {"WritesWithoutScope", role_with("writes vote"), "missing_clause", "keeper", "needs 'may write_records'", ""},
    {"ScopeWithoutWrites", role_with("may write_records"), "missing_clause", "keeper", "say with 'writes' which", ""},
    {"BlindImport", role_with("may import sees vote"), "missing_clause", "keeper", "every record", ""},
    {"TwoRoles", role_with("may decide") + "role keeper \"the other\" may decide end", "duplicate_role", "keeper",
     "declared twice", "keeper"},
};
INSTANTIATE_TEST_SUITE_P(All, Roles, testing::ValuesIn(cases), case_name);

TEST(RolesFine, SayWhoMayDoWhat) {
  auto const checked = check_with(role_with(own_votes +
                                            "may decide, write_records may read_decisions of own sees own vote "
                                            "writes own vote, group"));
  ASSERT_EQ(only(Severity::error, checked.diagnostics).size(), 1u) << all_of(checked);  // whose groups?
  auto const fine = check_with(role_with(own_votes +
                                         "may decide, write_records may read_decisions of own sees own vote "
                                         "writes own vote"));
  ASSERT_TRUE(fine.diagnostics.empty()) << all_of(fine);
  auto const& role = fine.rulebook.roles.at(0);
  auto const vote = find_record(fine.rulebook, "vote");
  EXPECT_EQ(role.holder, find_record(fine.rulebook, "person"));
  EXPECT_EQ(role.may[static_cast<std::size_t>(AccessScope::decide)], Reach::all);
  EXPECT_EQ(role.may[static_cast<std::size_t>(AccessScope::read_decisions)], Reach::own);
  EXPECT_EQ(role.may[static_cast<std::size_t>(AccessScope::export_records)], Reach::nothing);
  EXPECT_EQ(role.sees[vote], Reach::own);
  EXPECT_EQ(role.writes[vote], Reach::own);
  EXPECT_NE(role.own[vote].when, none);
  EXPECT_TRUE(fine.rulebook.records[vote].confidential);
}

// A field may still be called like the mark, and a variable like a clause.
TEST(RolesFine, LeaveWordsToOthers) {
  auto const checked = check_with(
      "record odd confidential id: id confidential: text optional confidential own: boolean role: text end\n"
      "define sees(own: ref odd) = own.own\n");
  EXPECT_TRUE(checked.diagnostics.empty()) << all_of(checked);
}

}  // namespace
}  // namespace bylaw::dsl::club
