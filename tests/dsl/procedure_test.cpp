// What the checker makes of a procedure, and everything it finds wrong with one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dsl/coverage.hpp"
#include "dsl/plain.hpp"
#include "tests/dsl/club.hpp"
#include "tests/dsl/procedure_club.hpp"

namespace bylaw::dsl::club {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Rulebook book() { return check_with(purchase).rulebook; }

Step const& step(Procedure const& procedure, std::string_view name) {
  for (auto const& one : procedure.steps)
    if (one.name == name) return one;
  throw std::runtime_error("no such step");
}

// The club's procedure with one text put in place of another.
Checked with(std::string_view text, std::string_view other) {
  std::string changed(purchase);
  auto const at = changed.find(text);
  EXPECT_NE(at, std::string::npos) << text;
  return check_with(changed.replace(at, text.size(), other));
}

TEST(Procedure, HasNoFaults) { EXPECT_EQ(all_of(check_with(purchase)), ""); }

TEST(Procedure, PutsEveryStepBehindThoseItComesAfter) {
  auto const rulebook = book();
  std::vector<std::string> names;
  for (auto const& one : rulebook.procedures.front().steps) names.push_back(one.name);
  EXPECT_THAT(names, ElementsAre("way_chosen", "asked", "voted", "bought"));
  EXPECT_EQ(rulebook.procedures.front().choosing, 0u);
  EXPECT_THAT(step(rulebook.procedures.front(), "bought").after, ElementsAre(1u, 2u));
}

TEST(Procedure, KnowsItsRoutesByTheValuesOfTheField) {
  auto const rulebook = book();
  auto const& procedure = rulebook.procedures.front();
  ASSERT_EQ(procedure.routes.size(), 2u);
  EXPECT_EQ(procedure.routes[0].value, 0u);
  EXPECT_EQ(procedure.routes[1].value, 1u);
  EXPECT_THAT(step(procedure, "voted").routes, ElementsAre(1u));
  EXPECT_TRUE(step(procedure, "bought").routes.empty());
}

TEST(Procedure, ReadsTheDayOfAStepOffTheRecordThatShowsIt) {
  auto const rulebook = book();
  auto const& voted = step(rulebook.procedures.front(), "voted");
  EXPECT_EQ(rulebook.expression(voted.done).kind, ExpressionKind::some);
  EXPECT_EQ(rulebook.expression(voted.day).kind, ExpressionKind::field);
  EXPECT_EQ(rulebook.expression(voted.day).type.kind, TypeKind::date);
}

TEST(Procedure, CountsTheNormsThatItsStepsEncode) {
  auto const text = coverage_text(book());
  EXPECT_THAT(text, HasSubstr("rules/5/ask (must): step purchase.way_chosen, step purchase.asked\n"));
  EXPECT_THAT(text, HasSubstr(" 0 unaccounted\n"));
}

TEST(Procedure, IsToldStepByStep) {
  auto const rulebook = book();
  EXPECT_EQ(plain_step(rulebook, 0, 2), R"(**Let the members vote.**

Rules of the club, section 5 (should).

The member should preferably vote.

On the way "The members vote."

Usually not before: "Choose a way".

Not needed when the request's group's kind is temporary.

Done when there is a vote whose request is the request and that is in favour.

Refused when there is a vote whose request is the request and that is not in favour.

After a refusal, again: "Choose a way".

Nobody can act when there is no membership whose group is the request's group. The group has no members.

Waiting for an answer when there is a vote whose request is the request.

Somebody has to stand aside when there is a vote whose request is the request and whose by leads the request's group. A leader voted.
)");
  auto const whole = plain_procedure(rulebook, 0);
  EXPECT_THAT(whole, HasSubstr("\n\nOtherwise open. The office answers at once.\n\n"));
  EXPECT_THAT(whole, HasSubstr("\n\nIt is for the committee to decide when the request's group is confirmed.\n\n"));
  EXPECT_THAT(whole, HasSubstr("\n\nOnce done it cannot be undone.\n"));
}

struct Wrong {
  char const *text, *other, *code, *where;
  std::size_t errors = 1;
};
class WrongProcedure : public testing::TestWithParam<Wrong> {};

TEST_P(WrongProcedure, IsReported) {
  auto const& [text, other, code, where, count] = GetParam();
  auto const checked = with(text, other);
  auto const errors = only(Severity::error, checked.diagnostics);
  ASSERT_EQ(errors.size(), count) << all_of(checked);
  EXPECT_EQ(errors.back().code, code) << all_of(checked);
  EXPECT_EQ(text_at(checked.rulebook, errors.back().where), where) << all_of(checked);
}

std::string case_name(testing::TestParamInfo<Wrong> const& wrong) {
  return std::string(wrong.param.code) + "_" + std::to_string(wrong.index);
}
INSTANTIATE_TEST_SUITE_P(
    Faults, WrongProcedure,
    testing::Values(
        Wrong{"of request \"How", "of reqest \"How", "unknown_fact", "reqest"},
        Wrong{"of request \"How", "of amount \"How", "not_a_case", "amount"},
        Wrong{"routes by way", "routes by wey", "unknown_field", "wey"},
        Wrong{"routes by way", "routes by group", "not_a_choice", "group"},
        Wrong{"chosen in way_chosen", "chosen in way_chosn", "unknown_step", "way_chosn"},
        Wrong{"chosen in way_chosen", "chosen in asked", "bad_choice", "asked"},
        Wrong{"when request.group.kind is standing", "when request.group.kind is idle", "unknown_value", "idle"},
        Wrong{"refer to committee", "refer to comittee", "unknown_party", "comittee"},
        Wrong{"step purchase.bought", "step purchas.bought", "unknown_procedure", "purchas.bought"},
        Wrong{"step purchase.bought", "step bought", "bad_name", "bought"},
        Wrong{"for quick", "for quik", "unknown_route", "quik"},
        Wrong{"after asked, voted", "after asked, votd", "unknown_step", "votd"},
        Wrong{"required of leader to ask office", "required of leadr to ask office", "unknown_party", "leadr"},
        Wrong{"preferred of member to vote", "required of member to vote", "need_differs",
              "required of member to vote"},
        Wrong{"required of treasurer to buy", "", "missing_clause", "purchase.bought"},
        Wrong{"  done when request.way is recorded", "", "missing_clause", "purchase.way_chosen"},
        Wrong{"  decided by member", "  decided by member decided by leader", "duplicate_clause", "decided by leader"},
        Wrong{"  decided by member", "  open because \"So.\"", "misplaced_clause", "open because \"So.\""},
        Wrong{"closed when request.group.regions is recorded", "closed when request.group.regions", "not_a_condition",
              "request.group.regions"},
        Wrong{"no membership m with m.group is request.group", "amount > USD 5", "foreign_fact", "amount > USD 5"},
        Wrong{"recorded on request.asked_on", "recorded on request.group", "type_mismatch", "request.group"},
        Wrong{"by v.on with", "by year(v.on) with", "bad_day",
              "latest(vote v by year(v.on) with v.request is request and v.agreed)"},
        Wrong{"then way_chosen", "then way_choosen", "unknown_step", "way_choosen"},
        Wrong{"records vote with", "records vot with", "unknown_record", "vot"},
        Wrong{"by actor, agreed given", "by actor, agred given, agreed given", "unknown_field", "agred"},
        Wrong{"by actor, agreed given", "by actor", "missing_field", "vote"},
        Wrong{"by actor, agreed given", "by request, agreed given", "type_mismatch", "request"},
        Wrong{"changes request with way given", "changes request.way with way given", "not_a_record", "request.way"},
        Wrong{"checked by buy", "checked by by_all", "unknown_action", "by_all"},
        Wrong{"with group request.group", "with grup request.group", "unknown_fact", "grup"},
        Wrong{"with group request.group", "with amount 5", "type_mismatch", "5"},
        Wrong{"  done when request.way is recorded\n", "  after bought\n  done when request.way is recorded\n",
              "circular_steps", "purchase.bought"},
        Wrong{"route purchase.careful", "route purchase.carefull", "unknown_route", "careful", 3}),
    case_name);

TEST(Procedure, NeedsARouteForEveryValue) {
  auto const checked = with("one of quick, careful optional", "one of quick, careful, idle optional");
  auto const errors = only(Severity::error, checked.diagnostics);
  ASSERT_EQ(errors.size(), 1u) << all_of(checked);
  EXPECT_EQ(errors.front().code, "missing_route");
}

TEST(Procedure, RefusesACaseOfAnotherKind) {
  auto const checked = check_with(std::string(purchase) + "procedure other of approach \"Other\" end\n");
  auto const errors = only(Severity::error, checked.diagnostics);
  ASSERT_FALSE(errors.empty());
  EXPECT_EQ(errors.front().code, "other_case");
}

TEST(Procedure, ReportsEverythingInOneRun) {
  auto const checked = check_with(R"(
procedure p of approach "P" routes by wy chosen in x end
step p.one "One" norm rules/9/none required of nobody to act done when k records thing end
)");
  std::vector<std::string> codes;
  for (auto const& one : only(Severity::error, checked.diagnostics)) codes.push_back(one.code);
  EXPECT_THAT(codes, ElementsAre("unknown_field", "unknown_step", "unknown_norm", "unknown_party", "unknown_name",
                                 "unknown_record"));
}

}  // namespace
}  // namespace bylaw::dsl::club
