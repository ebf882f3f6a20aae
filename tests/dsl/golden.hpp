// Files in tests/golden/<folder>: each *.rules with the text that is expected of it beside it in *.expected.
// With BYLAW_UPDATE_GOLDEN=1 in the environment the expected files are written anew; read the difference before keeping
// it.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace bylaw::dsl::golden {

inline std::string read(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::vector<std::filesystem::path> rule_files(std::string const& folder) {
  std::vector<std::filesystem::path> paths;
  for (auto const& entry :
       std::filesystem::directory_iterator(std::filesystem::path(BYLAW_SOURCE_DIR) / "tests/golden" / folder))
    if (entry.path().extension() == ".rules") paths.push_back(entry.path());
  std::ranges::sort(paths);
  return paths;
}

inline void expect_matches(std::filesystem::path const& rules, std::string const& made) {
  auto const expected = std::filesystem::path(rules).replace_extension(".expected");
  if (std::getenv("BYLAW_UPDATE_GOLDEN")) std::ofstream(expected, std::ios::binary) << made;
  EXPECT_EQ(made, read(expected)) << rules;
}

}  // namespace bylaw::dsl::golden
