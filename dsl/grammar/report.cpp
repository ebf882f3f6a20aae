#include "dsl/expectation.hpp"
#include "dsl/grammar/state.hpp"

#include <algorithm>

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

// Everything that would have fitted at `where`: the keywords tried there, and what the failed parser is called.
std::vector<std::string> expectations(State const& state, char const* where, std::string const& expected) {
  std::vector<std::string> phrases;
  if (state.tried.at == where)
    for (std::size_t i = 0; i < state.tried.count; ++i) {
      auto phrase = "'" + std::string(words[state.tried.ids[i]].text) + "'";
      if (std::ranges::find(phrases, phrase) == phrases.end()) phrases.push_back(std::move(phrase));
    }
  if (std::ranges::find(phrases, expected) == phrases.end()) phrases.push_back(expected);
  return phrases;
}

std::string suggest(State const& state, char const* where, std::vector<std::string> const& phrases) {
  std::vector<std::string_view> candidates;
  for (auto const& phrase : phrases)
    for (auto const word : words_listed(phrase)) candidates.push_back(word);
  if (state.expression_end && behind_blanks(state, state.expression_end) == where)
    candidates.insert(candidates.end(), std::begin(operators), std::end(operators));
  return suggestion(token_at(state.text, where), candidates);
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
  auto const& gap = state.gap;
  if (hint.empty() && gap.end == at && std::find(gap.begin, gap.end, '\n') != gap.end)
    place = span(state, gap.begin, gap.begin);
  add(state, {.code = "unexpected",
              .where = {state.source, place},
              .message = "expected " + alternatives(phrases) + ", found " + describe(state.text, at) + hint,
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
