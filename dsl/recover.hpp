// Where parsing goes on after an error: at the next line that begins like an item, a clause, a field or a part of a
// scenario. Layout means nothing to the language, but lines are where people start anew.
#pragma once
#include <string_view>

namespace bylaw::dsl {

// Something that began at `begin` went wrong at `at`. All look at lines whose first word stands at or after `at`;
// without such a line the answer is the end of the text. Each stops at a line that begins as it must, and where an item
// begins. All but next_item also stop at `end`, and at any line that is indented no deeper than the line of `begin`:
// what stands there is meant as another clause, field or part, if a misspelt one.
char const* next_item(std::string_view text, char const* begin, char const* at);
char const* next_clause(std::string_view text, char const* begin, char const* at);
char const* next_step_clause(std::string_view text, char const* begin, char const* at);
char const* next_field(std::string_view text, char const* begin, char const* at);
char const* next_part(std::string_view text, char const* begin, char const* at);
char const* next_record(std::string_view text, char const* begin, char const* at);

// Does an item begin at `at`, judging by its first two words? `norm` counts only at the margin: it also begins a
// clause.
bool begins_item(std::string_view text, char const* at);
// Is there nothing but blanks before `at` on its line?
bool begins_line(std::string_view text, char const* at);
// Is the word at `at` followed by `must`, `should` or `may`?
bool begins_duty(std::string_view text, char const* at);
// The first item that begins at the margin within (from, to): where the block begun at `from` should have ended.
// Looks at no more than a few thousand bytes; nullptr when there is none.
char const* item_within(std::string_view text, char const* from, char const* to);

}  // namespace bylaw::dsl
