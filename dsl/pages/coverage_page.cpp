// Each norm in reading order, with the rules that encode it and how they read it, or why there is none.
#include <algorithm>
#include <array>
#include <map>

#include "dsl/coverage.hpp"
#include "dsl/pages.hpp"
#include "dsl/pages/page_rule.hpp"
#include "dsl/plain/english.hpp"

namespace bylaw::dsl {
namespace {

constexpr std::array reasons = {Uncoded::information, Uncoded::judgement, Uncoded::reference, Uncoded::later};

class CoveragePage {
 public:
  explicit CoveragePage(Rulebook const& book) : book_(book), rows_(coverage(book)), rules_(page_rules(book)) {
    for (auto const& rule : rules_)
      for (auto const norm : rule.norms) encoding_[norm].push_back(&rule);
  }

  std::string write() {
    text_ = std::string(page_mark) + "# What becomes of each norm\n\n" +
            "Every norm that was found in the texts, in our own words, with its force and the word it rests on; below "
            "it the rules that\nencode it and how they read it, or why there is none.\n\n";
    counts();
    CoverageRow const* previous = nullptr;
    for (auto const& row : rows_) {
      if (!previous || previous->document != row.document) document(row.document);
      if (!previous || previous->document != row.document || previous->section != row.section)
        text_ += "\n### Section " + row.section + "\n\n";
      norm(row);
      previous = &row;
    }
    return std::move(text_);
  }

 private:
  struct Counts {
    std::size_t all = 0, encoded = 0;
    std::array<std::size_t, reasons.size()> uncoded{};
  };

  void counts() {
    std::map<std::string, Counts> by_document;
    Counts total;
    for (auto const& row : rows_)
      for (auto* counts : {&by_document[row.document], &total}) count(row, *counts);
    text_ += "| document | norms | encoded |";
    for (auto const reason : reasons) text_ += " " + std::string(to_string(reason)) + " |";
    text_ += "\n|---|--:|--:|--:|--:|--:|--:|\n";
    for (auto const& document : book_.documents)
      if (by_document.contains(document.name)) line(document.title, by_document[document.name]);
    line("all", total);
  }

  void count(CoverageRow const& row, Counts& counts) const {
    ++counts.all;
    if (encoding_.contains(row.norm))
      ++counts.encoded;
    else if (row.uncoded)
      ++counts.uncoded[static_cast<std::size_t>(*row.uncoded)];
  }

  void line(std::string const& title, Counts const& counts) {
    text_ += "| " + cell(title) + " | " + std::to_string(counts.all) + " | " + std::to_string(counts.encoded) + " |";
    for (auto const uncoded : counts.uncoded) text_ += " " + std::to_string(uncoded) + " |";
    text_ += "\n";
  }

  void document(std::string const& name) {
    auto const found = std::ranges::find(book_.documents, name, &Document::name);
    text_ += "\n## " + escaped(found == book_.documents.end() ? name : found->title) + "\n";
    if (found == book_.documents.end()) return;
    if (!found->readings.empty()) text_ += "\n";
    for (auto const& [reading, said] : found->readings) text_ += "- reading *" + reading + "*: " + escaped(said) + "\n";
  }

  void norm(CoverageRow const& row) {
    auto const& norm = book_.norms[row.norm];
    text_ += "- <a id=\"" + norm.id + "\"></a>**" + norm.id + "** - " + plain::with_blanks(to_string(norm.force)) +
             " (\"" + escaped(norm.word) + "\"). " + escaped(norm.says) + "\n";
    auto const found = encoding_.find(row.norm);
    if (found != encoding_.end())
      for (auto const* rule : found->second) encoded_by(*rule, row.norm);
    if (row.uncoded)
      text_ += "  - no rule, " + std::string(to_string(*row.uncoded)) + ": " + escaped(norm.uncoded_why) + "\n";
    if (!norm.note.empty()) text_ += "  - note: " + escaped(norm.note) + "\n";
    if (!row.accounted()) text_ += "  - **not accounted for**\n";
  }

  // A rule's readings stand where it is named first.
  void encoded_by(PageRule const& rule, Index norm) {
    text_ += "  - " + std::string(rule.kind) + " [" + rule.name + "](plain/" + rule.family + ".md#" + rule.name +
             "): " + escaped(rule.title) + "\n";
    if (rule.norms.front() != norm) return;
    for (auto const& [name, said] : rule.readings) text_ += "    - reading *" + name + "*: " + escaped(said) + "\n";
  }

  Rulebook const& book_;
  std::vector<CoverageRow> rows_;
  std::vector<PageRule> rules_;
  std::map<Index, std::vector<PageRule const*>> encoding_;
  std::string text_;
};

}  // namespace

std::string coverage_page(Rulebook const& rulebook) { return CoveragePage(rulebook).write(); }

}  // namespace bylaw::dsl
