// Where a case stands: statuses, order of steps, routes, outcome, what comes next, what is missing; and what recording
// a step writes. A made-up workshop that lends its room.
#include "engine/cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/cases/recording.hpp"
#include "tests/support/asked.hpp"

namespace bylaw::engine {
namespace {

constexpr std::string_view workshop = R"(
rulebook workshop "Rules of the workshop"
question
  actor: ref person "Who acts?"
end
record person
  id: id
  key_holder: boolean optional
end
record booking
  id: id
  kind: one of evening, week
  way: one of keeper, vote, other optional
  applied_on: date event
  lent_on: date event
  paid: boolean optional
  closed: boolean optional
end
record word
  id: id
  booking: ref booking
  by: ref person
  yes: boolean optional
  on: date opening
end
record tick
  id: id
  word: ref word
  mark: text
end
fact booking: ref booking "the booking" ask "Which?"
fact who: ref person "who" ask "Who?"
action lend "Lend" facts booking, who end
document w "Rules" in force 2020-01-01 to 2025-12-31 end
norm w/1/ask must "must" says "Ask." end
norm w/1/pay should "should" says "Pay." end
norm w/1/clean may "may" says "Clean." end
norm w/1/holder must "must" says "Only key holders." end
rule lending.holder "Only a key holder lends."
  norm w/1/holder
  on lend
  anyone must ask_holder before action
  done when who.key_holder
end
define words(b: ref booking, y: boolean) = some word k with k.booking is b and k.yes is y

procedure lending of booking "How the room is lent"
  when booking.kind is evening
  routes by way chosen in chosen
  refer to keeper when booking.closed is recorded and booking.closed
  records booking with kind given, way given
end
route lending.keeper "The keeper decides."
  closed when booking.paid is recorded and not booking.paid because "The keeper wants money."
end
route lending.vote "A vote." end
route lending.other "Otherwise." refer to keeper end
step lending.chosen "Choose."
  norm w/1/ask
  required of anyone to choose
  done when booking.way is recorded
  changes booking with way given
end
step lending.applied "Apply."
  norm w/1/ask
  for keeper, vote
  required of anyone to apply
  after chosen
  done when booking.applied_on is recorded on booking.applied_on
  changes booking with applied_on date
end
step lending.paid "Pay."
  norm w/1/pay
  for keeper
  preferred of anyone to pay
  usually after applied
  done when booking.paid
end
step lending.cleaned "Clean."
  norm w/1/clean
  for keeper
  customary of anyone to clean
  optional
  done when false
end
step lending.agreed "Agree."
  norm w/1/ask
  for keeper, vote
  required of keeper to agree
  after applied
  unless booking.way is vote and no word k with k.booking is booking
  done when latest(word k by k.on with k.booking is booking and k.yes)
  undetermined when (some word k with k.booking is booking) and not words(booking, false)
      because "The word is not written down."
  pending when some word k with k.booking is booking and k.yes is not recorded
  blocked when no person p with p.key_holder because "There is no key."
  refused when words(booking, false) then applied
  recused when some word k with k.booking is booking and k.by.id is "ada" because "Ada is asked about Ada."
  recused when actor is known and actor.id is "ada" because "Ada acts."
  records word with by actor, yes given, on date
  records each tick with mark given
  checked by lend with who word.by
end
step lending.lent "Lend."
  norm w/1/ask
  for keeper, vote
  required of keeper to lend
  after agreed
  irrevocable
  done when booking.lent_on is recorded on booking.lent_on
  changes booking with lent_on date
  changes latest(word k by k.on with k.booking is booking) with yes true
end
background people
  person "ada" has key_holder true
  person "bo"
end
)";

asked::Case stated(std::string const& given) {
  return asked::ask_scenario(std::string(workshop) + "scenario \"s\" given people given " + given +
                             " when lend on 2023-06-30 expect clear end\n");
}

std::string day(std::optional<dsl::Date> on) { return on ? "@" + dsl::to_string(*on).substr(5) : ""; }

// "outcome | step status@day (evidence) ... | next ... | missing ..."
std::string report_of(std::string const& given, std::string const& key = "b") {
  auto const asked = stated(given);
  auto const program = compile(asked.rulebook);
  auto const row = asked.snapshot->find(case_record(*asked.rulebook), key);
  auto const report = report_case(*program, *asked.snapshot, row.value(), asked.question.date);
  std::string text(to_string(report.outcome));
  if (report.procedure == dsl::none) return text + " | no procedure";
  auto const& steps = asked.rulebook->procedures[report.procedure].steps;
  for (auto const& step : report.steps) {
    text += " | " + steps[step.step].name + " " + std::string(to_string(step.status)) + day(step.on);
    for (auto const& [record, evidence] : step.evidence)
      text += " (" + std::string(asked.snapshot->key(record, evidence)) + ")";
    for (auto const index : step.behind) text += " <" + steps[index].name;
    if (step.blocked) text += " blocked";
    if (!step.recusals.empty()) text += " aside";
  }
  for (auto const& next : report.next)
    text += (&next == report.next.data() ? " | next " : ", ") + steps[report.steps[next.position].step].name +
            (next.again ? " again" : "");
  for (auto const& missing : report.missing)
    text += (&missing == report.missing.data() ? " | missing " : ", ") + missing.name;
  return text;
}

struct Row {
  char const *given, *expected;
};
class Cases : public testing::TestWithParam<Row> {};
TEST_P(Cases, StandAsExpected) { EXPECT_EQ(report_of(GetParam().given), GetParam().expected) << GetParam().given; }

// Steps of the way of the keeper up to the application.
#define KEEPER R"(booking "b" has kind evening, way keeper, paid true, applied_on 2023-02-01)"
INSTANTIATE_TEST_SUITE_P(
    Workshop, Cases,
    testing::Values(
        Row{R"(booking "b" has kind week)", "clear | no procedure"},
        Row{R"(booking "b" has kind evening)", "action_required | chosen next | next chosen"},
        Row{R"(booking "b" has kind evening, way other)", "refer | chosen done"},
        Row{R"(booking "b" has kind evening, way vote)",
            "action_required | chosen done | applied next | agreed not_needed | lent next | next applied, lent"},
        Row{R"(booking "b" has kind evening, way keeper, paid false)",
            "action_required | chosen next | applied waiting | paid waiting <applied | cleaned waiting | agreed "
            "waiting "
            "<applied | lent waiting <agreed | next chosen"},
        Row{R"(booking "b" has kind evening, way vote, closed true)",
            "refer | chosen done | applied waiting | agreed not_needed | lent waiting"},
        Row{R"(booking "b" has kind evening, way keeper, applied_on 2023-02-01)",
            "action_required | chosen done | applied done@02-01 | paid undetermined | cleaned next | agreed next | "
            "lent "
            "waiting <agreed | next agreed, cleaned"},
        Row{KEEPER,
            "action_required | chosen done | applied done@02-01 | paid done | cleaned next | agreed next | lent "
            "waiting <agreed | next agreed, cleaned"},
        Row{KEEPER R"( given word "w" has booking "b", by "bo", on 2023-02-02)",
            "undetermined | chosen done | applied done@02-01 | paid done | cleaned next | agreed undetermined | lent "
            "waiting <agreed | next cleaned | missing word/w.yes"},
        Row{KEEPER R"( given word "w" has booking "b", by "bo", yes true, on 2023-02-02)",
            "action_required | chosen done | applied done@02-01 | paid done | cleaned next | agreed done@02-02 (w) | "
            "lent "
            "next | next lent, cleaned"},
        Row{KEEPER R"( given word "w" has booking "b", by "ada", yes true, on 2023-02-01)",
            "action_required | chosen done | applied done@02-01 | paid done | cleaned next | agreed done@02-01 (w) "
            "aside | "
            "lent next | next lent, cleaned"},
        Row{KEEPER R"( given word "w" has booking "b", by "bo", yes false, on 2023-02-02)",
            "refer | chosen done | applied done@02-01 | paid done | cleaned waiting | agreed refused (w) | lent "
            "waiting "
            "<agreed | next applied again"},
        Row{KEEPER R"( given word "w" has booking "b", by "bo", yes true, on 2023-01-31)",
            "action_required | chosen done | applied done@02-01 | paid done | cleaned next | agreed out_of_order@01-31 "
            "(w) "
            "<applied | lent waiting <agreed | next agreed, cleaned"},
        Row{KEEPER R"( given word "w" has booking "b", by "bo", yes true, on 2023-07-01)",
            "action_required | chosen done | applied done@02-01 | paid done | cleaned next | agreed next | lent "
            "waiting "
            "<agreed | next agreed, cleaned"},
        Row{KEEPER R"(, lent_on 2023-03-01 given word "w" has booking "b", by "bo", yes true, on 2023-02-02)",
            "clear | chosen done | applied done@02-01 | paid done | cleaned next | agreed done@02-02 (w) | lent "
            "done@03-01 | next cleaned"},
        Row{KEEPER R"(, lent_on 2023-02-01 given word "w" has booking "b", by "bo", yes true, on 2023-02-02)",
            "breach | chosen done | applied done@02-01 | paid done | cleaned next | agreed done@02-02 (w) | lent "
            "out_of_order@02-01 <agreed | next cleaned"},
        Row{KEEPER R"(, lent_on 2023-02-01)",
            "breach | chosen done | applied done@02-01 | paid done | cleaned next | agreed next | lent "
            "out_of_order@02-01 <agreed | next agreed, cleaned"},
        Row{R"(booking "b" has kind evening, way keeper, paid false, applied_on 2023-02-01, lent_on 2023-03-01
               given word "w" has booking "b", by "bo", yes true, on 2023-02-02)",
            "advice | chosen done | applied done@02-01 | paid next | cleaned next | agreed done@02-02 (w) | lent "
            "done@03-01 | next paid, cleaned"}));

