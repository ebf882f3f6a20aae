// Searches that go to rows from where these can only come from (compiler_reach.cpp) find what a look at every row finds,
// and cost the same however many rows there are.
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "decide_library.hpp"
#include "engine/decide/machine.hpp"
#include "engine/decide/readings.hpp"
#include "engine/decide/trace.hpp"
#include "engine/decide/witness.hpp"

namespace bylaw::engine {
namespace {

std::string rule(std::string const& condition) {
  return "rule r.one \"One\" norm lib/1/must on borrow when " + condition + " reader must ask before action end\n";
}

// Who borrowed the book: the reader, or somebody with an unpaid loan at the branch.
constexpr auto reaching =
    "l.book is word and (l.member is reader or some loan k with k.member is l.member and k.branch is branch and not "
    "k.paid)";
// The same; that two members are not different ones is nothing to go by.
constexpr auto looking =
    "l.book is word and (not (l.member is not reader) or some loan k with not (k.member is not l.member) and k.branch "
    "is branch and not k.paid)";

std::string asked_with(std::string const& state) {
  return state + "when borrow on 2023-05-04 with reader \"m1\", branch \"b1\", word \"owl\"";
}

std::string people(int count) {
  std::string text = "given branch \"b1\" given branch \"b2\" ";
  for (int i = 0; i < count; ++i) text += "given member \"m" + std::to_string(i) + "\" has joined 2020-01-01 ";
  return text;
}

// Loans of few books by few members at few branches; now and then something of one is not known, or it lies ahead.
std::string random_state(std::mt19937& random) {
  auto const below = [&](unsigned limit) { return static_cast<int>(random() % limit); };
  // Where few loans are at the branch and many are of the book, the way round is by an index; else they are picked out.
  bool const far = below(4) == 0;
  int const members = 2 + below(far ? 300 : 12), branches = far ? 90 : 2;
  int const loans = far ? 150 + below(100) : below(3) == 0 ? below(8) : 5 + below(60);
  int const seldom = far ? 100 + below(400) : 4 + below(60);
  auto text = people(members);
  for (int i = 3; i <= branches; ++i) text += "given branch \"b" + std::to_string(i) + "\" ";
  for (int i = 0; i < loans; ++i) {
    text += "given loan \"l" + std::to_string(i) + "\" has on " + (below(9) == 0 ? "2024-01-01" : "2023-01-01");
    if (below(static_cast<unsigned>(seldom)) != 0)
      text += ", member \"m" + std::to_string(below(static_cast<unsigned>(members))) + "\"";
    if (below(static_cast<unsigned>(seldom)) != 0) text += ", branch \"b" + std::to_string(1 + below(static_cast<unsigned>(branches))) + "\"";
    if (below(static_cast<unsigned>(seldom)) != 0) text += below(2) ? ", book \"owl\"" : ", book \"fox\"";
    if (below(static_cast<unsigned>(seldom)) != 0) text += below(4) ? ", paid true" : ", paid false";
    text += " ";
  }
  return text;
}

template <class Mode>
Truth truth_in(library::Case const& asked, Program const& program, Mode& mode) {
  World world;
  world.prepare(program, *asked.snapshot, asked.question);
  std::vector<typename Mode::Cell> frame;
  return Machine(world, mode, frame).test(program.rules.front().when.node);
}

// The truth in each mode, and the records that show it.
std::string found(std::string const& condition, std::string const& state) {
  static constexpr char const* truths[]{"no", "unknown", "yes"};
  auto const asked = library::make_case(rule(condition), asked_with(state));
  auto const program = compile(asked.rulebook);
  std::vector<RowReference> evidence;
  Plain plain;
  Witness witness(evidence);
  Readings readings;
  World world;
  Trace trace(world, nullptr);
  world.prepare(*program, *asked.snapshot, asked.question);
  std::string text = truths[static_cast<int>(truth_in(asked, *program, plain))];
  for (auto const truth : {truth_in(asked, *program, witness), truth_in(asked, *program, readings)})
    text += std::string(" ") + truths[static_cast<int>(truth)];
  std::vector<Traced> frame;
  text += std::string(" ") +
          truths[static_cast<int>(Machine(world, trace, frame).test(program->rules.front().when.node))];
  std::ranges::sort(evidence);
  evidence.erase(std::ranges::unique(evidence).begin(), evidence.end());
  for (auto const& [record, row] : evidence) text += " " + std::string(asked.snapshot->key(record, row));
  return text;
}

TEST(Reach, IsFoundWhereRowsCanOnlyComeFromSomewhere) {
  auto const reaches = [](std::string const& condition) {
    return compile(library::make_case(rule(condition), "when borrow on 2023-05-04").rulebook)->reaches.size();
  };
  auto const some = [](std::string const& rest) { return "some loan l with " + rest; };
  EXPECT_EQ(reaches(some(reaching)), 1u);
  EXPECT_EQ(reaches(some(looking)), 0u);
  EXPECT_EQ(reaches(some("l.member is reader or l.paid")), 0u);     // anybody's may be paid
  EXPECT_EQ(reaches(some("l.book is word and l.member is who")), 0u);  // for that there is an index
  EXPECT_EQ(reaches(some("l.paid and no loan k with k.member is l.member and k.branch is branch")), 0u);
  EXPECT_EQ(reaches(some("some loan k with k.member is l.member and k.branch is l.branch")), 0u);  // known with the row
  EXPECT_EQ(reaches(some("some loan k with k.member is l.member and k.branch is branch")), 1u);
}

TEST(Reach, FindsWhatALookAtEveryRowFinds) {
  std::mt19937 random(20261128);
  for (int i = 0; i < 400; ++i) {
    auto const state = random_state(random);
    for (auto const* form : {"some loan l with {}", "no loan l with {}", "count(loan l with {}) >= 2",
                             "every loan l with {} has l.copies is recorded",
                             "latest(loan l by l.on with {}) is recorded"}) {
      auto const with = [&](std::string_view condition) {
        std::string text = form;
        return text.replace(text.find("{}"), 2, condition);
      };
      ASSERT_EQ(found(with(reaching), state), found(with(looking), state)) << form << '\n' << state;
    }
  }
}

// An unpaid loan at the branch by nobody knows whom may be by anybody who has the book.
TEST(Reach, LeavesNobodyOutForWhomItIsNotKnown) {
  auto state = people(9) + "given loan \"k\" has on 2023-01-01, book \"fox\", branch \"b1\", paid false ";
  for (int i = 2; i < 9; ++i)
    state += "given loan \"l" + std::to_string(i) + "\" has on 2023-01-01, book \"owl\", paid true, branch \"b2\", member \"m" +
             std::to_string(i) + "\" ";
  EXPECT_EQ(found("some loan l with " + std::string(reaching), state), "unknown unknown unknown unknown");
}

#ifndef BYLAW_SANITIZED
// The quickest of some rounds: whatever else the machine does can only add.
double seconds(std::string const& condition, int loans) {
  auto state = people(40);
  for (int i = 0; i < loans; ++i)
    state += "given loan \"x" + std::to_string(i) + "\" has on 2023-01-01, book \"owl\", member \"m" +
             std::to_string(20 + i % 20) + "\", branch \"b2\", paid true ";
  for (int i = 2; i < 12; ++i)
    state += "given loan \"y" + std::to_string(i) + "\" has on 2023-01-01, book \"fox\", member \"m" +
             std::to_string(i) + "\", branch \"b1\", paid false ";
  auto const asked = library::make_case(rule(condition), asked_with(state));
  auto const program = compile(asked.rulebook);
  Decision decision;
  double best = 1e9;
  for (int round = 0; round < 20; ++round) {
    auto const begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 50; ++i) decide(*program, *asked.snapshot, asked.question, Explain::none, decision);
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  EXPECT_EQ(decision.outcome, Outcome::clear);
  return best;
}

TEST(Reach, CostsTheSameHoweverManyRows) {
  auto const some = [](std::string const& rest) { return "some loan l with " + rest; };
  EXPECT_LT(seconds(some(reaching), 4'000) / seconds(some(reaching), 100), 8);
  EXPECT_GT(seconds(some(looking), 4'000) / seconds(some(looking), 100), 8);  // what it would cost without
}
#endif

}  // namespace
}  // namespace bylaw::engine
