// Rows in reading order, and their text.
#include "dsl/coverage.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace bylaw::dsl {
namespace {

// "6.1" as numbers and words, so that 4.10 comes after 4.2: a number sorts by how long it is, then by its digits.
std::vector<std::pair<std::size_t, std::string>> section_parts(std::string const& section) {
  std::vector<std::pair<std::size_t, std::string>> parts(1);
  for (auto const letter : section) {
    if (letter == '.')
      parts.emplace_back();
    else
      parts.back().second += letter;
  }
  for (auto& [length, text] : parts) {
    bool const number = text.find_first_not_of("0123456789") == std::string::npos;
    length = number ? text.size() : std::string::npos;  // words after numbers
  }
  return parts;
}

std::size_t document_position(Rulebook const& book, std::string const& name) {
  return static_cast<std::size_t>(std::ranges::find(book.documents, name, &Document::name) - book.documents.begin());
}

std::string document_title(Rulebook const& book, std::string const& name) {
  auto const position = document_position(book, name);
  return position < book.documents.size() ? book.documents[position].title : name;
}

struct Counts {
  std::size_t encoded = 0, unaccounted = 0;
  std::array<std::size_t, 4> uncoded{};

  void add(CoverageRow const& row) {
    if (row.encoded())
      ++encoded;
    else if (row.uncoded)
      ++uncoded[static_cast<std::size_t>(*row.uncoded)];
    else
      ++unaccounted;
  }
};

std::string row_text(Rulebook const& book, CoverageRow const& row) {
  auto const& norm = book.norms[row.norm];
  std::string text = "    " + norm.id + " (" + norm.word + "): ";
  if (!row.accounted()) return text + "UNACCOUNTED\n";
  if (!row.encoded())
    return text + "no rule, " + std::string(to_string(*row.uncoded)) + ": " + norm.uncoded_why + "\n";
  std::vector<std::string> names;
  for (auto const rule : row.rules) names.push_back(book.rules[rule].name);
  for (auto const rule : row.standing) names.push_back(book.standing[rule].name);
  for (auto const& [procedure, step] : row.steps)
    names.push_back("step " + book.procedures[procedure].name + "." + book.procedures[procedure].steps[step].name);
  for (auto const& name : names) text += (&name == names.data() ? "" : ", ") + name;
  return text + "\n";
}

std::string counts_text(std::size_t norms, Counts const& counts) {
  std::string text = "\n" + std::to_string(norms) + " norms: " + std::to_string(counts.encoded) + " encoded";
  for (auto const reason : {Uncoded::information, Uncoded::judgement, Uncoded::reference, Uncoded::later})
    text +=
        ", " + std::to_string(counts.uncoded[static_cast<std::size_t>(reason)]) + " " + std::string(to_string(reason));
  return text + ", " + std::to_string(counts.unaccounted) + " unaccounted\n";
}

}  // namespace

std::string_view to_string(Uncoded reason) {
  switch (reason) {
    case Uncoded::information:
      return "information";
    case Uncoded::judgement:
      return "judgement";
    case Uncoded::reference:
      return "reference";
    case Uncoded::later:
      return "later";
  }
  return {};
}

std::vector<CoverageRow> coverage(Rulebook const& rulebook) {
  std::vector<CoverageRow> rows;
  for (Index i = 0; i < rulebook.norms.size(); ++i) {
    auto const& norm = rulebook.norms[i];
    rows.push_back({i, norm.document, norm.section, norm.rules, norm.standing, norm.uncoded, norm.steps});
  }
  std::ranges::sort(rows, {}, [&](CoverageRow const& row) {
    return std::tuple(document_position(rulebook, row.document), section_parts(row.section),
                      rulebook.norms[row.norm].id);
  });
  return rows;
}

std::string coverage_text(Rulebook const& rulebook) {
  std::string text;
  Counts counts;
  CoverageRow const* previous = nullptr;
  auto const rows = coverage(rulebook);
  for (auto const& row : rows) {
    bool const new_document = !previous || previous->document != row.document;
    if (new_document) text += (previous ? "\n" : "") + document_title(rulebook, row.document) + "\n";
    if (new_document || previous->section != row.section) text += "  section " + row.section + "\n";
    text += row_text(rulebook, row);
    counts.add(row);
    previous = &row;
  }
  return text + counts_text(rows.size(), counts);
}

}  // namespace bylaw::dsl
