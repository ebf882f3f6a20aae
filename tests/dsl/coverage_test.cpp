// Which norms have rules, which have reasons, and which have neither.
#include "dsl/coverage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dsl/check.hpp"

namespace bylaw::dsl {
namespace {

constexpr std::string_view rules = R"(
document guide "The guide" end
document charter "The charter" end
action act "Act" end
norm charter/1/a must "must" says "A." end
norm guide/4.10/late should "asked" says "Late." end
norm guide/4.2/same should "asked" says "Same." end
norm guide/4.2/early may "may" says "Early." uncoded judgement "Nobody can say." end
norm guide/annex/words information "is" says "Words." uncoded information "Only words." end
rule b.rule "B" norm guide/4.10/late, guide/4.2/same on act actor should rest end
rule a.rule "A" norm guide/4.10/late on act actor should sleep end
)";

Rulebook book() { return check({{"a.rules", std::string(rules)}}).rulebook; }

TEST(Coverage, FollowsDocumentsAndSectionsAsPeopleCount) {
  auto const rulebook = book();
  std::vector<std::string> ids;
  for (auto const& row : coverage(rulebook)) ids.push_back(rulebook.norms[row.norm].id);
  EXPECT_THAT(ids, testing::ElementsAre("guide/4.2/early", "guide/4.2/same", "guide/4.10/late", "guide/annex/words",
                                        "charter/1/a"));
}

TEST(Coverage, KnowsWhatIsUnaccounted) {
  std::vector<bool> accounted;
  for (auto const& row : coverage(book())) accounted.push_back(row.accounted());
  EXPECT_THAT(accounted, testing::ElementsAre(true, true, true, true, false));
}

TEST(Coverage, IsReadableText) {
  EXPECT_EQ(coverage_text(book()), R"(The guide
  section 4.2
    guide/4.2/early (may): no rule, judgement: Nobody can say.
    guide/4.2/same (asked): b.rule
  section 4.10
    guide/4.10/late (asked): a.rule, b.rule
  section annex
    guide/annex/words (is): no rule, information: Only words.

The charter
  section 1
    charter/1/a (must): UNACCOUNTED

5 norms: 2 encoded, 1 information, 1 judgement, 0 reference, 0 later, 1 unaccounted
)");
}

TEST(Coverage, OfNothingIsNothing) {
  EXPECT_EQ(coverage_text(Rulebook{}),
            "\n0 norms: 0 encoded, 0 information, 0 judgement, 0 reference, 0 later, 0 unaccounted\n");
}

}  // namespace
}  // namespace bylaw::dsl
