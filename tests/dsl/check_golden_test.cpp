// Whole rulebooks with several faults each, and everything that is said of them.
#include "dsl/check.hpp"
#include "tests/dsl/golden.hpp"

namespace bylaw::dsl {
namespace {

TEST(CheckGolden, SaysWhatIsExpected) {
  auto const files = golden::rule_files("check");
  ASSERT_FALSE(files.empty());
  for (auto const& path : files) {
    auto const checked = check({{path.filename().string(), golden::read(path)}});
    std::string said;
    for (auto const& diagnostic : checked.diagnostics) said += render(checked.rulebook.sources, diagnostic) + "\n";
    golden::expect_matches(path, said);
  }
}

}  // namespace
}  // namespace bylaw::dsl
