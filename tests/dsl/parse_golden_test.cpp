// Texts with errors and what is said of them; texts in any layout and how they are laid out.
#include "dsl/format.hpp"
#include "dsl/parse.hpp"
#include "tests/dsl/golden.hpp"

namespace bylaw::dsl {
namespace {

namespace fs = std::filesystem;

std::string case_name(testing::TestParamInfo<fs::path> const& info) {
  auto name = info.param.stem().string();
  std::ranges::replace(name, '-', '_');
  return name;
}

class Diagnosed : public testing::TestWithParam<fs::path> {
 protected:
  Source const source_{GetParam().filename().string(), golden::read(GetParam())};
  Diagnostics const diagnostics_ = parse(source_).diagnostics;
};
INSTANTIATE_TEST_SUITE_P(Golden, Diagnosed, testing::ValuesIn(golden::rule_files("diagnostics")), case_name);

TEST_P(Diagnosed, SaysWhatIsExpected) {
  std::string said;
  for (auto const& diagnostic : diagnostics_) said += render({source_}, diagnostic);
  golden::expect_matches(GetParam(), said);
}

TEST_P(Diagnosed, SpeaksOnlyTheLanguageOfRules) {
  for (auto const& diagnostic : diagnostics_) {
    EXPECT_FALSE(diagnostic.code.empty());
    for (auto const* foreign : {"boost", "spirit", "x3", "N5", "std::", "char", "uninitialized"})
      EXPECT_EQ(diagnostic.message.find(foreign), std::string::npos) << diagnostic.message;
    EXPECT_LE(diagnostic.where.span.begin, diagnostic.where.span.end);
    EXPECT_LE(diagnostic.where.span.end, source_.text.size());
  }
}

class Formatted : public testing::TestWithParam<fs::path> {
 protected:
  Source const source_{GetParam().filename().string(), golden::read(GetParam())};
  Parsed const parsed_ = parse(source_);
  std::string const formatted_ = format(parsed_.file, source_.text);

  void SetUp() override { ASSERT_TRUE(parsed_.diagnostics.empty()) << render({source_}, parsed_.diagnostics.front()); }
};
INSTANTIATE_TEST_SUITE_P(Golden, Formatted, testing::ValuesIn(golden::rule_files("format")), case_name);

TEST_P(Formatted, AsExpected) { golden::expect_matches(GetParam(), formatted_); }

TEST_P(Formatted, TwiceIsOnce) { EXPECT_EQ(format(parse({"", formatted_}).file, formatted_), formatted_); }

TEST_P(Formatted, KeepsTheTreeAndTheComments) {
  auto const again = parse({"", formatted_});
  EXPECT_TRUE(parsed_.file.items == again.file.items);
  auto const comments = [](syntax::File const& file) {
    std::vector<std::string> texts;
    for (auto const& comment : file.comments) texts.push_back(comment.text);
    return texts;
  };
  EXPECT_EQ(comments(parsed_.file), comments(again.file));
}

}  // namespace
}  // namespace bylaw::dsl
