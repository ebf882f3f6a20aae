#include "dsl/pages/page_rule.hpp"

#include <algorithm>
#include <tuple>

#include "dsl/plain.hpp"

namespace bylaw::dsl {
namespace {

// The folder that all rule files are in, with its slash.
std::size_t common_folder(Rulebook const& book) {
  std::string_view const first = book.sources.front().name;
  auto length = first.rfind('/') == std::string_view::npos ? 0 : first.rfind('/') + 1;
  for (auto const& source : book.sources)
    while (length > 0 && source.name.compare(0, length, first, 0, length) != 0) {
      auto const slash = length < 2 ? std::string_view::npos : first.rfind('/', length - 2);
      length = slash == std::string_view::npos ? 0 : slash + 1;
    }
  return length;
}

PageRule common_part(Rulebook const& book, std::string_view kind, auto const& rule) {
  std::vector<Index> norms;
  if (rule.norm != none) norms.push_back(rule.norm);
  norms.insert(norms.end(), rule.also.begin(), rule.also.end());
  return {kind, rule.name, rule.title, std::move(norms), rule.readings, family_of(book, rule.where.source),
          {},   rule.where};
}

void add_rules(Rulebook const& book, std::vector<PageRule>& found) {
  for (Index i = 0; i < book.rules.size(); ++i)
    found.emplace_back(common_part(book, "rule", book.rules[i])).body = plain_rule_body(book, i);
}

void add_standing(Rulebook const& book, std::vector<PageRule>& found) {
  for (Index i = 0; i < book.standing.size(); ++i)
    found.emplace_back(common_part(book, "standing rule", book.standing[i])).body = plain_standing_body(book, i);
}

void add_procedures(Rulebook const& book, std::vector<PageRule>& found) {
  for (Index i = 0; i < book.procedures.size(); ++i) {
    auto const& procedure = book.procedures[i];
    found.push_back({"procedure",
                     procedure.name,
                     procedure.title,
                     {},
                     procedure.readings,
                     family_of(book, procedure.where.source),
                     plain_procedure_head(book, i),
                     procedure.where});
    for (Index j = 0; j < procedure.steps.size(); ++j) {
      auto& step = found.emplace_back(common_part(book, "step", procedure.steps[j]));
      step.name = procedure.name + "." + step.name;
      step.body = plain_step_body(book, i, j);
    }
  }
}

}  // namespace

std::vector<PageRule> page_rules(Rulebook const& rulebook) {
  std::vector<PageRule> found;
  add_rules(rulebook, found);
  add_standing(rulebook, found);
  add_procedures(rulebook, found);
  std::ranges::sort(
      found, {}, [](PageRule const& rule) { return std::tuple(std::string_view(rule.family), rule.where.span.begin); });
  return found;
}

std::string family_of(Rulebook const& rulebook, Index source) {
  auto name = rulebook.sources[source].name.substr(common_folder(rulebook));
  return name.ends_with(".rules") ? name.substr(0, name.size() - 6) : name;
}

std::string escaped(std::string_view text) {
  std::string result;
  for (char const letter : text) {
    if (letter == '<') {
      result += "&lt;";
      continue;
    }
    if (letter == '*' || letter == '\\') result += '\\';
    result += letter;
  }
  return result;
}

std::string cell(std::string_view text) {
  std::string result;
  for (char const letter : escaped(text)) result += letter == '|' ? "\\|" : std::string(1, letter);
  return result;
}

}  // namespace bylaw::dsl
