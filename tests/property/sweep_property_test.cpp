// Standing rules made up at random over made-up records: both evaluators give the same rows, one rule by itself gives
// what it gives among others, and knowing more never turns a row round.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "tests/property/decide_generator.hpp"
#include "tests/property/pick.hpp"
#include "tests/property/random_state.hpp"
#include "tests/support/asked.hpp"
#include "tests/support/sweep_text.hpp"

namespace bylaw::engine {
namespace {

constexpr int states = 8;         // for each rulebook
constexpr dsl::Date day{19'481};  // 2023-05-04

std::shared_ptr<dsl::Rulebook const> read(generated::Book const& book) {
  auto text = book.vocabulary;
  for (auto const& rule : book.rules) text += rule;
  try {
    return asked::read(text);
  } catch (std::runtime_error const& fault) {
    RC_FAIL(text.substr(book.vocabulary.size()) + fault.what());
  }
  return {};
}

std::string rules_of(generated::Book const& book) {
  std::string text;
  for (auto const& rule : book.rules) text += rule;
  return text;
}

std::shared_ptr<Snapshot const> snapshot(std::shared_ptr<dsl::Rulebook const> const& rulebook, State const& state) {
  return make_snapshot(rulebook, state).value();
}

RC_GTEST_PROP(Sweeping, AgreesWithTheReference, ()) {
  auto const book = generated::book({.facts = false});
  auto const rulebook = read(book);
  auto const program = compile(rulebook);
  generated::RandomState random(*rulebook, day, static_cast<unsigned>(dsl::arbitrary::number(0, 1'000'000)));
  for (int i = 0; i < states; ++i) {
    int const size = random.number(0, 6);
    auto const over = snapshot(rulebook, random.state(size, std::min(size, 3)));
    auto const compiled = sweep(*program, *over, day), reference = sweep_by_reference(*rulebook, *over, day);
    if (compiled != reference)
      RC_FAIL(rules_of(book) + "\ncompiled:\n" + told(*over, compiled) + "\nreference:\n" + told(*over, reference));
  }
}

RC_GTEST_PROP(Sweeping, GivesEachRuleItsRowsByItself, ()) {
  auto const book = generated::book({.facts = false});
  auto const rulebook = read(book);
  auto const program = compile(rulebook);
  generated::RandomState random(*rulebook, day, static_cast<unsigned>(dsl::arbitrary::number(0, 1'000'000)));
  auto const over = snapshot(rulebook, random.state(5, 3));
  std::vector<StandingRow> one_by_one;
  for (Index rule = 0; rule < rulebook->standing.size(); ++rule)
    for (auto const& row : sweep(*program, *over, day, {&rule, 1})) one_by_one.push_back(row);
  RC_ASSERT(told(*over, one_by_one) == told(*over, sweep(*program, *over, day)));
}

// A field that is not recorded and could be: with what it means where it is left out, an event or an end is recorded.
struct Gap {
  std::size_t table = 0, row = 0;
  Index field = 0;
};
std::vector<Gap> gaps(dsl::Rulebook const& rulebook, State const& state) {
  std::vector<Gap> found;
  for (std::size_t table = 0; table < state.size(); ++table)
    for (std::size_t row = 0; row < state[table].rows.size(); ++row)
      for (Index field = 0; field < state[table].rows[row].fields.size(); ++field) {
        auto const& declared = rulebook.records[state[table].record].fields[field];
        if (!state[table].rows[row].fields[field] && !declared.event && !declared.open)
          found.push_back({table, row, field});
      }
  return found;
}

using Statuses = std::map<std::tuple<Index, Row, std::optional<std::int64_t>>, dsl::StandingStatus>;
Statuses statuses(Program const& program, Snapshot const& over) {
  Statuses result;
  for (auto const& row : sweep(program, over, day)) result[{row.rule, row.subject, row.number}] = row.status;
  return result;
}

// Only where rules do not ask whether something is recorded, which is known either way.
RC_GTEST_PROP(Sweeping, IsNotContradictedByAFieldMore, ()) {
  auto const book = generated::book({.presence = false, .facts = false});
  auto const rulebook = read(book);
  auto const program = compile(rulebook);
  generated::RandomState random(*rulebook, day, static_cast<unsigned>(dsl::arbitrary::number(0, 1'000'000)));
  for (int i = 0; i < states; ++i) {
    auto state = random.state(5, 3);
    auto const before = statuses(*program, *snapshot(rulebook, state));
    auto const open = gaps(*rulebook, state);
    if (open.empty()) continue;
    auto const& gap = open[static_cast<std::size_t>(random.number(0, static_cast<int>(open.size()) - 1))];
    auto const& field = rulebook->records[state[gap.table].record].fields[gap.field];
    state[gap.table].rows[gap.row].fields[gap.field] = random.datum(field.type, 3);
    auto const after = statuses(*program, *snapshot(rulebook, state));
    for (auto const& [row, status] : before) {
      if (status == dsl::StandingStatus::unknown) continue;
      auto const found = after.find(row);
      if (found == after.end() || found->second != status)
        RC_FAIL(rules_of(book) + "\nfilled in: " + field.name + " of row " + std::to_string(gap.row) +
                "\nbefore: " + rulebook->standing[std::get<0>(row)].name + " " + std::to_string(std::get<1>(row)) +
                " " + std::string(dsl::syntax::to_string(status)) +
                "\nafter: " + (found == after.end() ? "no row" : std::string(dsl::syntax::to_string(found->second))));
    }
  }
}

}  // namespace
}  // namespace bylaw::engine
