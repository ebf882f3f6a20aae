// What an argument of a definition searches must not get in the way of what the definition itself searches.
// Seen failing: definitions compiled where they are called, with no room left for what their arguments bind.
#include <gtest/gtest.h>

#include "engine/standing_table.hpp"
#include "tests/engine/standing_library.hpp"

namespace bylaw::engine {
namespace {

constexpr auto rules = R"(
define last_of(m: ref member) "the last loan of {m}" = latest(loan l by l.on with l.member is m)
define day_of(l: ref loan) "the day of {l}" = l.on
define one_before(l: ref loan, m: ref member) "{m} had a loan before {l}" =
  some loan k with day_of(l) > k.on and k.paid and k.member is m
standing s.one "One."
  norm lib/1/should bearer librarian
  for member m
  met when one_before(last_of(m), m)
  else unmet
end)";

constexpr auto given = R"(
given member "m1"
given member "m2"
given loan "l1" has member "m1", on 2023-01-01, paid true
given loan "l2" has member "m1", on 2023-02-01, paid false
given loan "l3" has member "m1", on 2023-03-01, paid false
given loan "l4" has member "m2", on 2023-01-01, paid true)";

TEST(StandingArgument, IsSearchedForInsideAnotherSearch) {
  EXPECT_EQ(library::rows(rules, given), "s.one m1 met; s.one m2 unmet");
}

// Nothing is kept by row there, so the argument is worked out within the search.
TEST(StandingArgument, IsSearchedForWhereNothingIsKept) {
  auto const asked = library::make_standing(rules, given);
  auto const program = compile(asked.rulebook);
  auto const day = *dsl::parse_date("2023-05-04");
  auto const before = stand(*program, asked.snapshot, day);
  auto const loan = dsl::find_record(*asked.rulebook, "loan");
  auto paid = record_of(*asked.snapshot, loan, *asked.snapshot->find(loan, "l3"));
  auto const after = overlay(asked.snapshot, {{loan, {paid}}}).value();
  for (auto& field : paid.fields)
    if (field && std::holds_alternative<bool>(field->scalar)) field->scalar = true;
  auto const changed = overlay(after, {{loan, {paid}}}).value();
  auto const refreshed_table = refreshed(*program, *make_routes(*program), *before, changed);
  EXPECT_EQ(refreshed_table->evaluated(), 1);
  EXPECT_EQ(std::vector(refreshed_table->begin(), refreshed_table->end()),
            sweep_by_reference(*asked.rulebook, *changed, day));
}

}  // namespace
}  // namespace bylaw::engine