TEST(CaseRoutes, SayWhetherTheyAreOpen) {
  auto const asked = stated(R"(booking "b" has kind evening, way keeper, paid false)");
  auto const program = compile(asked.rulebook);
  auto const report = report_case(*program, *asked.snapshot, 0, asked.question.date);
  ASSERT_EQ(report.routes.size(), 3u);
  EXPECT_EQ(report.routes[0].available, Truth::no);
  EXPECT_EQ(report.routes[0].reason, 0u);
  EXPECT_EQ(report.routes[1].available, Truth::yes);
  EXPECT_TRUE(report.halted);
}

// ---- recording ----
struct Attempt {
  asked::Case asked;
  std::shared_ptr<Program const> program;
  Recording recording;

  explicit Attempt(std::string const& given, std::string_view step)
      : asked(stated(given)), program(compile(asked.rulebook)) {
    auto const& steps = asked.rulebook->procedures[0].steps;
    recording.procedure = 0;
    recording.step = static_cast<Index>(std::ranges::find(steps, step, &dsl::Step::name) - steps.begin());
    recording.row = 0;
    recording.date = asked.question.date;
    recording.parameters = asked.question.parameters;
    for (auto const& write : steps[recording.step].writes) {
      recording.given.emplace_back(write.each ? 0 : 1);
      for (auto& one : recording.given.back()) one.fields.resize(asked.rulebook->records[write.record].fields.size());
    }
  }
  void acts(std::string_view person) {
    auto const record = dsl::find_record(*asked.rulebook, "person");
    recording.parameters[0] = Value::reference(record, asked.snapshot->find(record, person).value());
  }
  void gives(std::size_t write, std::string_view field, Constant value) {
    auto const record = asked.rulebook->procedures[0].steps[recording.step].writes[write].record;
    recording.given[write].front().fields[dsl::find_field(asked.rulebook->records[record], field)] = Datum{value, {}};
  }
  std::expected<Plan, std::vector<Unfilled>> plan() {
    return plan_recording(*program, *asked.snapshot, recording, [] { return "new"; });
  }
};

