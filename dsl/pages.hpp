// The rulebook as pages of Markdown to read without the program: each norm with what encodes it, and each family of
// rules in plain language beside its norms.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::dsl {

struct Page {
  std::string path;  // from the folder of the rule files: "coverage.md", "plain/fundraising.md"
  std::string text;
};

// By path. A family is what one file of rules holds.
std::vector<Page> pages(Rulebook const& rulebook);
// The page coverage.md.
std::string coverage_page(Rulebook const& rulebook);

// How every page begins: it tells a page that was made from one that somebody wrote.
inline constexpr std::string_view page_mark = "<!-- Made by `bylaw pages`: change the rules, not this page. -->\n";

}  // namespace bylaw::dsl
