#include <algorithm>

#include "dsl/expectation.hpp"
#include "dsl/grammar/state.hpp"

namespace bylaw::dsl::grammar {
namespace {

constexpr std::string_view operators[] = {"and", "or", "is", "in", "not", "otherwise", "with", "has"};

char const* behind_blanks(State const& state, char const* at) {
  return skip_blanks(at, state.text.data() + state.text.size());
}

void add(State& state, Diagnostic diagnostic) {
  if (state.diagnostics.size() + 1 >= max_diagnostics) {
    diagnostic.code = "too_many_errors";
    diagnostic.message = "stopped here: there are too many errors";
  }
  state.diagnostics.push_back(std::move(diagnostic));
  if (state.diagnostics.size() >= max_diagnostics) throw TooManyErrors{};
}

bool behind_expression(State const& state, char const* where) {
  return state.expression_end && behind_blanks(state, state.expression_end) == where;
}
bool behind_newline(State const& state, char const* where) {
  auto const& gap = state.gap;
  return gap.end == where && std::find(gap.begin, gap.end, '\n') != gap.end;
}

// Everything that would have fitted at `where`: the keywords tried there, and what the failed parser is called.
std::vector<std::string> expectations(State const& state, char const* where, std::string const& expected) {
  std::vector<std::string> phrases;
  if (behind_expression(state, where) && !behind_newline(state, where))
    phrases.emplace_back("an operator (and, or, is, in, <, <=, >, >=, +, -, otherwise)");
  if (state.tried.at == where)
    for (std::size_t i = 0; i < state.tried.count; ++i) {
      auto phrase = "'" + std::string(words[state.tried.ids[i]].text) + "'";
      if (std::ranges::find(phrases, phrase) == phrases.end()) phrases.push_back(std::move(phrase));
    }
  constexpr std::string_view or_end = " or 'end'";
  auto const also_end = expected.ends_with(or_end);
  auto const phrase = also_end ? expected.substr(0, expected.size() - or_end.size()) : expected;
  for (auto const& more : {phrase, std::string(also_end ? "'end'" : "")})
    if (!more.empty() && std::ranges::find(phrases, more) == phrases.end()) phrases.push_back(more);
  return phrases;
}

// `a clause (norm, see, ...) or 'end'` as `a clause or 'end'`.
std::string without_list(std::string phrase) {
  auto const begin = phrase.find(" ("), end = phrase.find(')', std::min(begin, phrase.size()));
  return end == phrase.npos ? phrase : phrase.erase(begin, end + 1 - begin);
}

// What the token is a slip for: a word that would have fitted, or a sign of another language.
std::string suggest(State const& state, char const* where, std::vector<std::string> const& phrases) {
  std::vector<std::string_view> candidates;
  for (auto const& phrase : phrases)
    for (auto const word : words_listed(phrase)) candidates.push_back(word);
  if (behind_expression(state, where)) candidates.insert(candidates.end(), std::begin(operators), std::end(operators));
  auto const token = token_at(state.text, where);
  auto const hint = suggestion(token, candidates);
  return hint.empty() ? foreign_sign(token) : hint;
}

std::string message(State const& state, char const* where, std::vector<std::string> phrases, std::string const& hint) {
  // With a suggestion, or behind an expression, the long list of all declarations or clauses only distracts.
  for (auto& phrase : phrases)
    if (!hint.empty() || (behind_expression(state, where) && &phrase != phrases.data())) phrase = without_list(phrase);
  return "expected " + alternatives(phrases) + ", found " + describe(state.text, where) + hint;
}

}  // namespace

void report(State& state, char const* where, std::string const& expected) {
  if (auto const fault = std::exchange(state.fault, std::nullopt)) {
    add(state, {.code = fault->code,
                .where = {state.source, span(state, fault->begin, fault->end)},
                .message = fault->message,
                .other = {},
                .other_message = {}});
    return;
  }
  auto const at = behind_blanks(state, where);
  auto const phrases = expectations(state, at, expected);
  auto const hint = suggest(state, at, phrases);
  auto place = span(state, at, at + token_at(state.text, at).size());
  // When the unexpected token starts a later line, what is missing belongs behind the last good one. Not so when that
  // token is a slip of the pen: then it is what the reader must look at.
  if (hint.empty() && behind_newline(state, at)) place = span(state, state.gap.begin, state.gap.begin);
  add(state, {.code = "unexpected",
              .where = {state.source, place},
              .message = message(state, at, phrases, hint),
              .other = {},
              .other_message = {}});
}

void report_unclosed(State& state, char const* begin, char const* where) {
  auto const opening = token_at(state.text, begin);
  add(state, {.code = "unexpected",
              .where = {state.source, span(state, where, where + token_at(state.text, where).size())},
              .message = "expected 'end' before " + describe(state.text, where),
              .other = Location{state.source, span(state, begin, begin + opening.size())},
              .other_message = "this " + std::string(opening) + " is not closed"});
}

}  // namespace bylaw::dsl::grammar
