// Rules of thumb for English; labels are written so that they are enough.
#include "dsl/plain/english.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace bylaw::dsl::plain {
namespace {

bool is_vowel(char letter) { return std::string_view("aeiouAEIOU").find(letter) != std::string_view::npos; }

// Negations by how the phrase begins; the first that fits counts. What is negated already loses its "not".
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> verbs = {{
    {"is not ", "is "},
    {"are not ", "are "},
    {"was not ", "was "},
    {"were not ", "were "},
    {"has not ", "has "},
    {"have not ", "have "},
    {"is ", "is not "},
    {"are ", "are not "},
    {"was ", "was not "},
    {"were ", "were not "},
    {"has a ", "does not have a "},
    {"has an ", "does not have an "},
    {"has the ", "does not have the "},
    {"has ", "has not "},
    {"have ", "have not "},
    {"can ", "cannot "},
    {"will ", "will not "},
    {"does not ", "does "},
    {"does ", "does not "},
    {"did ", "did not "},
}};

// By the last word.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> irregular_plurals = {{
    {"person", "people"},
    {"chairperson", "chairpersons"},
    {"man", "men"},
    {"woman", "women"},
    {"child", "children"},
    {"staff", "staff"},
}};

constexpr std::array<std::string_view, 10> relatives = {"that", "which", "who",  "whom", "whose",
                                                        "what", "where", "when", "if",   "whether"};

// "leads" -> "lead", "carries" -> "carry", "reaches" -> "reach"; empty for what is no verb with an s.
std::string infinitive(std::string const& verb) {
  auto const ends = [&](std::string_view ending) { return verb.ends_with(ending); };
  if (!ends("s") || ends("ss") || verb.size() < 3) return {};
  if (ends("ies")) return verb.substr(0, verb.size() - 3) + "y";
  for (std::string_view const hissing : {"ches", "shes", "sses", "xes", "oes"})
    if (ends(hissing)) return verb.substr(0, verb.size() - 2);
  return verb.substr(0, verb.size() - 1);
}

// "{person} leads {group}": what stands behind the parameter is the verb.
std::string negated_phrase(std::string const& phrase) {
  auto const end = phrase.starts_with('{') ? phrase.find("} ") : std::string::npos;
  if (end == std::string::npos) return {};
  auto const rest = phrase.substr(end + 2);
  auto const verb = infinitive(rest.substr(0, rest.find(' ')));
  return verb.empty()
             ? ""
             : phrase.substr(0, end + 2) + "does not " + verb + rest.substr(std::min(rest.find(' '), rest.size()));
}

}  // namespace

std::string join(std::vector<std::string> const& parts, std::string_view last_joint) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " " + std::string(last_joint) + " " : ", ";
    text += parts[i];
  }
  return text;
}

std::string with_blanks(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string with_article(std::string const& noun) {
  return (!noun.empty() && is_vowel(noun.front()) ? "an " : "a ") + noun;
}

std::string plural(std::string const& noun) {
  for (auto const& [singular, irregular] : irregular_plurals)
    if (noun.ends_with(singular) && (noun.size() == singular.size() || noun[noun.size() - singular.size() - 1] == ' '))
      return noun.substr(0, noun.size() - singular.size()) + std::string(irregular);
  auto const ends = [&](std::string_view ending) { return noun.ends_with(ending); };
  if (ends("iteria")) return noun;  // is one already
  if (ends("iterion")) return noun.substr(0, noun.size() - 2) + "a";
  if (ends("y") && noun.size() > 1 && !is_vowel(noun[noun.size() - 2])) return noun.substr(0, noun.size() - 1) + "ies";
  if (ends("s") || ends("x") || ends("ch") || ends("sh")) return noun + "es";
  return noun + "s";
}

std::string possessive(std::string const& noun) {
  if (noun == "it") return "its";
  return noun + (noun.ends_with("s") ? "'" : "'s");
}

std::string negated_verb_phrase(std::string const& phrase) {
  std::string_view constexpr has = "has ";
  if (phrase.starts_with(has) && phrase.substr(0, phrase.find(' ', has.size())).ends_with('s'))
    return "does not have " + phrase.substr(has.size());  // "has members", unlike "has agreed"
  for (auto const& [verb, negated] : verbs)
    if (phrase.starts_with(verb)) return std::string(negated) + phrase.substr(verb.size());
  return {};
}

std::string negated_clause(std::string const& clause) {
  auto const whole = std::string(not_the_case) + clause;
  for (std::string_view const joint : {" and ", " or ", ", "})  // a second verb would be left as it is
    if (clause.find(joint) != std::string::npos) return whole;
  auto const second = clause.find(' ') + 1;
  if (auto const phrase = negated_phrase(clause); !phrase.empty() && negated_verb_phrase(clause.substr(second)).empty())
    return phrase;
  for (std::size_t at = 0; at < clause.size();) {
    auto const rest = clause.substr(at);
    if (auto const negated = negated_verb_phrase(rest); at > 0 && !negated.empty())
      return clause.substr(0, at) + negated;
    auto const word = rest.substr(0, rest.find(' '));
    if (std::ranges::find(relatives, std::string_view(word)) != relatives.end()) return whole;
    at += word.size() + 1;
  }
  return whole;
}

std::string bare_noun(std::string label) {
  for (std::string_view const article : {"a ", "an ", "the "})
    if (label.starts_with(article)) label.erase(0, article.size());
  if (auto const remark = label.find(" ("); remark != std::string::npos && label.ends_with(")")) label.erase(remark);
  return label;
}

}  // namespace bylaw::dsl::plain