TEST(CaseRecording, MakesTheRecordsThatAStepDeclares) {
  Attempt attempt(KEEPER, "agreed");
  attempt.acts("bo");
  attempt.gives(0, "yes", true);
  GivenRecord tick{"t-1", {}};
  tick.fields.resize(3);
  tick.fields[2] = Datum{std::string("seen"), {}};
  attempt.recording.given[1] = {tick};
  auto const plan = attempt.plan();
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan->recorded.size(), 2u);
  EXPECT_EQ(plan->recorded[0].key, "new");
  EXPECT_EQ(plan->recorded[1].key, "t-1");
  auto const& word = plan->state[0].rows[0].fields;
  EXPECT_EQ(word[1], (Datum{std::string("b"), {}}));   // the case, unasked
  EXPECT_EQ(word[2], (Datum{std::string("bo"), {}}));  // who acts
  EXPECT_EQ(word[4], (Datum{attempt.recording.date, {}}));
  EXPECT_EQ(plan->state[1].rows[0].fields[1], (Datum{std::string("new"), {}}));  // the word made just before
}

TEST(CaseRecording, AsksTheActionThatItIsCheckedBy) {
  for (auto const& [person, outcome] : {std::pair("bo", Outcome::undetermined), std::pair("ada", Outcome::clear)}) {
    Attempt attempt(KEEPER, "agreed");
    attempt.acts(person);
    attempt.gives(0, "yes", true);
    auto const plan = attempt.plan();
    ASSERT_TRUE(plan);
    auto const after = overlay(attempt.asked.snapshot, plan->state);
    ASSERT_TRUE(after);
    auto const question = check_question(*attempt.program, **after, 0, attempt.recording, *plan);
    ASSERT_TRUE(question);
    EXPECT_EQ(decide(*attempt.program, **after, *question).outcome, outcome);
    EXPECT_EQ(recusals(*attempt.program, **after, 0, attempt.recording).size(), person == std::string("ada") ? 2u : 0u);
  }
}

TEST(CaseRecording, ChangesWhatIsThereAndKeepsTheRest) {
  Attempt attempt(KEEPER R"( given word "w" has booking "b", by "bo", yes false, on 2023-02-02)", "lent");
  auto const plan = attempt.plan();
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan->state.size(), 2u);
  auto const& booking = plan->state[0].rows[0].fields;
  EXPECT_EQ(booking[3], (Datum{dsl::parse_date("2023-02-01").value(), {}}));
  EXPECT_EQ(booking[4], (Datum{attempt.recording.date, {}}));
  EXPECT_EQ(plan->state[1].rows[0].fields[3], (Datum{true, {}}));
}

TEST(CaseRecording, SaysWhatNothingFills) {
  Attempt attempt(KEEPER, "agreed");
  attempt.gives(0, "yes", true);
  auto const plan = attempt.plan();
  ASSERT_FALSE(plan);
  ASSERT_EQ(plan.error().size(), 1u);
  EXPECT_EQ(plan.error().front().field, 2u);
  Attempt nothing_there(KEEPER, "lent");
  auto const unchanged = nothing_there.plan();
  ASSERT_FALSE(unchanged);
  EXPECT_EQ(unchanged.error().front().field, dsl::none);
}

}  // namespace
}  // namespace bylaw::engine
