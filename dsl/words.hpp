// The words of the rule language and what each may do. A word of this list can still be a name wherever the grammar
// leaves no doubt; only those marked `reserved` can never begin a value in an expression.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace bylaw::dsl {

namespace word_use {
inline constexpr std::uint16_t reserved = 1;  // never the start of a value
inline constexpr std::uint16_t clause = 2;    // begins a clause of a rule
inline constexpr std::uint16_t item = 4;      // begins a declaration
inline constexpr std::uint16_t part = 8;      // begins a part of a scenario
inline constexpr std::uint16_t force = 16;    // what a duty says: must, should, may
inline constexpr std::uint16_t quantifier = 32;
inline constexpr std::uint16_t aggregate = 64;
inline constexpr std::uint16_t mark = 128;         // stands after the type of a field
inline constexpr std::uint16_t step_clause = 256;  // begins a clause of a procedure, a route or a step
}  // namespace word_use

struct Word {
  std::string_view text;
  std::uint16_t use = 0;
};

inline constexpr auto words = [] {
  using namespace word_use;
  return std::to_array<Word>({
      {"and", reserved},
      {"or", reserved},
      {"not", reserved},
      {"is", reserved},
      {"in", reserved | clause},
      {"with", reserved},
      {"has", reserved},
      {"otherwise", reserved},
      {"for", reserved | clause | step_clause},
      {"by", reserved | clause},
      {"true", reserved},
      {"false", reserved},
      {"because", reserved},
      {"assume", reserved},
      {"end", reserved},
      {"some", reserved | quantifier},
      {"no", reserved | quantifier},
      {"every", reserved | quantifier},
      {"count", aggregate},
      {"sum", aggregate},
      {"latest", aggregate},
      {"earliest", aggregate},
      {"must", reserved | force},
      {"should", reserved | force},
      {"may", reserved | force},
      {"norm", reserved | clause | item | step_clause},
      {"see", reserved | clause | step_clause},
      {"on", reserved | clause},
      {"when", reserved | clause | part | step_clause},
      {"done", reserved | clause | step_clause},
      {"waiting", reserved | clause},
      {"refer", reserved | clause | step_clause},
      {"undetermined", reserved | clause | step_clause},
      {"unless", reserved | clause | step_clause},
      {"remedy", reserved | clause},
      {"overrides", reserved | clause},
      {"reading", reserved | clause | step_clause},
      {"reading", reserved | clause},
      {"else", reserved | clause},
      {"each", clause},
      {"concerning", clause},
      {"bearer", clause},
      {"met", clause},
      {"unmet", clause},
      {"due", clause},
      {"overdue", clause},
      {"unknown", clause},
      {"not_applicable", clause},
      {"late", clause},
      {"detail", clause},
      {"since", reserved},
      {"tally"},
      {"from"},
      {"setting", reserved | item},
      {"rulebook", item},
      {"headline", item},
      {"question", item},
      {"enumeration", item},
      {"record", item},
      {"fact", item},
      {"action", item},
      {"document", item},
      {"define", item},
      {"rule", item},
      {"background", item},
      {"scenario", item},
      {"procedure", item},
      {"route", item},
      {"step", item},
      {"finding", item},
      {"standing", item},
      {"entry", item},
      {"role", item},
      {"given", part},
      {"expect", part},
      {"optional", mark | step_clause},
      {"event", mark},
      {"open", mark | step_clause},
      {"opening", mark},
      {"confidential", mark},
      {"routes", step_clause},
      {"required", step_clause},
      {"preferred", step_clause},
      {"customary", step_clause},
      {"after", step_clause},
      {"usually", step_clause},
      {"pending", step_clause},
      {"blocked", step_clause},
      {"refused", step_clause},
      {"recused", step_clause},
      {"irrevocable", step_clause},
      {"closed", step_clause},
      {"records", step_clause},
      {"changes", step_clause},
      {"checked", step_clause},
      {"decided", step_clause},
      {"chosen"},
      {"then"},
      {"each"},
      {"recorded"},
      {"known"},
      {"force"},
      {"to"},
      {"before"},
      {"key"},
      {"rates"},
      {"ref"},
      {"one"},
      {"of", clause},
      {"unlisted", clause},
      {"own", clause},
      {"sees", clause},
      {"writes", clause},
      {"list"},
      {"ask"},
      {"help"},
      {"facts"},
      {"adopted"},
      {"says"},
      {"counterpart"},
      {"restates"},
      {"tier"},
      {"uncoded"},
      {"note"},
      {"information"},
      {"judgement"},
      {"reference"},
      {"later"},
      {"power"},
      {"definition"},
      {"default"},
      {"none"},
      {"source"},
      {"already"},
      {"missing"},
  });
}();

using WordId = std::uint8_t;
inline constexpr WordId no_word = 0xFF;  // a name that is no word of the language, or no name at all
static_assert(words.size() < no_word);

namespace detail {
constexpr std::size_t word_slots = 256;
constexpr std::size_t word_slot(std::string_view word) {
  auto const at = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(word[i])); };
  return (at(0) * 7 + at(word.size() / 2) * 29 + at(word.size() - 1) * 3 + word.size() * 53) % word_slots;
}
inline constexpr auto word_table = [] {
  std::array<WordId, word_slots> table{};
  table.fill(no_word);
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto slot = word_slot(words[i].text);
    while (table[slot] != no_word) slot = (slot + 1) % word_slots;
    table[slot] = static_cast<WordId>(i);
  }
  return table;
}();
}  // namespace detail

constexpr WordId find_word(std::string_view text) {
  if (text.empty()) return no_word;
  for (auto slot = detail::word_slot(text);; slot = (slot + 1) % detail::word_slots) {
    auto const id = detail::word_table[slot];
    if (id == no_word || words[id].text == text) return id;
  }
}
constexpr bool has_use(WordId id, std::uint16_t use) { return id != no_word && (words[id].use & use) != 0; }
constexpr bool has_use(std::string_view text, std::uint16_t use) { return has_use(find_word(text), use); }

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
constexpr bool is_word_letter(char c) { return is_lower(c) || is_digit(c) || c == '_' || is_upper(c); }

// The end of the run of letters, digits and underscores that starts at `at`.
constexpr char const* word_end(char const* at, char const* last) {
  while (at != last && is_word_letter(*at)) ++at;
  return at;
}
// The first place at or after `at` that is neither blank nor comment.
constexpr char const* skip_blanks(char const* at, char const* last) {
  for (;;) {
    while (at != last && is_blank(*at)) ++at;
    if (last - at < 2 || at[0] != '-' || at[1] != '-') return at;
    while (at != last && *at != '\n') ++at;
  }
}

}  // namespace bylaw::dsl
