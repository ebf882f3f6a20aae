#include "dsl/plain/paragraphs.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "dsl/plain/english.hpp"

namespace bylaw::dsl::plain {
namespace {

// "contact the office", "go through the office", but "file papers with the office"
bool takes_object(std::string const& act) {
  constexpr std::array<std::string_view, 8> prepositions = {"to", "of", "for", "from", "with", "by", "through", "at"};
  auto const last = act.rfind('_');
  return last == std::string::npos ||
         std::ranges::find(prepositions, std::string_view(act).substr(last + 1)) != prepositions.end();
}

}  // namespace

void Paragraphs::paragraph(std::string const& text) {
  if (!text.empty()) text_ += "\n" + text + "\n";
}

void Paragraphs::sources(Index norm, std::vector<Index> const& also, std::vector<Index> const& see) {
  if (norm == none) return;
  auto text = place(norm) + " (" + book_.norms[norm].word + ").";
  if (auto const others = places(also, place(norm)); !others.empty()) text += " Also " + others + ".";
  if (auto const others = places(see, place(norm)); !others.empty()) text += " See " + others + ".";
  paragraph(text);
}

void Paragraphs::readings(Readings const& readings) {
  for (auto const& [name, reading] : readings) paragraph("How we read it: " + reading);
}

void Paragraphs::period(std::optional<Date> from, std::optional<Date> until) {
  if (from && until) paragraph("In force from " + to_string(*from) + " to " + to_string(*until) + ".");
}

void Paragraphs::condition(std::string const& opening, Index expression, std::string const& after) {
  if (expression == none) return;
  bool all = true;
  auto const parts = phrases_.parts(expression, all);
  if (parts.empty()) return paragraph(opening + " " + phrases_.clause(expression) + "." + after);
  text_ += "\n";
  list(opening, parts, all);
  if (!after.empty()) paragraph(after.substr(1));
}

void Paragraphs::list(std::string const& opening, std::vector<std::string> const& parts, bool all,
                      std::string const& indent) {
  text_ += opening + (all ? " all of these hold:\n" : " any of these holds:\n");
  for (auto const& part : parts) text_ += indent + "- " + part + "\n";
}

std::string Paragraphs::place(Index norm_index) const {
  auto const& norm = book_.norms[norm_index];
  auto const document = std::ranges::find(book_.documents, norm.document, &Document::name);
  return (document == book_.documents.end() ? norm.document : document->title) + ", section " + norm.section;
}

std::string Paragraphs::places(std::vector<Index> const& norms, std::string const& said) const {
  std::vector<std::string> texts;
  for (auto const norm : norms)
    if (auto text = place(norm); text != said && std::ranges::find(texts, text) == texts.end())
      texts.push_back(std::move(text));
  return join(texts, "and");
}

std::string Paragraphs::party(std::string const& name) const {
  if (name == "actor") return "whoever acts";
  if (name == "anyone") return "anyone";
  for (auto const& enumeration : book_.enumerations) {
    if (enumeration.name != "party") continue;
    auto const value = find_value(enumeration, name);
    if (value == none) break;
    auto const& label = enumeration.values[value].label;
    return label == with_blanks(name) ? "the " + label : label;
  }
  return "the " + with_blanks(name);
}

std::string Paragraphs::parties(std::vector<std::string> const& names) const {
  std::vector<std::string> texts;
  for (auto const& name : names) texts.push_back(party(name));
  return join(texts, "or");
}

std::string Paragraphs::act_text(std::string const& act, std::vector<std::string> const& counterparts) const {
  auto said = with_blanks(act);
  if (!counterparts.empty()) said += (takes_object(act) ? " " : " with ") + parties(counterparts);
  return said;
}

std::string without_stop(std::string text) {
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace bylaw::dsl::plain
