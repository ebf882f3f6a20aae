#include "dsl/pages/family_page.hpp"

#include <algorithm>

#include "dsl/plain/english.hpp"

namespace bylaw::dsl {
namespace {

// "Quadrennial targets" of "standing/quadrennial_targets"
std::string family_title(std::string const& family) {
  return plain::capitalised(plain::with_blanks(std::string_view(family).substr(family.rfind('/') + 1)));
}

// The comment that the file begins with, as one paragraph.
std::string head_comment(std::string_view source) {
  std::string text;
  while (source.starts_with("--")) {
    auto const end = std::min(source.find('\n'), source.size());
    auto line = source.substr(2, end - 2);
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    text += (text.empty() ? "" : " ") + escaped(line);
    source.remove_prefix(std::min(end + 1, source.size()));
  }
  return text;
}

// From the page of the family back to the folder of the rule files.
std::string way_back(std::string const& family) {
  std::string way = "../";
  for (auto const letter : family) way += letter == '/' ? "../" : "";
  return way;
}

std::string norm_table(Rulebook const& book, PageRule const& rule) {
  if (rule.norms.empty()) return {};
  std::string text = "\n| norm | force | word | what it says, in our words |\n|---|---|---|---|\n";
  for (auto const index : rule.norms) {
    auto const& norm = book.norms[index];
    text += "| [" + norm.id + "](" + way_back(rule.family) + "coverage.md#" + norm.id + ") | " +
            plain::with_blanks(to_string(norm.force)) + " | " + cell(norm.word) + " | " + cell(norm.says) + " |\n";
  }
  return text;
}

std::string rule_text(Rulebook const& book, PageRule const& rule) {
  return "\n## " + escaped(rule.title) + "\n<a id=\"" + rule.name + "\"></a>" + std::string(rule.kind) + " `" +
         rule.name + "`\n" + norm_table(book, rule) + rule.body;
}

}  // namespace

Page family_page(Rulebook const& rulebook, std::span<PageRule const> rules) {
  auto const& family = rules.front().family;
  std::string text(page_mark);
  text += "# " + family_title(family) + "\n";
  auto const said = head_comment(rulebook.sources[rules.front().where.source].text);
  if (!said.empty()) text += "\n" + said + "\n";
  for (auto const& rule : rules) text += rule_text(rulebook, rule);
  return {"plain/" + family + ".md", std::move(text)};
}

}  // namespace bylaw::dsl
