// Putting "expected X, found Y" into words. X comes from the grammar; Y is read again from the text here.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace bylaw::dsl {

// The token at `at`: a word, a quoted text, a number, or one whole character, never half of one.
std::string_view token_at(std::string_view text, char const* at);
// How a message calls it: `'whn'`, `the end of the text`, `a curly quotation mark`.
std::string describe(std::string_view text, char const* at);
// "; did you mean 'when'?" if the token is a slip of the pen for one of the candidates; else empty.
std::string suggestion(std::string_view token, std::vector<std::string_view> const& candidates);
// "; write 'is'" for `==` and the like, signs that other languages use where this one has words; else empty.
std::string foreign_sign(std::string_view token);
// "a, b or c", each alternative as given.
std::string alternatives(std::vector<std::string> const& phrases);
// The words a phrase lists in parentheses or single quotes: they are candidates for a suggestion as well.
std::vector<std::string_view> words_listed(std::string_view phrase);

}  // namespace bylaw::dsl
