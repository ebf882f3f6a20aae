// What a decision costs, without a clock: no memory once a thread is warm, and no rule that the facts rule out or that
// is of another action.
#include <gtest/gtest.h>

#include "counted_memory.hpp"
#include "decide_library.hpp"

namespace bylaw::engine {
namespace {

using library::make_case;

std::string step(std::string const& name, std::string const& action, std::string const& clauses) {
  return "rule " + name + " \"" + name + "\" norm lib/1/must on " + action + " when " + clauses +
         " reader must ask before action end\n";
}

// Something of everything that a plain answer needs: searches, amounts in other currencies, findings with evidence, one
// that is lifted, an assumption.
std::string const rules =
    step("a.rate", "borrow", "amount > USD 5") +
    "rule b.done \"B\" norm lib/1/must on borrow when some loan l with l.member is reader and l.copies > 1 "
    "reader must ask before action done when some loan l with l.member is reader and l.paid end\n"
    "rule c.waits \"C\" norm lib/1/must on borrow when genre is novel reader must ask before action "
    "waiting when some loan l with l.member is reader and not l.paid end\n"
    "rule d.lifted \"D\" norm lib/1/must_not on borrow when a reader must not act unless b end\n"
    "rule e.count \"E\" norm lib/1/should on borrow when count(loan l with l.member is reader) >= 2 and "
    "latest(loan l by l.on with l.member is reader) is recorded reader should ask before action end\n";
std::string const question =
    "given exchange_rate \"EUR@2023-01-01\" has currency \"EUR\", date 2023-01-01, usd 1.1 "
    "given member \"m1\" has joined 2020-01-01 "
    "given loan \"l1\" has member \"m1\", on 2023-01-01, copies 2, paid false, book \"owl\" "
    "given loan \"l2\" has member \"m1\", on 2022-01-01, copies 2, paid true, book \"fox\" "
    "when borrow on 2023-05-04 with reader \"m1\", amount EUR 100, genre novel, a true, b true";

struct Asked {
  library::Case on;
  std::shared_ptr<Program const> program;
  Decision decision;

  Asked(std::string const& its_rules, std::string const& its_question)
      : on(make_case(its_rules, its_question)), program(compile(on.rulebook)) {}
  void ask() { decide(*program, *on.snapshot, on.question, Explain::none, decision); }
};

TEST(Memory, IsNotTakenOnceWarm) {
  Asked asked(rules, question);
  asked.ask();
  EXPECT_EQ(library::summary(asked.on, asked.decision),
            "action_required | a.rate outstanding, c.waits pending (loan/l1), e.count outstanding, b.done satisfied "
            "(loan/l2)");
  auto const before = counted_allocations();
  for (int i = 0; i < 100; ++i) asked.ask();
  EXPECT_EQ(counted_allocations() - before, 0u);
}

TEST(Memory, IsNotTakenByQuestionsInTurn) {
  Asked one(rules, question), other(step("a.one", "stay", "at_branch"),
                                    "given branch \"b1\" has name \"B\" when stay on 2023-05-04 with branch \"b1\"");
  Decision decision;
  auto const both = [&] {
    for (auto const* asked : {&one, &other})
      decide(*asked->program, *asked->on.snapshot, asked->on.question, Explain::none, decision);
  };
  both();
  both();
  auto const before = counted_allocations();
  for (int i = 0; i < 100; ++i) both();
  EXPECT_EQ(counted_allocations() - before, 0u);
  EXPECT_EQ(library::summary(other.on, decision), "action_required | a.one outstanding | assumed at_branch#0");
}

TEST(Memory, IsCounted) {
  auto const before = counted_allocations();
  auto const text = std::string(100, 'a');
  EXPECT_GT(counted_allocations(), before) << text;
}

std::string many(int count, std::string const& action, std::string const& clauses) {
  std::string text;
  for (int i = 0; i < count; ++i) text += step("z.rule_" + std::to_string(i), action, clauses);
  return text;
}

TEST(RulesRead, AreThoseOfTheAction) {
  auto const when = "when borrow on 2023-05-04 with a true, genre atlas";
  for (int const others : {0, 10, 1'000}) {
    Asked asked(
        step("a.one", "borrow", "a") + step("a.two", "borrow", "word is \"owl\"") + many(others, "stay", "at_branch"),
        when);
    asked.ask();
    EXPECT_EQ(asked.decision.rules_read, 2u) << others;
  }
}

TEST(RulesRead, AreThoseThatTheFactsLeave) {
  for (int const others : {0, 10, 200}) {
    Asked asked(step("a.one", "borrow", "a") + step("a.two", "borrow", "genre is atlas and not b") +
                    many(others, "borrow", "genre in (novel, score) and b"),
                "when borrow on 2023-05-04 with a true, genre atlas, b false");
    asked.ask();
    EXPECT_EQ(asked.decision.rules_read, 2u) << others;
    EXPECT_EQ(library::summary(asked.on, asked.decision), "action_required | a.one outstanding, a.two outstanding");
  }
}

TEST(RulesRead, AreAllWhereAFactIsNotKnown) {
  Asked asked(many(70, "borrow", "genre is novel"), "when borrow on 2023-05-04");
  asked.ask();
  EXPECT_EQ(asked.decision.rules_read, 70u);
}

// What the bits say of a rule must be what its condition says.
TEST(RulesRead, LeaveOutNoneThatApplies) {
  for (auto const* condition :
       {"a", "not a", "genre is novel", "genre is not novel", "genre in (novel, atlas)",
        "not (genre in (novel, atlas))", "(genre is novel or genre is score)", "(a or not a)", "not (a and b)"}) {
    for (auto const* a : {"true", "false"})
      for (auto const* genre : {"novel", "atlas", "score"}) {
        auto const asked = std::string("when borrow on 2023-05-04 with b true, a ") + a + ", genre " + genre;
        auto const answered = library::answer(step("a.one", "borrow", condition), asked);
        EXPECT_EQ(answered.find("by reference"), answered.npos) << condition << " with " << asked << ": " << answered;
      }
  }
}

}  // namespace
}  // namespace bylaw::engine
