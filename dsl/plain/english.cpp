// Rules of thumb for English; labels are written so that they are enough.
#include "dsl/plain/english.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace bylaw::dsl::plain {
namespace {

bool is_vowel(char letter) { return std::string_view("aeiouAEIOU").find(letter) != std::string_view::npos; }

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> verbs = {{
    {"is ", "is not "},
    {"are ", "are not "},
    {"was ", "was not "},
    {"were ", "were not "},
    {"has been ", "has not been "},
    {"have been ", "have not been "},
    {"has ", "does not have "},
    {"have ", "do not have "},
    {"can ", "cannot "},
    {"may ", "may not "},
    {"must ", "need not "},
    {"will ", "will not "},
    {"does ", "does not "},
    {"did ", "did not "},
}};

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
  auto const ends = [&](std::string_view ending) { return noun.ends_with(ending); };
  if (ends("y") && noun.size() > 1 && !is_vowel(noun[noun.size() - 2])) return noun.substr(0, noun.size() - 1) + "ies";
  if (ends("s") || ends("x") || ends("ch") || ends("sh")) return noun + "es";
  return noun + "s";
}

std::string possessive(std::string const& noun) { return noun + (noun.ends_with("s") ? "'" : "'s"); }

std::string negated_verb_phrase(std::string const& phrase) {
  for (auto const& [verb, negated] : verbs)
    if (phrase.starts_with(verb)) return std::string(negated) + phrase.substr(verb.size());
  return {};
}

}  // namespace bylaw::dsl::plain
