// Which files of a directory make a rulebook.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "dsl/check.hpp"

namespace bylaw::dsl {
namespace {

class Sources : public testing::Test {
 protected:
  Sources() { std::filesystem::create_directories(directory_ / "b"); }
  ~Sources() override { std::filesystem::remove_all(directory_); }
  void write(std::string const& name, std::string const& text) { std::ofstream(directory_ / name) << text; }
  std::filesystem::path directory_ =
      std::filesystem::path(testing::TempDir()) / ("bylaw_sources_" + std::to_string(::getpid()));
};

TEST_F(Sources, AreTheRulesFilesBelowInTheOrderOfTheirPaths) {
  write("c.rules", "-- c");
  write("a.rules", "-- a");
  write("b/z.rules", "-- z");
  write("notes.md", "no rules");
  auto const sources = read_sources(directory_.string());
  ASSERT_EQ(sources.size(), 3u);
  EXPECT_EQ(sources[0].name, (directory_ / "a.rules").string());
  EXPECT_EQ(sources[1].name, (directory_ / "b/z.rules").string());
  EXPECT_EQ(sources[1].text, "-- z");
  EXPECT_EQ(sources[2].text, "-- c");
}

TEST_F(Sources, OfNoDirectoryAreAnError) {
  EXPECT_THROW(read_sources((directory_ / "none").string()), std::filesystem::filesystem_error);
}

}  // namespace
}  // namespace bylaw::dsl
