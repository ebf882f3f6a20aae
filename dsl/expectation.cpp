#include "dsl/expectation.hpp"

#include <algorithm>

#include "dsl/diagnostic.hpp"
#include "dsl/words.hpp"

namespace bylaw::dsl {
namespace {

constexpr std::size_t longest_shown = 40;

// The length of the UTF-8 character that begins with `lead`; the text is known to be valid.
std::size_t character_length(char lead) {
  auto const byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

struct ForeignSign {
  std::string_view sign, word;
};
// Longer signs first.
constexpr ForeignSign foreign_signs[] = {
    {"==", "is"}, {"!=", "is not"}, {"<>", "is not"}, {"&&", "and"}, {"||", "or"},
    {"=", "is"},  {"!", "not"},     {"&", "and"},     {"|", "or"},
};

bool continues_number(std::string_view text, std::size_t i) {
  return is_word_letter(text[i]) ||
         ((text[i] == '.' || text[i] == ',' || text[i] == '-') && i + 1 < text.size() && is_digit(text[i + 1]));
}

std::size_t token_length(std::string_view rest) {
  if (rest.empty()) return 0;
  std::size_t i = 1;
  if (rest[0] == '"') {
    while (i < rest.size() && rest[i] != '"' && rest[i] != '\n') ++i;
    return i < rest.size() && rest[i] == '"' ? i + 1 : i;
  }
  if (is_digit(rest[0])) {
    while (i < rest.size() && continues_number(rest, i)) ++i;
    return i;
  }
  if (is_word_letter(rest[0])) {
    while (i < rest.size() && is_word_letter(rest[i])) ++i;
    return i;
  }
  for (auto const& [sign, word] : foreign_signs)
    if (rest.starts_with(sign)) return sign.size();
  if ((rest[0] == '<' || rest[0] == '>') && rest.size() > 1 && rest[1] == '=') return 2;
  return std::min(character_length(rest[0]), rest.size());
}

struct Lookalike {
  std::string_view character, name;
};
// Characters that word processors put in and that look like others.
constexpr Lookalike lookalikes[] = {
    {"\u201C", "a curly quotation mark; texts stand in straight ones"},
    {"\u201D", "a curly quotation mark; texts stand in straight ones"},
    {"\u201E", "a low quotation mark; texts stand in straight ones"},
    {"\u2018", "a curly quotation mark; texts stand in straight ones"},
    {"\u2019", "a curly quotation mark; texts stand in straight ones"},
    {"\u00A0", "a no-break space; use an ordinary one"},
    {"\u2013", "a long dash; use '-'"},
    {"\u2014", "a long dash; use '-'"},
    {"\uFEFF", "a byte order mark; remove it"},
};

bool is_lookalike(std::string_view token) {
  return std::ranges::find(lookalikes, token, &Lookalike::character) != std::end(lookalikes);
}

std::string lower_case(std::string_view word) {
  std::string lower(word);
  for (char& c : lower)
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

}  // namespace

std::string_view token_at(std::string_view text, char const* at) {
  auto const rest = text.substr(static_cast<std::size_t>(at - text.data()));
  return rest.substr(0, token_length(rest));
}

std::string describe(std::string_view text, char const* at) {
  auto const token = token_at(text, at);
  if (token.empty()) return "the end of the text";
  for (auto const& [character, name] : lookalikes)
    if (token == character) return std::string(name);
  if (token.size() <= longest_shown) return "'" + std::string(token) + "'";
  auto cut = longest_shown;
  while ((static_cast<unsigned char>(token[cut]) & 0xC0) == 0x80) --cut;
  return "'" + std::string(token.substr(0, cut)) + "...'";
}

std::string suggestion(std::string_view token, std::vector<std::string_view> const& candidates) {
  if (token.empty() || !is_word_letter(token[0])) return {};
  auto const lower = lower_case(token);
  if (lower != token && std::ranges::find(candidates, lower) != candidates.end())
    return "; did you mean '" + lower + "'?";
  auto const best = nearest(lower, candidates);
  return best.empty() ? "" : "; did you mean '" + best + "'?";
}

std::string foreign_sign(std::string_view token) {
  if (!token.empty() && static_cast<unsigned char>(token[0]) >= 0x80 && !is_lookalike(token))
    return "; names are written with the letters a to z";
  if (token == "'") return "; texts stand in double quotes";
  for (auto const& [sign, word] : foreign_signs)
    if (token == sign) return "; write '" + std::string(word) + "'";
  return {};
}

std::string alternatives(std::vector<std::string> const& phrases) {
  std::string all;
  for (std::size_t i = 0; i < phrases.size(); ++i)
    all += (i == 0 ? "" : i + 1 == phrases.size() ? " or " : ", ") + phrases[i];
  return all;
}

std::vector<std::string_view> words_listed(std::string_view phrase) {
  std::vector<std::string_view> listed;
  for (auto at = std::min(phrase.find_first_of("('"), phrase.size()); at < phrase.size(); ++at) {
    auto const end =
        static_cast<std::size_t>(word_end(phrase.data() + at, phrase.data() + phrase.size()) - phrase.data());
    if (end == at) continue;
    if (auto const word = phrase.substr(at, end - at); find_word(word) != no_word) listed.push_back(word);
    at = end;
  }
  return listed;
}

}  // namespace bylaw::dsl
